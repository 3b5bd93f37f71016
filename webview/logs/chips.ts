// Which fields of a record stand beside its message, and how: the few that tell it from its neighbours.

import { fieldText, listFields } from '../../src/model/fields.ts';
import type { LogRecord } from '../../src/model/record.ts';
import { formatDuration, formatNumber } from '../ui/format.ts';
import { displayLine } from '../ui/text.ts';

/** A field in short: `name` may be empty where the value says it all (a duration, an error's type). */
export interface Chip {
  readonly field: string;
  readonly name: string;
  readonly value: string;
}

/** What is known of the rows around: fields that need not be said again. */
export interface ChipContext {
  /** Fields the query fixes, fields that are columns. */
  readonly hidden: ReadonlySet<string>;
  /** Field → the one value it has in all rows in sight. */
  readonly constant: ReadonlyMap<string, string>;
}

const MOST_CHIPS = 8;
const MOST_LOOKED_AT = 60;
const LONGEST_VALUE = 32;

/** Shown elsewhere in the row, or in the details only. */
const NEVER = new Set([
  'timestamp', 'level', 'severity_text', 'service', 'message', 'correlation_id', 'logger', 'function', 'file', 'line', 'environment', 'version',
  'exception.stack', 'exception.message',
]); // prettier-ignore
/** Keys by which records name what the row shows already, or where the program ran. */
const NOISE =
  /^(?:pid|hostname|host(?:\.name)?|process(?:\..+)?|thread(?:[._]?(?:name|id))?|taskName|trace_?id|span_?id|request_?id|x-request-id|correlation_?id|v|ecs\.version)$/i;

function rank(field: string): number {
  if (field === 'exception.type' || /(?:^|[._])error(?:[._]|$)/i.test(field)) return 0;
  if (/(?:^|[._])status(?:[._]?code)?$/i.test(field)) return 1;
  if (/duration|elapsed|latency|_ms$/i.test(field)) return 2;
  if (/(?:^|[._])id$/i.test(field)) return 3;
  return 4;
}

/** The last part of a dotted name: `context.order_id` → `order_id`. */
export function shortName(field: string): string {
  const plain = field.replaceAll('[]', '');
  return plain.slice(plain.lastIndexOf('.') + 1);
}

/** A value of a field in the unit its name promises: `performance.duration_ms` 340 → `340 ms`. */
export function unitValue(field: string, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (/(?:duration|elapsed|latency|took|time)[._]?ms$|^ms$/i.test(field)) return formatDuration(value);
  if (/percent$/i.test(field)) return `${formatNumber(value)} %`;
  if (/_mb$/i.test(field)) return `${formatNumber(value)} MB`;
  return undefined;
}

/** The chips of a record, most telling first; at most eight. */
export function chipsOf(record: LogRecord, { hidden, constant }: ChipContext): readonly Chip[] {
  const chips: (Chip & { readonly rank: number })[] = [];
  for (const { name: field, value } of listFields(record).slice(0, MOST_LOOKED_AT)) {
    if (NEVER.has(field) || hidden.has(field) || NOISE.test(shortName(field)) || value === null) continue;
    const text = fieldText(value);
    if (text === '' || constant.get(field) === text) continue;
    const inUnit = unitValue(field, value);
    const name =
      inUnit !== undefined && /duration|elapsed|latency|took/i.test(field)
        ? ''
        : field === 'exception.type'
          ? ''
          : displayLine(shortName(field), 40);
    chips.push({ field, name, value: inUnit ?? displayLine(text, LONGEST_VALUE), rank: rank(field) });
  }
  return chips
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_CHIPS)
    .map(({ field, name, value }) => ({ field, name, value }));
}

/** Fields that have the same value in all of these records (three or more): they tell nothing apart. */
export function constantFields(records: readonly LogRecord[]): ReadonlyMap<string, string> {
  const [first, ...others] = records;
  if (first === undefined || others.length < 2) return new Map();
  const constant = new Map(
    listFields(first)
      .slice(0, MOST_LOOKED_AT)
      .map(({ name, value }) => [name, fieldText(value)]),
  );
  for (const record of others) {
    if (constant.size === 0) break;
    const fields = new Map(
      listFields(record)
        .slice(0, MOST_LOOKED_AT)
        .map(({ name, value }) => [name, fieldText(value)]),
    );
    for (const [name, text] of constant) {
      if (fields.get(name) !== text) constant.delete(name);
    }
  }
  return constant;
}
