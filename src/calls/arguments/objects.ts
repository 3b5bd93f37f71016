// JavaScript calls that take fields in an object, before or after the message.

import type { FieldSlot } from '../../model/call-slots.ts';
import type { CallField, Expression } from '../../model/call.ts';
import type { Argument } from '../facts/facts.ts';
import { isText } from '../messages/message.ts';
import type { Source } from '../parsing/source.ts';
import { houseStyle } from './house-style.ts';
import type { SiteView } from './reading.ts';
import { afterEntries, fieldsOf, keyCaseOf } from './slots.ts';

const ERROR_NAMES = /^(?:e|ex|err|error|exception|cause|reason|[a-z]\w*(?:Err|Error|Exception))$/;

/** Whether an argument is, as far as can be seen, the error that is being handled. */
export function isError({ expression }: Argument, { site }: SiteView): boolean {
  if (expression.kind === 'call')
    return /(?:Error|Exception)$/.test(expression.names.at(-1) ?? '') && expression.text.startsWith('new ');
  // Not its text: `error as Error` is the error.
  const [name = ''] = expression.kind === 'name' ? expression.names : [];
  return name !== '' && (name === site.handler?.exceptionName || ERROR_NAMES.test(name));
}

/** Whether an argument is text: a literal or built from one. */
export function isMessage(argument: Argument | undefined, view: SiteView): boolean {
  if (argument === undefined || argument.spread !== undefined) return false;
  const message = view.message(argument.node);
  return isText(message) || message.built === 'conditional';
}

/** The fields of several arguments: entries of literals, whole objects by name, and an error among either. */
export function readObjects(
  args: readonly Argument[],
  view: SiteView,
): { fields: CallField[]; spreads: Expression[]; exception?: Expression } {
  const fields: CallField[] = [];
  const spreads: Expression[] = [];
  let exception: Expression | undefined;
  for (const argument of args) {
    if (isError(argument, view)) exception ??= argument.expression;
    else if (argument.expression.kind === 'object') {
      const found = fieldsOf(argument.expression);
      fields.push(...found.fields);
      spreads.push(...found.spreads);
    } else if (argument.expression.kind !== 'string' && argument.expression.kind !== 'number')
      spreads.push(argument.expression);
  }
  const keyed = fields.find(({ key }) => key === 'err' || key === 'error' || key === 'exception');
  exception ??= keyed?.value;
  return {
    fields: fields.filter((field) => field !== keyed),
    spreads,
    ...(exception === undefined ? {} : { exception }),
  };
}

/** How entries are written into the object literal `object`. */
export function entrySlot(
  object: Argument,
  keys: readonly string[],
  reserved: readonly string[],
  { source, sure }: SiteView,
): FieldSlot {
  const { at, lead, close } = afterEntries(object.node, source, houseStyle(source).inBraces);
  // What is read as the exception is a key all the same.
  const all = new Set([...keys, ...object.expression.children.flatMap(({ key }) => key ?? [])]);
  return { ...objectStyle([...all], reserved, sure), at: source.position(at), lead, open: '', close };
}

/** How a new object literal is written at `at`, `lead` before and `tail` after it. */
export function newObjectSlot(
  at: number,
  lead: string,
  tail: string,
  reserved: readonly string[],
  { source, sure }: SiteView,
): FieldSlot {
  const { inBraces } = houseStyle(source);
  const [open, close] = [`{${inBraces}`, `${inBraces}}${tail}`];
  return { ...objectStyle([], reserved, sure), at: source.position(at), lead, open, close };
}

/** How the argument `given` becomes part of an object literal with more entries, `opening` being before it: `{ ...meta, id }`, `{ err, id }`. */
export function wrapSlot(
  given: Argument,
  opening: string,
  reserved: readonly string[],
  { source, sure }: SiteView,
): FieldSlot {
  const { inBraces } = houseStyle(source);
  return {
    ...objectStyle([], reserved, sure),
    at: source.position(given.end),
    lead: ', ',
    open: '',
    close: `${inBraces}}`,
    before: { at: source.position(given.start), text: `{${inBraces}${opening}` },
  };
}

function objectStyle(
  keys: readonly string[],
  reserved: readonly string[],
  sure: boolean,
): Omit<FieldSlot, 'at' | 'lead' | 'open' | 'close'> {
  return {
    sure,
    separator: ', ',
    keyOpen: '',
    keyClose: ': ',
    shorthand: true,
    keyCase: keyCaseOf(keys, 'camel'),
    taken: [...reserved, ...keys],
  };
}

/**
 * What is written around the name of what was caught, for its stack, or itself where it is no error and has none. In
 * TypeScript it has no type of its own; see ExceptionSlot for `{}`.
 */
export function stackOf(source: Source): { readonly open: string; readonly close: string } {
  if (/\.[cm]?tsx?$/i.test(source.path)) return { open: '(', close: ' as Error)?.stack ?? {}' };
  return houseStyle(source).asksForMissing
    ? { open: '', close: '?.stack ?? {}' }
    : { open: '(', close: ' && {}.stack) || {}' };
}
