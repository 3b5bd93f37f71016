// The questions people ask of millions of records, each with values that differ from turn to turn and the answer's known size.
import type { Client } from '../../../src/protocol/rpc.ts';
import type { CollectorContract } from '../../../src/protocol/collector-contract.ts';
import type { TimeRange } from '../../../src/model/query.ts';
import { DAY_MS } from './corpus.ts';
import { FREQUENT_WORDS, SUBSTRINGS, THREE_TERMS, threeTermsQuery, type KnownCorpus } from './known.ts';
import { DAY } from './line-makers.ts';
import { ABSENT_WORDS, RARE_WORDS, SERVICES } from './vocabulary.ts';

export interface Asking {
  readonly client: Client<CollectorContract>;
  /** Called as often as something to show has come. */
  readonly onStep: () => void;
}

export interface Question {
  readonly what: string;
  /** Milliseconds at five million records, and what is hoped for. */
  readonly floor: number;
  readonly aim?: number;
  /** Where the first rows have a floor of their own at five million records, too. */
  readonly firstFloor?: number;
  /** Turn n asks with other values than turn n - 1. Resolves to the size of the answer, and the right size where it is known. */
  readonly ask: (asking: Asking, turn: number) => Promise<{ readonly found: number; readonly expected?: number }>;
}

const PAGE = 200;
const start = Date.parse(DAY);
/** The day all records of a corpus are of. */
export const THE_DAY: TimeRange = { from: start, to: start + DAY_MS };

const turnOf = <T>(values: readonly T[], turn: number): T => values[turn % values.length]!;
const distant = (turn: number, records: number): number => (turn * 7_919_999 + 4_321) % records;

async function newest({ client, onStep }: Asking, query: string): Promise<number> {
  const page = await client.request('search', { query, range: THE_DAY, order: 'newest', limit: PAGE }, { onStep });
  return page.records.length;
}

async function histogram({ client, onStep }: Asking, query: string, turn: number): Promise<number> {
  const answer = await client.request(
    'histogram',
    { query, range: THE_DAY, buckets: 40 + (turn % 40), by: 'level' },
    { onStep },
  );
  return answer.total;
}

function facet({ client, onStep }: Asking, query: string, field: string, turn: number) {
  return client.request('facet', { query, range: THE_DAY, field, limit: 10 + (turn % 10) }, { onStep });
}

/** Four letters and digits out of the middle of a random identifier: no index of words helps to find them. */
export function pieceOfId(corpus: KnownCorpus['corpus'], turn: number): string {
  for (let index = distant(turn, corpus.records); ; index = (index + 1) % corpus.records) {
    const piece = corpus.correlationId(index).slice(25, 29);
    if (/[a-f]/.test(piece) && /\d/.test(piece)) return piece;
  }
}

/** Newest first by day, then the ways of counting, then the search that has to read everything. */
export function questionsOf({ corpus, known }: KnownCorpus): readonly Question[] {
  const page = (found: number, expected: number) => ({ found, expected: Math.min(PAGE, expected) });
  const slowest = new Map(SERVICES.map((service) => [service, known.duration(service, 95)]));
  const words = (kind: string, from: readonly string[]): Question => ({
    what: `newest ${PAGE} with ${kind} word`,
    floor: 50,
    aim: 10,
    async ask(asking, turn) {
      const word = turnOf(from, turn);
      return page(await newest(asking, word), known.word(word));
    },
  });
  return [
    {
      what: 'correlation look-up',
      floor: 5,
      aim: 2,
      async ask(asking, turn) {
        const index = distant(turn, corpus.records);
        return page(await newest(asking, `correlation_id:${corpus.correlationId(index)}`), corpus.sharing(index));
      },
    },
    words('a rare', RARE_WORDS),
    words('a frequent', FREQUENT_WORDS),
    words('an absent', ABSENT_WORDS),
    {
      what: `newest ${PAGE} with a filter of three`,
      floor: 50,
      aim: 10,
      async ask(asking, turn) {
        const terms = turnOf(THREE_TERMS, turn);
        return page(await newest(asking, threeTermsQuery(terms)), known.three(terms));
      },
    },
    {
      what: 'histogram of a day by level',
      floor: 20,
      aim: 3,
      ask: async (asking, turn) => ({ found: await histogram(asking, '', turn), expected: corpus.records }),
    },
    {
      what: 'histogram of a day by level, filter of three',
      floor: 150,
      aim: 30,
      async ask(asking, turn) {
        const terms = turnOf(THREE_TERMS, turn);
        return { found: await histogram(asking, threeTermsQuery(terms), turn), expected: known.three(terms) };
      },
    },
    {
      what: 'histogram of a day by level, a frequent word',
      floor: 150,
      aim: 30,
      async ask(asking, turn) {
        const word = turnOf(FREQUENT_WORDS, turn);
        return { found: await histogram(asking, word, turn), expected: known.word(word) };
      },
    },
    {
      what: 'facet of service',
      floor: 100,
      aim: 20,
      async ask(asking, turn) {
        const { values } = await facet(asking, '', 'service', turn);
        const service = turnOf(SERVICES, turn);
        return { found: values.find(({ value }) => value === service)?.count ?? 0, expected: known.service(service) };
      },
    },
    {
      what: 'facet of context.order_id (250,000 values)',
      floor: 100,
      aim: 20,
      ask: async (asking, turn) => ({
        found: (await facet(asking, '', 'context.order_id', turn)).distinct,
        expected: known.orders,
      }),
    },
    {
      what: 'facet of a field in turn',
      floor: 100,
      aim: 20,
      async ask(asking, turn) {
        const field = turnOf(['context.user', 'context.region', 'performance.operation', 'file', 'line'], turn);
        return { found: (await facet(asking, '', field, turn)).missing, expected: 0 };
      },
    },
    {
      what: 'facet of service, filter of three',
      floor: 200,
      aim: 80,
      async ask(asking, turn) {
        const terms = turnOf(THREE_TERMS, turn);
        const { values } = await facet(asking, threeTermsQuery(terms), 'service', turn);
        return { found: values[0]?.count ?? 0, expected: known.three(terms) };
      },
    },
    {
      what: 'facet of context.order_id, a frequent word',
      floor: 200,
      aim: 80,
      async ask(asking, turn) {
        const { values } = await facet(asking, turnOf(FREQUENT_WORDS, turn), 'context.order_id', turn);
        return { found: values.length };
      },
    },
    {
      what: 'percentiles of performance.duration_ms by service',
      floor: 200,
      aim: 50,
      async ask({ client, onStep }, turn) {
        const asked = { query: '', range: THE_DAY, field: 'performance.duration_ms', by: 'service', limit: 10 + turn };
        const { groups } = await client.request('statistics', asked, { onStep });
        const service = turnOf(SERVICES, turn);
        const found = groups.find(({ value }) => value === service)?.p95 ?? 0;
        return { found, expected: slowest.get(service)! };
      },
    },
    {
      what: 'message templates',
      floor: 200,
      aim: 50,
      async ask({ client, onStep }, turn) {
        const { distinct } = await client.request(
          'templates',
          { query: '', range: THE_DAY, limit: 10 + turn },
          { onStep },
        );
        return { found: distinct, expected: known.templates };
      },
    },
    {
      what: `newest ${PAGE} with any piece of an identifier`,
      floor: 2500,
      firstFloor: 100,
      ask: async (asking, turn) => ({ found: await newest(asking, `"*${pieceOfId(corpus, turn)}*"`) }),
    },
    {
      what: 'all with any piece of an identifier',
      floor: 2500,
      firstFloor: 100,
      ask: async (asking, turn) => ({ found: await histogram(asking, `"*${pieceOfId(corpus, turn)}*"`, turn) }),
    },
    {
      what: 'all with any piece of a message',
      floor: 2500,
      firstFloor: 100,
      async ask(asking, turn) {
        const piece = turnOf(SUBSTRINGS, turn);
        return { found: await histogram(asking, `"*${piece}*"`, turn), expected: known.substring(piece) };
      },
    },
  ];
}
