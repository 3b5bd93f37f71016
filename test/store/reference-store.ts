// The oracle of the contract suite: a store that is an array and a filter, too simple to be wrong.

import type { JsonValue } from '../../src/model/json.ts';
import { fieldValues, listFields } from '../../src/model/fields.ts';
import type {
  FacetAnswer,
  FieldInfo,
  HistogramAnswer,
  NumberSummary,
  RecordFilter,
  SearchPage,
  SearchRequest,
  StatisticsAnswer,
  TemplatesAnswer,
} from '../../src/model/query.ts';
import type { IncomingRecord, LogRecord } from '../../src/model/record.ts';
import { matches } from '../../src/query/match.ts';
import { barsOver } from '../../src/store/histogram-bars.ts';
import { textId } from '../../src/store/homes/embedded/segments/lines/hash.ts';
import type { LogStore } from '../../src/store/log-store.ts';

/** Creates an empty reference store. */
export function createReferenceStore(): LogStore {
  let records: LogRecord[] = [];
  let next = 1;

  const ordered = ({ query, range, since = 0, upTo = Infinity }: RecordFilter): LogRecord[] =>
    records
      .filter((record) => record.timestamp >= (range.from ?? -Infinity) && record.timestamp < (range.to ?? Infinity))
      .filter((record) => record.arrival > since && record.arrival <= upTo)
      .filter((record) => matches(query, record))
      .sort((a, b) => a.timestamp - b.timestamp || a.nanos - b.nanos || a.arrival - b.arrival);

  function search(request: SearchRequest): SearchPage {
    const found = request.order === 'newest' ? ordered(request).reverse() : ordered(request);
    const start = request.after === undefined ? 0 : found.findIndex(({ id }) => id === request.after) + 1;
    const from = start + (request.skip ?? 0);
    const page = found.slice(from, from + request.limit);
    return {
      records: page,
      ...(from + page.length < found.length && page.length > 0 ? { next: page.at(-1)!.id } : undefined),
    };
  }

  const text = (value: JsonValue): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

  return {
    append(incoming: readonly IncomingRecord[]) {
      records = [
        ...records,
        ...incoming.map((record) => ({ ...structuredClone(record), id: String(next), arrival: next++ })),
      ];
      return Promise.resolve(next - 1);
    },
    search: (request) => Promise.resolve(search(request)),
    histogram(request): Promise<HistogramAnswer> {
      const found = ordered(request);
      const earliest = found[0]?.timestamp;
      const latest = found.at(-1)?.timestamp;
      const from = request.range.from ?? earliest ?? 0;
      const { start, stepMs, count } = barsOver(from, request.range.to ?? (latest ?? from) + 1, request.buckets);
      const counts: Record<string, number[]> = {};
      for (const record of found) {
        const [value] = fieldValues(record, request.by);
        const series = (counts[value === undefined ? '' : text(value)] ??= new Array<number>(count).fill(0));
        series[Math.floor((record.timestamp - start) / stepMs)]! += 1;
      }
      const upTo = Math.min(request.upTo ?? Infinity, next - 1);
      return Promise.resolve({
        start,
        stepMs,
        counts,
        total: found.length,
        ...(earliest === undefined ? undefined : { earliest, latest }),
        upTo,
      });
    },
    facet(request): Promise<FacetAnswer> {
      const found = ordered(request);
      const counts = new Map<string, number>();
      let missing = 0;
      for (const record of found) {
        const values = new Set(fieldValues(record, request.field).map(text));
        if (values.size === 0) missing++;
        for (const value of values) {
          if (value.toLowerCase().startsWith((request.prefix ?? '').toLowerCase()))
            counts.set(value, (counts.get(value) ?? 0) + 1);
        }
      }
      const values = [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return Promise.resolve({ values: values.slice(0, request.limit), distinct: counts.size, missing });
    },
    statistics(request): Promise<StatisticsAnswer> {
      const groups = new Map<string, number[]>();
      const all: number[] = [];
      for (const record of ordered(request)) {
        const numbers = fieldValues(record, request.field).filter((value) => typeof value === 'number');
        const [value] = request.by === undefined ? [] : fieldValues(record, request.by);
        const group = value === undefined ? '' : text(value);
        groups.set(group, [...(groups.get(group) ?? []), ...numbers]);
        all.push(...numbers);
      }
      const found = [...groups]
        .filter(([, numbers]) => request.by !== undefined && numbers.length > 0)
        .map(([value, numbers]) => ({ value, ...summary(numbers) }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      return Promise.resolve({
        ...(all.length > 0 && { all: summary(all) }),
        groups: found.slice(0, request.limit),
      });
    },
    templates(request): Promise<TemplatesAnswer> {
      const found = new Map<string, { count: number; last: number }>();
      for (const { message, timestamp } of ordered(request)) {
        const template = message.replace(/[\p{L}\p{M}\p{N}_]+/gu, (word) => (/[0-9]/.test(word) ? '<*>' : word));
        const { count, last } = found.get(template) ?? { count: 0, last: timestamp };
        found.set(template, { count: count + 1, last: Math.max(last, timestamp) });
      }
      const templates = [...found]
        .map(([one, { count, last }]) => ({ id: textId(one), text: one, count, last }))
        .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
      return Promise.resolve({ templates: templates.slice(0, request.limit), distinct: found.size });
    },
    fields(): Promise<readonly FieldInfo[]> {
      const infos = new Map<string, { types: Set<string>; count: number }>();
      for (const record of records) {
        const fields = listFields(record).filter(({ value }) => value !== null && typeof value !== 'object');
        for (const name of new Set(fields.map((field) => field.name))) {
          const info = infos.get(name) ?? { types: new Set(), count: 0 };
          info.count++;
          for (const field of fields) if (field.name === name) info.types.add(typeof field.value);
          infos.set(name, info);
        }
      }
      return Promise.resolve(
        [...infos]
          .map(([name, { types, count }]) => ({
            name,
            type: types.size > 1 ? ('mixed' as const) : ([...types][0] as FieldInfo['type']),
            count,
          }))
          .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
      );
    },
    get: (id) => Promise.resolve(records.find((record) => record.id === id)),
    status() {
      const times = records.map((record) => record.timestamp);
      return {
        home: 'reference',
        records: records.length,
        bytes: 0,
        upTo: next - 1,
        ...(times.length === 0 ? undefined : { earliest: Math.min(...times), latest: Math.max(...times) }),
        lost: 0,
      };
    },
    setRetention: () => Promise.resolve(),
    deleteAll() {
      const count = records.length;
      records = [];
      return Promise.resolve(count);
    },
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

/** Numbers summed up, like ones together: floating point remembers in which order it is added to. */
function summary(unordered: readonly number[]): NumberSummary {
  const numbers = [...unordered].sort((a, b) => a - b);
  const sum = [...new Set(numbers)].reduce((so, one) => so + one * numbers.filter((other) => other === one).length, 0);
  const rank = (percent: number): number => numbers[Math.max(1, Math.ceil((percent * numbers.length) / 100)) - 1]!;
  return {
    count: numbers.length,
    sum,
    mean: sum / numbers.length,
    min: numbers[0]!,
    max: numbers.at(-1)!,
    p50: rank(50),
    p90: rank(90),
    p95: rank(95),
    p99: rank(99),
  };
}
