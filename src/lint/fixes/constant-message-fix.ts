// The fix from a built message to a constant one with named fields, written in the way of the call's own dialect.

import type { FieldSlot } from '../../model/call-slots.ts';
import type { CallMessage, Expression, LoggerCall, MessagePart } from '../../model/call.ts';
import type { Fix, TextEdit } from '../../model/finding.ts';
import type { Position } from '../../model/location.ts';
import { isBefore, isSamePosition } from '../../model/position-order.ts';
import { passed, showsException } from '../handlers/exceptions.ts';
import { fieldNames } from '../wording/field-names.ts';
import { labelOf, type HoleLabel } from '../wording/hole-labels.ts';
import { identifierOf, wordsOf } from '../wording/identifiers.ts';
import { textWithoutHoles } from '../wording/message-text.ts';
import { hasEffect, isInert, keepsEvaluation } from './effects.ts';
import { literal } from './literal.ts';

type Hole = Extract<MessagePart, { kind: 'hole' }>;

/** A field to be written. */
interface NewField {
  readonly key: string;
  readonly value: string;
}

/** Formats that show another text than the value in another width: hexadecimal, dates. */
const FORMAT_MATTERS = /[xXobc]$|%[A-Za-z]/;

/** A line break by its name in the language's library: a part of the text. */
const LINE_END = /^(?:os\.(?:linesep|EOL)|EOL)$/;

/** Gives the fix; undefined where none is safe. */
export function constantMessageFix(call: LoggerCall, message: CallMessage): Fix | undefined {
  const holes = message.parts.filter((part): part is Hole => part.kind === 'hole');
  const text = textWithoutHoles(message.parts);
  if (!message.rewritable || text === undefined || holes.length === 0 || leavesPlaceholders(call, text))
    return undefined;
  const taken = new Set([...(call.slots.fields?.taken ?? []), ...call.fields.map(({ key }) => key)]);
  const unnamed: { readonly names: readonly string[]; readonly value: string }[] = [];
  const values: Expression[] = [];
  const valueOf = new Map<string, string>();
  let exception: string | undefined;
  let guessed = false;
  for (const hole of holes) {
    const { expression: written, format, shown } = hole;
    if (written === undefined) return undefined;
    if (LINE_END.test(written.text)) continue;
    const expression = format === undefined ? unserialized(written, call) : written;
    if (showsException(expression, call.handler?.exceptionName)) {
      // It is given under another key.
      if (call.exceptionBy === undefined && call.fields.some(({ value }) => value.text === call.handler?.exceptionName))
        continue;
      if (
        call.exceptionBy !== undefined &&
        (call.exception === undefined || call.exception.text === call.handler?.exceptionName)
      )
        continue;
      if (
        call.slots.exception !== undefined &&
        call.exceptionBy === undefined &&
        call.handler?.exceptionName !== undefined
      ) {
        exception = call.handler.exceptionName;
        continue;
      }
    }
    const changed = format !== undefined && FORMAT_MATTERS.test(format);
    if (changed && shown === undefined) return undefined;
    const asError = changed ? undefined : errorText(expression, call);
    if (asError !== undefined) guessed = true;
    const value = asError ?? (changed && shown !== undefined ? shown : expression.text);
    const sameText = valueOf.get(value);
    if (sameText !== undefined && (!hasEffect(expression) || sameText === positionKey(expression))) continue;
    if (call.exception?.text === value && !hasEffect(expression)) continue;
    if (call.fields.some((field) => field.value.text === value && !hasEffect(expression))) continue;
    valueOf.set(value, positionKey(expression));
    if (isConstant(expression)) return undefined;
    values.push(expression);
    unnamed.push({ names: namesOf(expression, call, labelOf(message.parts, message.parts.indexOf(hole))), value });
  }
  if (exception !== undefined && call.slots.exception?.kind === 'field') taken.add(call.slots.exception.key);
  const fields = named(unnamed, taken);
  if (!keepsOrder(call, message, holes) || !keepsEvaluation(values)) return undefined;
  const fix = written(call, message, text, fields, exception);
  return fix === undefined || !guessed ? fix : { ...fix, kind: 'suggest' };
}

/**
 * What is made JSON for a message, where the library writes fields as JSON itself; with a function for what JSON has no
 * form for it stays.
 */
function unserialized(expression: Expression, { slots: { fields }, formatStyle }: LoggerCall): Expression {
  const { kind, names, children } = expression;
  const [, value, ...more] = children;
  if (kind !== 'call' || value === undefined || fields === undefined || fields.formats === true) return expression;
  if (!/^(?:name|attribute|subscript)$/.test(value.kind) || value.key !== undefined) return expression;
  const isScript = formatStyle === 'object-first' || formatStyle === 'object-last';
  if (isScript ? names.join('.') !== 'JSON.stringify' : names.join('.') !== 'json.dumps') return expression;
  const isLayout = more.every(({ kind: of, key, text }) =>
    isScript
      ? of === 'null' || of === 'number' || text === 'undefined'
      : /^(?:indent|sort_keys|ensure_ascii)$/.test(key ?? ''),
  );
  return isLayout ? value : expression;
}

/** What is written for an error, by its name, where the library shows none that is in a field. */
function errorText({ kind, text }: Expression, { slots: { exception: slot } }: LoggerCall): string | undefined {
  return kind === 'name' && slot?.kind === 'field' && slot.close !== '' && /^(?:err|error|exception)$/.test(text)
    ? passed(text, slot)
    : undefined;
}

/** The text still has placeholders for arguments the call has: taking holes out would shift none of them, but braces would now be read. */
function leavesPlaceholders({ formatStyle, slots }: LoggerCall, text: string): boolean {
  return formatStyle === 'brace' && slots.fields !== undefined && /[{}]/.test(text);
}

function positionKey({ range }: Expression): string {
  return `${range.start.line}:${range.start.column}`;
}

function isConstant({ kind, children }: Expression): boolean {
  return (
    kind === 'string' ||
    kind === 'number' ||
    (kind === 'operation' && children.length > 0 && children.every(isConstant))
  );
}

/** Names for a field, the best first. */
function namesOf(expression: Expression, { function: owner, slots }: LoggerCall, before: HoleLabel): string[] {
  const keyCase = slots.fields?.keyCase ?? 'snake';
  const names = fieldNames(expression, owner, before).map((words) => identifierOf(words, keyCase));
  // `nodeID` stays what it is where names are written like it.
  const written = /^[a-z][A-Za-z0-9]*$/.exec(expression.names.at(-1) ?? '')?.[0];
  return keyCase === 'camel' && written !== undefined && names[0] === identifierOf(wordsOf(written), 'camel')
    ? [written, ...names.slice(1)]
    : names;
}

/**
 * A name for each value that nothing else has. What is written under its own name keeps it, and what would share a name
 * goes by longer ones: `a.total` and `b.total` are a_total and b_total.
 */
function named(
  values: readonly { readonly names: readonly string[]; readonly value: string }[],
  taken: Set<string>,
): NewField[] {
  const keys = new Map<number, string>();
  const own = ({ names, value }: (typeof values)[number]): boolean => names[0] === value;
  const shared = (name: string): boolean => values.filter(({ names }) => names[0] === name).length > 1;
  const choose = (index: number): void => {
    const one = values[index]!;
    const names = one.names.length > 2 && !own(one) && shared(one.names[0]!) ? one.names.slice(1) : one.names;
    let name = names.find((one) => !taken.has(one));
    for (let number = 2; name === undefined; number++) {
      const numbered = `${names[0]!}${names[0]!.includes('_') ? '_' : ''}${number}`;
      if (!taken.has(numbered)) name = numbered;
    }
    taken.add(name);
    keys.set(index, name);
  };
  const order = [...values.keys()];
  const isOwn = (index: number): boolean => own(values[index]!);
  for (const index of [...order.filter(isOwn), ...order.filter((one) => !isOwn(one))]) choose(index);
  return values.map(({ value }, index) => ({ key: keys.get(index)!, value }));
}

/** Whether all that is evaluated stays in its order, as far as it matters: holes move behind the arguments between message and fields. */
function keepsOrder(call: LoggerCall, message: CallMessage, holes: readonly Hole[]): boolean {
  const target = call.slots.fields?.at ?? call.range.end;
  const others = [
    ...call.arguments,
    ...call.fields.map(({ value }) => value),
    ...call.spreads,
    ...(call.exception === undefined ? [] : [call.exception]),
  ];
  const backwards = isBefore(target, message.range.start);
  const passed = others.filter(({ range }) =>
    backwards
      ? isBefore(target, range.start) && isBefore(range.start, message.range.start)
      : isBefore(message.range.end, range.start) && isBefore(range.start, target),
  );
  const moved = holes.flatMap(({ expression }) => (expression === undefined ? [] : [expression]));
  if (moved.some(hasEffect) && passed.some((one) => !isInert(one))) return false;
  return !(passed.some(hasEffect) && moved.some((one) => !isInert(one)));
}

function written(
  call: LoggerCall,
  message: CallMessage,
  text: string,
  fields: readonly NewField[],
  exception: string | undefined,
): Fix | undefined {
  const { fields: slot, exception: exceptionSlot } = call.slots;
  const entries = [...fields];
  let argument = '';
  if (exception !== undefined && exceptionSlot?.kind === 'field')
    entries.push({ key: exceptionSlot.key, value: passed(exception, exceptionSlot) });
  if (exception !== undefined && exceptionSlot?.kind === 'argument')
    argument = exceptionSlot.lead + passed(exception, exceptionSlot);
  const added = (entries.length > 0 && slot?.formats === true) || (argument !== '' && slot?.formats === true);
  const edits: TextEdit[] = [{ range: message.range, newText: literal(escapedFor(call, text, added), message.quote) }];
  if (entries.length > 0 && slot === undefined) return undefined;
  if (entries.length > 0 && slot !== undefined) {
    const texts = entries.map((entry) => entryText(entry, slot));
    const insertion = slot.lead + slot.open + texts.join(slot.separator) + slot.close;
    const together = exceptionSlot?.kind === 'argument' && isSamePosition(exceptionSlot.at, slot.at);
    const isLast = exceptionSlot?.kind === 'argument' && exceptionSlot.last === true;
    edits.push(insert(slot.at, !together ? insertion : isLast ? insertion + argument : argument + insertion));
    if (together) argument = '';
    if (slot.before !== undefined) edits.push(insert(slot.before.at, slot.before.text));
  }
  if (argument !== '' && exceptionSlot?.kind === 'argument') edits.push(insert(exceptionSlot.at, argument));
  // What goes to the console may be what a program is there to print.
  const sure = call.kind !== 'console' && (slot === undefined || slot.sure || entries.length === 0);
  return {
    kind: sure ? 'fix' : 'suggest',
    title: titleOf(
      fields.map(({ key }) => key),
      exception !== undefined,
    ),
    edits: merged(edits),
  };
}

/** With arguments behind it a template stays one; without, `%%` of a `%` template is a plain percent sign already. */
function escapedFor({ arguments: args, formatStyle, message }: LoggerCall, text: string, becomes: boolean): string {
  const filledLater = formatStyle === 'percent' && args.length > 0 && message?.built === 'percent-operator';
  const isRead = becomes && args.length === 0 && /%[sdifjoOc%]/.test(text);
  return filledLater || isRead ? text.replaceAll('%', '%%') : text;
}

function entryText({ key, value }: NewField, { keyOpen, keyClose, shorthand }: FieldSlot): string {
  return shorthand && key === value ? key : keyOpen + key + keyClose + value;
}

function insert(at: Position, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** An insertion right before or behind the message becomes part of its replacement, so that no editor has to order the two. */
function merged(edits: readonly TextEdit[]): TextEdit[] {
  const [main, ...others] = edits;
  if (main === undefined) return [];
  let { newText } = main;
  const rest = others.filter((edit) => {
    if (isSamePosition(edit.range.start, main.range.start)) newText = edit.newText + newText;
    else if (isSamePosition(edit.range.start, main.range.end)) newText += edit.newText;
    else return true;
    return false;
  });
  return [{ range: main.range, newText }, ...rest];
}

function titleOf(keys: readonly string[], exception: boolean): string {
  const named = [...keys, ...(exception ? ['the exception'] : [])];
  const noun = keys.length === 1 ? ' as a field' : keys.length > 1 ? ' as fields' : '';
  if (named.length === 0) return 'Make the message constant';
  if (exception && keys.length > 0)
    return `Make the message constant and pass ${list(keys)}${noun}, with the exception`;
  return `Make the message constant and pass ${list(named)}${noun}`;
}

/** "a", "a and b", "a, b and 2 more". */
export function list(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  return names.length <= 3
    ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
