// Where new arguments and entries go, in the layout the call already has.

import type { FieldSlot } from '../../model/call-slots.ts';
import type { CallField, Expression } from '../../model/call.ts';
import type { Argument } from '../facts/facts.ts';
import type { Source } from '../parsing/source.ts';
import { isValue, type Syntax } from '../parsing/syntax.ts';

/** A place in the text and what separates it from what stands before. */
export interface Place {
  readonly at: number;
  readonly lead: string;
}

/** Behind the last argument, on a line of its own where that has one. */
export function afterArguments(list: Syntax, args: readonly Argument[], source: Source): Place {
  const last = args.at(-1);
  return last === undefined ? { at: list.start + 1, lead: '' } : { at: last.end, lead: separator(last.start, source) };
}

/** Behind the last entry of an object; `empty` is what an empty one is opened and closed with inside its braces. */
export function afterEntries(object: Syntax, source: Source, empty = ''): Place & { readonly close: string } {
  const last = object.children.filter(isValue).at(-1);
  return last === undefined
    ? { at: object.start + 1, lead: empty, close: empty }
    : { at: last.end, lead: separator(last.start, source), close: '' };
}

/** What goes between the thing that begins at `start` and one after it: a new line where it stands first on its own. */
export function separator(start: number, source: Source): string {
  const indent = source.indentBefore(start);
  return indent === undefined ? ', ' : `,${source.text.includes('\r\n') ? '\r\n' : '\n'}${indent}`;
}

/** Snake case where the keys of the call are, or nothing says otherwise and the language prefers it. */
export function keyCaseOf(keys: readonly string[], preferred: FieldSlot['keyCase']): FieldSlot['keyCase'] {
  if (keys.some((key) => /[a-z]_[a-z]/.test(key))) return 'snake';
  return keys.some((key) => /[a-z][A-Z]/.test(key)) ? 'camel' : preferred;
}

/** The entries of an object literal as fields, and what is spread into it. Nested literals give dotted keys. */
export function fieldsOf(
  object: Expression,
  prefix = '',
): { readonly fields: CallField[]; readonly spreads: Expression[] } {
  const fields: CallField[] = [];
  const spreads: Expression[] = [];
  const entries = object.children.filter(({ key, keyRange }) => key !== undefined && keyRange !== undefined);
  for (const entry of object.children) {
    if (entry.kind === 'spread') spreads.push(entry.children[0] ?? entry);
    else if (entries.includes(entry)) fields.push(...fieldOf(entry, entries, prefix));
    else spreads.push(entry);
  }
  return { fields, spreads };
}

/** One entry or named argument as a field, among `entries` in the same brackets; a nested literal becomes its members. */
export function fieldOf(entry: Expression, entries: readonly Expression[], prefix = ''): CallField[] {
  const { key, keyRange } = entry;
  if (key === undefined || keyRange === undefined) return [];
  if (
    entry.kind === 'object' &&
    entry.children.length > 0 &&
    entry.children.every((member) => member.key !== undefined)
  )
    return fieldsOf(entry, `${prefix}${key}.`).fields;
  const removal = removalOf(entry, entries);
  return [
    {
      key: prefix + key,
      keyRange,
      value: entry,
      range: { start: keyRange.start, end: entry.range.end },
      ...(removal === undefined ? {} : { removal }),
    },
  ];
}

function removalOf(entry: Expression, entries: readonly Expression[]): CallField['removal'] {
  const index = entries.indexOf(entry);
  const next = entries[index + 1];
  const previous = entries[index - 1];
  if (next?.keyRange !== undefined && entry.keyRange !== undefined)
    return { start: entry.keyRange.start, end: next.keyRange.start };
  return previous === undefined ? undefined : { start: previous.range.end, end: entry.range.end };
}
