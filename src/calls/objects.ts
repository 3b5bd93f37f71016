// JavaScript calls that take fields in an object, before or after the message.

import type { CallField, Expression, FieldSlot } from '../model/call.ts';
import type { Argument } from './facts.ts';
import { isText } from './message.ts';
import type { SiteView } from './reading.ts';
import { afterEntries, fieldsOf, keyCaseOf } from './slots.ts';
import type { Source } from './source.ts';

const ERROR_NAMES = /^(?:e|ex|err|error|exception|cause|reason|[a-z]\w*(?:Err|Error|Exception))$/;

/** Whether an argument is, as far as can be seen, the error that is being handled. */
export function isError({ expression }: Argument, { site }: SiteView): boolean {
  if (expression.kind === 'call')
    return /(?:Error|Exception)$/.test(expression.names.at(-1) ?? '') && expression.text.startsWith('new ');
  return (
    expression.kind === 'name' && (expression.text === site.handler?.exceptionName || ERROR_NAMES.test(expression.text))
  );
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
  const { at, lead, close } = afterEntries(object.node, source, ' ');
  return { ...objectStyle(keys, reserved, sure), at: source.position(at), lead, open: '', close };
}

/** How a new object literal is written at `at`, `lead` before and `tail` after it. */
export function newObjectSlot(
  at: number,
  lead: string,
  tail: string,
  reserved: readonly string[],
  { source, sure }: SiteView,
): FieldSlot {
  return { ...objectStyle([], reserved, sure), at: source.position(at), lead, open: '{ ', close: ` }${tail}` };
}

/** How the argument `given` becomes part of an object literal with more entries: `{ ...meta, id }`, `{ err, id }`. */
export function wrapSlot(
  given: Argument,
  opening: string,
  reserved: readonly string[],
  { source, sure }: SiteView,
): FieldSlot {
  return {
    ...objectStyle([], reserved, sure),
    at: source.position(given.end),
    lead: ', ',
    open: '',
    close: ' }',
    before: { at: source.position(given.start), text: opening },
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

/** What is written around the name of what was caught, for its stack; in TypeScript it has no type of its own. */
export function stackOf({ path }: Source): { readonly open: string; readonly close: string } {
  return /\.[cm]?tsx?$/i.test(path) ? { open: '(', close: ' as Error).stack' } : { open: '', close: '.stack' };
}
