// The options of `npm run bench -- store`.
import { parseArgs } from 'node:util';

/** Parts that can be left out. */
export const PARTS = ['questions', 'live', 'hostile', 'reference', 'elasticsearch'] as const;
export type Part = (typeof PARTS)[number];

export interface StoreOptions {
  /** Records of the generator's set. */
  readonly records: number;
  readonly hostileRecords: number;
  readonly elasticsearchRecords: number;
  readonly referenceRecords: number;
  readonly liveSeconds: number;
  readonly without: ReadonlySet<Part>;
  readonly json?: string;
  readonly limitMinutes: number;
}

export const STORE_HELP = `npm run bench -- store [OPTION]…

  --records N                how many records are stored and asked (default 5,000,000; also try 50,000,000)
  --hostile-records N        of the hostile set (default 1,000,000, at most --records)
  --elasticsearch-records N  of each set, to Elasticsearch (default 300,000, at most --records)
  --reference-records N      read by grep and lnav (default 1,000,000, at most --records)
  --live-seconds N           of ingesting 60,000 a second and answering (default 20)
  --without PART             leave out a part, may be given several times: ${PARTS.join(', ')}
  --json FILE                also write all figures to this file
  --limit-minutes N          give up after so long, as failed (default 60)`;

function whole(name: string, text: string | undefined, standard: number, least: number): number {
  if (text === undefined) return standard;
  const value = Number(text.replace(/[_,]/g, ''));
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`--${name} must be a whole number of at least ${least.toLocaleString('en-US')}`);
}

/** Reads what stands behind the suite's name; throws with a sentence for a person where it is wrong. */
export function readStoreOptions(args: readonly string[]): StoreOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      records: { type: 'string' },
      'hostile-records': { type: 'string' },
      'elasticsearch-records': { type: 'string' },
      'reference-records': { type: 'string' },
      'live-seconds': { type: 'string' },
      without: { type: 'string', multiple: true },
      json: { type: 'string' },
      'limit-minutes': { type: 'string' },
    },
  });
  const records = whole('records', values.records, 5_000_000, 100_000);
  const upTo = (name: 'hostile-records' | 'elasticsearch-records' | 'reference-records', standard: number): number =>
    Math.min(records, whole(name, values[name], standard, 10_000));
  const without = new Set<Part>();
  for (const name of values.without ?? []) {
    const part = PARTS.find((one) => one === name);
    if (part === undefined) throw new Error(`there is no part "${name}" to leave out; parts: ${PARTS.join(', ')}`);
    without.add(part);
  }
  return {
    records,
    hostileRecords: upTo('hostile-records', 1_000_000),
    elasticsearchRecords: upTo('elasticsearch-records', 300_000),
    referenceRecords: upTo('reference-records', 1_000_000),
    liveSeconds: whole('live-seconds', values['live-seconds'], 20, 5),
    without,
    json: values.json,
    limitMinutes: whole('limit-minutes', values['limit-minutes'], 60, 1),
  };
}
