// The suggestion beside the fix: the same message as a constant template, its values as arguments that `%s` shows.

import type { CallMessage, Expression, LoggerCall, MessagePart } from '../model/call.ts';
import type { Fix } from '../model/finding.ts';
import { keepsEvaluation } from './effects.ts';
import { literal } from './literal.ts';

/** A format of f-strings that means the same behind a percent sign. */
const COMMON_FORMAT = /^(?:[+ ]?0?\d*(?:\.\d+)?[dfFeEgGxXo]|(?:\.\d+)?s)$/;

/** Gives the suggestion; undefined where the call has arguments already or a hole's format has no `%` spelling. */
export function argumentFix({ slots }: LoggerCall, message: CallMessage): Fix | undefined {
  if (slots.arguments === undefined || !message.rewritable) return undefined;
  let text = '';
  const values: Expression[] = [];
  for (const part of message.parts) {
    if (part.kind === 'text') {
      text += part.text.replaceAll('%', '%%');
      continue;
    }
    const placeholder = placeholderOf(part, message);
    if (placeholder === undefined || part.expression === undefined) return undefined;
    text += placeholder;
    values.push(part.expression);
  }
  if (!keepsEvaluation(values)) return undefined;
  const newText = literal(text, message.quote) + values.map((value) => slots.arguments!.lead + value.text).join('');
  const kind = slots.arguments.only === true ? 'fix' : 'suggest';
  return { kind, title: 'Pass the values as %s arguments', edits: [{ range: message.range, newText }] };
}

function placeholderOf(
  { conversion, format }: Extract<MessagePart, { kind: 'hole' }>,
  { built }: CallMessage,
): string | undefined {
  if (built === 'percent-operator') return `%${format ?? conversion ?? 's'}`;
  if (format === undefined || format === '') return `%${conversion ?? 's'}`;
  if (conversion !== undefined && conversion !== 's') return undefined;
  const aligned = /^([<>])(\d+)s?$/.exec(format);
  if (aligned !== null) return `%${aligned[1] === '<' ? '-' : ''}${aligned[2]!}s`;
  return COMMON_FORMAT.test(format) ? `%${format}` : undefined;
}
