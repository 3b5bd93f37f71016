// The message of a call and what can be written into it, from what its dialect read.

import type { CallSlots } from '../../model/call-slots.ts';
import type { CallMessage, MessagePart } from '../../model/call.ts';
import type { Dialect } from '../arguments/dialect.ts';
import { houseStyle } from '../arguments/house-style.ts';
import type { Reading } from '../arguments/reading.ts';
import { separator } from '../arguments/slots.ts';
import type { CallSite } from '../facts/facts.ts';
import type { Built } from '../messages/message.ts';
import { parseBraces } from '../messages/templates/brace.ts';
import { parsePercent } from '../messages/templates/percent.ts';
import type { Source } from '../parsing/source.ts';

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
  { built, parts, rewritable, filled, quote, idle, branches }: Built,
  start: number,
  end: number,
  source: Source,
): CallMessage {
  return {
    range: source.range(start, end),
    built,
    parts,
    rewritable,
    ...(filled === undefined ? {} : { filled }),
    quote: quote ?? houseStyle(source).quote,
    // Of a constant that is written elsewhere, it is none of the call's.
    ...(idle === undefined || idle.start < start || idle.end > end
      ? {}
      : { idle: { range: source.range(idle.start, idle.end), alone: idle.alone } }),
    ...(branches === undefined
      ? {}
      : { branches: branches.map((branch) => shape(branch.message, branch.start, branch.end, source)) }),
  };
}

/** Where fields, an exception and arguments go. */
export function slotsOf(
  { message, arguments: args, fieldSlot, exceptionSlot, takesArguments, argumentsOnly }: Reading,
  { formatStyle, placeholders }: Dialect,
  { list }: CallSite,
  source: Source,
  fillsBraces: () => boolean,
): CallSlots {
  // A message given by keyword can't be followed by positional arguments.
  const free =
    message !== undefined &&
    takesArguments &&
    args.length === 0 &&
    (formatStyle === 'percent' || formatStyle === 'brace' || placeholders === true) &&
    list.children.includes(message.node) &&
    !(formatStyle === 'percent' && fillsBraces());
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
