// Fields by names that their library writes itself.

import type { CallField, Expression } from '../../model/call.ts';
import type { Range } from '../../model/location.ts';
import type { FieldClash } from '../../model/misuse.ts';
import type { Source } from '../parsing/source.ts';

/** The names a library writes itself, each with what comes of a field by that name. */
export type Clashes = ReadonlyMap<string, FieldClash['effect']>;

/** The clashes in a map of fields: a literal, `dict(…)`, or a name that was given one and is as it was. */
export function clashesOf(map: Expression | undefined, clashes: Clashes, source: Source): FieldClash[] {
  if (map === undefined) return [];
  const { origin } = map;
  if (origin !== undefined)
    return origin.by === 'assignment' && origin.touched === undefined
      ? inMap(origin.expression, clashes, source, false)
      : [];
  return inMap(map, clashes, source, true);
}

function inMap(map: Expression, clashes: Clashes, source: Source, here: boolean): FieldClash[] {
  // `{…} | {…}`, `dict({…}, key=…)`: what is a map in it.
  if (map.kind === 'operation') return map.children.flatMap((part) => inMap(part, clashes, source, here));
  const made = map.kind === 'call' && map.names.join('.') === 'dict';
  const entries = map.kind === 'object' ? map.children : made ? map.children.slice(1) : [];
  return entries.flatMap((entry) => {
    const { key, keyRange, range, text, kind } = entry;
    if (made && key === undefined && kind === 'object') return inMap(entry, clashes, source, here);
    if (kind === 'spread') return entry.children.flatMap((one) => inMap(one, clashes, source, here));
    // A key that is a name is known only at run time.
    const isName =
      map.kind === 'object' && source.path.endsWith('.py') && keyRange !== undefined && !isQuoted(keyRange, source);
    if (key === undefined || keyRange === undefined || isName) return [];
    return clash(key, keyRange, range.start, text, here, clashes, source);
  });
}

/** The clashes among fields that are keyword arguments; entries of an object under a key are no fields of their own. */
export function clashesOfFields(fields: readonly CallField[], clashes: Clashes, source: Source): FieldClash[] {
  return fields.flatMap(({ key, keyRange, value }) =>
    clash(key, keyRange, value.range.start, value.text, true, clashes, source),
  );
}

function clash(
  key: string,
  range: Range,
  value: Range['start'],
  text: string,
  here: boolean,
  clashes: Clashes,
  source: Source,
): FieldClash[] {
  const effect = clashes.get(key);
  const shorthand = value.line === range.start.line && value.column === range.start.column;
  if (effect === undefined) return [];
  const written = shorthand ? text : writtenAt(range, source);
  return [{ key, range, written, shorthand, here, effect, taken: [...clashes.keys()] }];
}

function writtenAt({ start, end }: Range, source: Source): string {
  return source.text.slice(source.offset(start), source.offset(end));
}

function isQuoted(range: Range, source: Source): boolean {
  return /["']/.test(writtenAt(range, source));
}
