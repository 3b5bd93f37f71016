// Which values a field can be tested for: makes the tests of `field:value`, or says what was expected instead.

import { LEVELS, levelFromName } from '../model/level.ts';
import type { Comparison, FieldTest, Pattern } from '../model/query.ts';
import { parseNumber } from './match.ts';
import { parseTime } from './time.ts';
import { readText } from './escape.ts';

/** The test of `field:pattern`, or what was expected. */
export function equalField(field: string, pattern: Pattern): FieldTest | string {
  if (pattern.length > 1 && pattern.every((piece) => piece === '')) return { kind: 'exists' };
  const wrong = pattern.length === 1 ? expected(field, ':', pattern[0]!) : undefined;
  return wrong ?? { kind: 'equals', pattern };
}

/** The test of `field>value` and the like, or what was expected. */
export function compareField(field: string, op: Comparison, value: string): FieldTest | string {
  if (value === '') return `expected a value after "${field}${op}"`;
  return expected(field, op, value) ?? { kind: 'compare', op, value };
}

/** The two tests of `field:10..20`, a span of numbers, times or levels with both ends in it; undefined if the text is none. */
export function spanOfField(field: string, text: string): readonly [FieldTest, FieldTest] | undefined {
  const at = text.indexOf('..');
  if (at <= 0) return undefined;
  const [low, high] = [readText(text.slice(0, at)), readText(text.slice(at + 2))];
  const fits = (value: string): boolean =>
    field === 'level'
      ? levelFromName(value) !== undefined
      : parseNumber(value) !== undefined || parseTime(value, 0) !== undefined;
  if (!fits(low) || !fits(high)) return undefined;
  return [
    { kind: 'compare', op: '>=', value: low },
    { kind: 'compare', op: '<=', value: high },
  ];
}

function expected(field: string, operator: string, value: string): string | undefined {
  if (field === 'level' && levelFromName(value) === undefined)
    return `expected a level after "level${operator}": ${LEVELS.join(', ')}`;
  if (field === 'timestamp' && parseTime(value, 0) === undefined) {
    return `expected a time after "timestamp${operator}": 2026-01-31, 2026-01-31T14:30:00Z or now-15m`;
  }
  return undefined;
}
