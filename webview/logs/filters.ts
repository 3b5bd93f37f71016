// Looks into query text for the page: which fields it fixes, and the text without those of one field.

import type { JsonPrimitive } from '../../src/model/json.ts';
import { levelFromName } from '../../src/model/level.ts';
import type { LogQuery } from '../../src/model/query.ts';
import { addFilter, removeTerm, topLevelTerms } from '../../src/query/edit.ts';
import { parseQuery } from '../../src/query/parse.ts';

/** A top-level filter of the form `field:value` or its opposite. */
export interface FieldFilter {
  readonly field: string;
  readonly value: string;
  readonly negated: boolean;
}

function asFieldFilter(query: LogQuery | undefined, negated = false): FieldFilter | undefined {
  if (query?.kind === 'not') return asFieldFilter(query.of, !negated);
  if (query?.kind !== 'field' || query.test.kind !== 'equals' || query.test.pattern.length !== 1) return undefined;
  const [text = ''] = query.test.pattern;
  const value = query.field === 'level' ? (levelFromName(text) ?? text) : text;
  return { field: query.field, value, negated };
}

/** Every filter of a query that fixes or excludes one value of one field. */
export function fieldFilters(text: string): readonly FieldFilter[] {
  return topLevelTerms(text)
    .map((term) => asFieldFilter(parseQuery(term.text).query))
    .filter((filter) => filter !== undefined);
}

/** The text without its filters on one field. */
export function withoutField(text: string, field: string): string {
  let rest = text;
  for (const term of topLevelTerms(text).toReversed()) {
    if (asFieldFilter(parseQuery(term.text).query)?.field === field) rest = removeTerm(rest, term.from, term.to);
  }
  return rest;
}

/** The text with `field:value` switched: added (in place of other wanted values of the field), or taken out where it stands already. */
export function toggleFilter(text: string, field: string, value: JsonPrimitive, way: 'for' | 'out'): string {
  const stands = fieldFilters(text).some(
    (filter) => filter.field === field && filter.value === String(value) && filter.negated === (way === 'out'),
  );
  const wanted = new Set(fieldFilters(text).filter((filter) => filter.field === field && !filter.negated));
  const base = stands || (way === 'for' && wanted.size > 0) ? withoutField(text, field) : text;
  return stands ? base : addFilter(base, field, value, way);
}
