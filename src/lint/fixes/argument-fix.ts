// The suggestion beside the fix: the same message as a constant template, its values as arguments that `%s` or `{}` shows.

import type { CallMessage, Expression, LoggerCall, MessagePart } from '../../model/call.ts';
import type { Fix } from '../../model/finding.ts';
import { keepsEvaluation } from './effects.ts';
import { literal } from './literal.ts';

type Hole = Extract<MessagePart, { kind: 'hole' }>;

/** Functions of Python whose text a placeholder makes, too. */
const CONVERSIONS = new Map([
  ['str', 's'],
  ['repr', 'r'],
]);
/** A format of f-strings that means the same behind a percent sign. */
const COMMON_FORMAT = /^(?:[+ ]?0?\d*(?:\.\d+)?[dfFeEgGxXo]|(?:\.\d+)?s)$/;

/** Gives the suggestion; undefined where the call has arguments already or a hole's format has no other spelling. */
export function argumentFix({ slots, formatStyle }: LoggerCall, message: CallMessage): Fix | undefined {
  if (slots.arguments === undefined) return undefined;
  const isBrace = formatStyle === 'brace';
  const written = message.rewritable ? rewritten(message, isBrace) : isBrace ? undefined : message.filled;
  if (written === undefined || !keepsEvaluation(written.values)) return undefined;
  const newText = written.template + written.values.map((value) => slots.arguments!.lead + value.text).join('');
  const kind = slots.arguments.only === true ? 'fix' : 'suggest';
  const title = `Pass the values as ${isBrace ? '{}' : '%s'} arguments`;
  return { kind, title, edits: [{ range: message.range, newText }] };
}

/** The message as a template and its values. */
function rewritten(message: CallMessage, isBrace: boolean): CallMessage['filled'] {
  let text = '';
  const values: Expression[] = [];
  for (const part of message.parts) {
    if (part.kind === 'text') {
      text += isBrace ? part.text.replace(/[{}]/g, '$&$&') : part.text.replaceAll('%', '%%');
      continue;
    }
    const placeholder = isBrace ? bracesFor(part, message) : percentFor(part, message);
    if (placeholder === undefined || part.expression === undefined) return undefined;
    const shown = shownBy(part.expression, placeholder);
    text += shown?.placeholder ?? placeholder;
    values.push(shown?.value ?? part.expression);
  }
  return { template: literal(text, message.quote), values };
}

/** `str(x)` for a placeholder that does that by itself. */
function shownBy(
  { kind, children }: Expression,
  placeholder: string,
): { readonly placeholder: string; readonly value: Expression } | undefined {
  const [callee, value, more] = children;
  const letter = CONVERSIONS.get(callee?.text ?? '');
  if (kind !== 'call' || value === undefined || more !== undefined || letter === undefined) return undefined;
  if (value.kind === 'spread' || value.key !== undefined) return undefined;
  if (placeholder === '%s') return { placeholder: `%${letter}`, value };
  return placeholder === '{}' ? { placeholder: letter === 's' ? '{}' : '{!r}', value } : undefined;
}

function percentFor({ conversion, format }: Hole, { built }: CallMessage): string | undefined {
  if (built === 'percent-operator') return `%${format ?? conversion ?? 's'}`;
  if (format === undefined || format === '') return `%${conversion ?? 's'}`;
  if (conversion !== undefined && conversion !== 's') return undefined;
  const aligned = /^([<>])(\d+)s?$/.exec(format);
  if (aligned !== null) return `%${aligned[1] === '<' ? '-' : ''}${aligned[2]!}s`;
  return COMMON_FORMAT.test(format) ? `%${format}` : undefined;
}

function bracesFor({ conversion, format }: Hole, { built }: CallMessage): string | undefined {
  const shown = conversion === undefined || conversion === 's' ? '' : `!${conversion}`;
  if (built !== 'percent-operator') return `{${shown}${format === undefined || format === '' ? '' : `:${format}`}}`;
  if (format === undefined || format === 's') return `{${shown}}`;
  return /^(?:\.\d+)?[dfeEgGxX]$/.test(format) ? `{:${format}}` : undefined;
}
