// The message of a call and what can be written into it, from what its dialect read.

import type { CallMessage, CallSlots, MessagePart } from '../model/call.ts';
import type { CallSite } from './facts.ts';
import type { Built } from './message.ts';
import type { Dialect, Reading } from './reading.ts';
import { separator } from './slots.ts';
import type { Source } from './source.ts';
import { parsePercent } from './templates/percent.ts';
import { parseBraces } from './templates/brace.ts';

/** The message with its placeholders filled by the arguments behind it. */
export function messageOf(
  { message, arguments: args, takesArguments }: Reading,
  { formatStyle }: Dialect,
  source: Source,
): CallMessage | undefined {
  if (message === undefined) return undefined;
  const { node, built } = message;
  const whole = shape(built, node.start, node.end, source);
  if (built.built !== 'constant' || !takesArguments || args.length === 0) return whole;
  const text = built.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  const holes =
    formatStyle === 'brace' ? parseBraces(text) : parsePercent(text, source.path.endsWith('.py') ? 'python' : 'node');
  if (holes === undefined || holes.every(({ kind }) => kind === 'text')) return whole;
  let next = 0;
  const parts = holes.map((part): MessagePart => {
    if (part.kind === 'text') return part;
    if (part.kind === 'placeholder') {
      const { stars, hole } = part;
      next += stars;
      const expression = hole.name === undefined ? args[next++] : undefined;
      return expression === undefined ? hole : { ...hole, expression };
    }
    const { target, path, ...hole } = part;
    const expression =
      path !== '' ? undefined : target === '' ? args[next++] : /^\d+$/.test(target) ? args[Number(target)] : undefined;
    return {
      ...hole,
      ...(expression === undefined ? {} : { expression }),
      ...(/^[A-Za-z_]/.test(target) ? { name: target } : {}),
    };
  });
  return { ...whole, built: 'template', parts };
}

function shape(
  { built, parts, rewritable, quote, idle, branches }: Built,
  start: number,
  end: number,
  source: Source,
): CallMessage {
  return {
    range: source.range(start, end),
    built,
    parts,
    rewritable,
    quote: quote ?? houseQuote(source),
    // Of a constant that is written elsewhere, it is none of the call's.
    ...(idle === undefined || idle.start < start || idle.end > end
      ? {}
      : { idle: { range: source.range(idle.start, idle.end), alone: idle.alone } }),
    ...(branches === undefined
      ? {}
      : { branches: branches.map((branch) => shape(branch.message, branch.start, branch.end, source)) }),
  };
}

/** The quotes most strings of the file are written with: what a template literal becomes. */
function houseQuote({ text }: Source): string {
  const head = text.slice(0, 20_000);
  return head.split("'").length >= head.split('"').length ? "'" : '"';
}

/** Where fields, an exception and arguments go. */
export function slotsOf(
  { message, arguments: args, fieldSlot, exceptionSlot, takesArguments, argumentsOnly }: Reading,
  { formatStyle, placeholders }: Dialect,
  { list }: CallSite,
  source: Source,
): CallSlots {
  // A message given by keyword can't be followed by positional arguments.
  const free =
    message !== undefined &&
    takesArguments &&
    args.length === 0 &&
    (formatStyle === 'percent' || placeholders === true) &&
    list.children.includes(message.node);
  return {
    ...(fieldSlot === undefined ? {} : { fields: fieldSlot }),
    ...(exceptionSlot === undefined ? {} : { exception: exceptionSlot }),
    ...(free
      ? {
          arguments: {
            at: source.position(message.node.end),
            lead: separator(message.node.start, source),
            ...(argumentsOnly === true ? { only: true } : {}),
          },
        }
      : {}),
  };
}
