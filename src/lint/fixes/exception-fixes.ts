// Edits to how a call takes the exception that is being handled: passing it, taking it out again, naming it no second time.

import type { CallMessage, LoggerCall, MessagePart } from '../../model/call.ts';
import type { Fix, TextEdit } from '../../model/finding.ts';
import type { Position } from '../../model/location.ts';
import { isSamePosition } from '../../model/position-order.ts';
import { passed, passesText, showsException } from '../handlers/exceptions.ts';
import { textWithoutHoles } from '../wording/message-text.ts';
import { constantMessageFix } from './constant-message-fix.ts';
import { literal } from './literal.ts';

/** Passes the exception, in the way of the call's dialect. */
export function passExceptionFix(call: LoggerCall): Fix[] {
  const { message, slots, handler } = call;
  const name = handler?.exceptionName;
  if (name !== undefined && call.kind === 'console') {
    // What prints anything prints the error itself with its traceback.
    const shownBy = call.given.find(({ value }) => value.kind !== 'name' && showsException(value, name));
    const slot = slots.arguments;
    if (shownBy !== undefined) return [fixOf('Pass the exception itself', [{ range: shownBy.range, newText: name }])];
    if (slot !== undefined && message?.built === 'constant')
      return [fixOf('Pass the exception', [insert(slot.at, slot.lead + name)])];
  }
  // Only under this key libraries write an error with its traceback.
  if (name !== undefined && call.exception?.key === 'err' && passesText(call))
    return [
      { ...fixOf('Pass the exception itself', [{ range: call.exception.range, newText: name }]), kind: 'suggest' },
    ];
  // A message built with the exception's text: the text goes, the exception stays, where the call has a place for it.
  const hasPlace = slots.exception !== undefined || call.exceptionSwitch !== undefined;
  if (hasPlace && name !== undefined && message?.parts.some((part) => isHoleOf(part, name)) === true) {
    const fix = message.built === 'template' ? undefined : constantMessageFix(call, message);
    if (fix !== undefined) return [fix];
  }
  const shown = name !== undefined && shows(call, name);
  if (
    slots.method?.exception !== undefined &&
    call.method === slots.method.levels.ERROR &&
    call.exceptionSwitch === undefined
  ) {
    const renamed = { range: slots.method.range, newText: slots.method.exception };
    const rest = shown ? withoutNaming(call, name) : [];
    if (rest !== undefined)
      return [fixOf(`Use \`.${slots.method.exception}()\`, which writes the traceback`, [renamed, ...rest])];
  }
  if (call.exceptionSwitch !== undefined) return [];
  const edits = insertion(call);
  if (edits === undefined) return [];
  const sure = slots.exception?.kind === 'argument' || slots.fields?.sure === true;
  return [{ kind: sure ? 'fix' : 'suggest', title: 'Pass the exception', edits }];
}

/** Takes the exception out of a message whose method writes it anyway. */
export function unnameFix(call: LoggerCall): Fix[] {
  const { message, handler } = call;
  const name = handler?.exceptionName;
  if (message === undefined || name === undefined) return [];
  if (message.built !== 'template') {
    const fix = constantMessageFix(call, message);
    return fix === undefined ? [] : [fix];
  }
  const edits = withoutNaming(call, name);
  return edits === undefined ? [] : [fixOf('Leave the exception out of the message', edits)];
}

/** Another method in place of the call's. */
export function renameFix({ slots }: LoggerCall, method: string | undefined, kind: Fix['kind'] = 'fix'): Fix[] {
  if (method === undefined || slots.method === undefined) return [];
  return [{ ...fixOf(`Use \`.${method}()\``, [{ range: slots.method.range, newText: method }]), kind }];
}

/** Another method in place of the call's, without the argument that decides on the exception. */
export function switchFix(call: LoggerCall, method: string | undefined, kind: Fix['kind'] = 'fix'): Fix[] {
  const { slots, exceptionSwitch, given } = call;
  const removal = exceptionSwitch === undefined ? undefined : given[exceptionSwitch.argument]?.removal;
  if (exceptionSwitch !== undefined && removal === undefined) return [];
  if (method !== undefined && slots.method === undefined) return [];
  const rename =
    method === undefined || method === call.method ? [] : [{ range: slots.method!.range, newText: method }];
  const remove = removal === undefined ? [] : [{ range: removal, newText: '' }];
  const argument = exceptionSwitch === undefined ? '' : `\`${given[exceptionSwitch.argument]!.key ?? ''}\``;
  const title = [
    ...(rename.length > 0 ? [`Use \`.${method!}()\``] : []),
    ...(remove.length > 0 ? [`${rename.length > 0 ? 'leave' : 'Leave'} ${argument} out`] : []),
  ].join(' and ');
  return rename.length + remove.length === 0 ? [] : [{ ...fixOf(title, [...rename, ...remove]), kind }];
}

function fixOf(title: string, edits: readonly TextEdit[]): Fix {
  return { kind: 'fix', title, edits };
}

function isHoleOf(part: MessagePart, name: string): boolean {
  return part.kind === 'hole' && part.expression !== undefined && showsException(part.expression, name);
}

function shows({ message, arguments: args }: LoggerCall, name: string): boolean {
  return (message?.parts ?? []).some((part) => isHoleOf(part, name)) || args.some((one) => showsException(one, name));
}

/** Writes the exception where the dialect wants it; undefined where there is no place for it. */
function insertion({ slots: { exception: slot, fields }, handler }: LoggerCall): TextEdit[] | undefined {
  const value = handler?.exceptionName ?? slot?.current;
  if (slot === undefined || value === undefined) return undefined;
  if (slot.kind === 'argument') return [insert(slot.at, slot.lead + passed(value, slot))];
  if (fields === undefined) return undefined;
  const { at, lead, open, close, keyOpen, keyClose, shorthand, before } = fields;
  const whole = passed(value, slot);
  const entry = shorthand && whole === slot.key ? whole : keyOpen + slot.key + keyClose + whole;
  return [...(before === undefined ? [] : [insert(before.at, before.text)]), insert(at, lead + open + entry + close)];
}

function insert(at: Position, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** Takes placeholder and argument of the exception out of a `%s` template; undefined where that is not plainly possible. */
function withoutNaming(call: LoggerCall, name: string): TextEdit[] | undefined {
  const { message, arguments: args, given, formatStyle } = call;
  if (message?.built !== 'template' || !message.rewritable || formatStyle !== 'percent') return undefined;
  const holes = message.parts.filter((part) => part.kind === 'hole');
  // The arguments and the placeholders have to be one to one, each of its own.
  if (holes.length !== args.length || holes.some((hole) => hole.expression === undefined || hole.name !== undefined))
    return undefined;
  const gone = args.filter((one) => showsException(one, name));
  const kept = message.parts.filter((part) => !isHoleOf(part, name));
  if (gone.length !== 1 || kept.length !== message.parts.length - 1) return undefined;
  const removals = gone.map(
    (one) => given.find(({ value }) => isSamePosition(value.range.start, one.range.start))?.removal,
  );
  const text = textBeside(message, name);
  if (text === undefined || removals.some((one) => one === undefined)) return undefined;
  return [
    { range: message.range, newText: literal(text, message.quote) },
    ...removals.map((range) => ({ range: range!, newText: '' })),
  ];
}

/** The text of a template without the exception; with other placeholders only where the exception comes last. */
function textBeside({ parts }: CallMessage, name: string): string | undefined {
  const others = parts.filter((part) => part.kind === 'hole' && !isHoleOf(part, name));
  if (others.length === 0) return textWithoutHoles(parts);
  const at = parts.findIndex((part) => isHoleOf(part, name));
  const after = parts.slice(at + 1);
  if (after.some((part) => part.kind === 'hole' || !/^["')\].!\s]*$/.test(part.text))) return undefined;
  const written = parts.slice(0, at).map((part) => {
    if (part.kind === 'text') return part.text.replaceAll('%', '%%');
    return `%${part.format ?? part.conversion ?? 's'}`;
  });
  const text = written
    .join('')
    .replace(/[\s"'([:;,=–—-]+$/, '')
    .replace(/[,.;:]?\s+(?:with|because of|due to|by|reason|error|exception|message)$/i, '');
  return /\p{L}/u.test(text) ? text : undefined;
}
