// What a correct answer to the benchmark's questions is, worked out from the lines without any store.
import { messageTemplate } from '../../../src/query/template.ts';
import { createCorpus, ORDERS, type Corpus } from './corpus.ts';
import { SERVICES } from './vocabulary.ts';

/** Words of many records. */
export const FREQUENT_WORDS = ['order', 'request', 'stock', 'cache', 'user', 'session'] as const;
const PHRASES = ['timed out', 'connection reset'] as const;

/** A level, a service and a phrase at once. */
export interface ThreeTerms {
  readonly service: string;
  readonly phrase: string;
}
export const THREE_TERMS: readonly ThreeTerms[] = PHRASES.flatMap((phrase) =>
  SERVICES.map((service) => ({ service, phrase })),
);
/** As a person types it. */
export const threeTermsQuery = ({ service, phrase }: ThreeTerms): string =>
  `level:ERROR service:${service} "${phrase}"`;

export interface Known {
  /** Records of the day with the word (any case, as a whole) in any value. */
  readonly word: (word: string) => number;
  readonly three: (terms: ThreeTerms) => number;
  readonly service: (service: string) => number;
  /** The nearest rank of a percentage among the service's durations, milliseconds. */
  readonly duration: (service: string, percent: number) => number;
  /** Different message templates (src/query/template.ts); only of the generator's set. */
  readonly templates: number;
  /** Records of the day whose message has these characters in it; only of those in SUBSTRINGS. */
  readonly substring: (text: string) => number;
  /** Different order numbers of the day. */
  readonly orders: number;
  /** Words of free text and in how many records they are, most frequent first; empty for the generator's set. */
  readonly freeWords: readonly (readonly [string, number])[];
}

/** Pieces of messages that begin and end inside words. */
export const SUBSTRINGS = ['ock reserv', 'ayment auth', 'ession refr'] as const;

/** What is looked at of a line by name. */
interface DescribedLine {
  readonly level: string;
  readonly service: string;
  readonly message: string;
  readonly performance: { readonly duration_ms: number };
}

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(valuesOf) : [String(value)];
}

/** Free words end in it, and nothing else in the messages of letters alone does. */
const FREE_WORD = /^[a-z]+[aeiou]k$/;

/** Reads every line that differs once with JSON.parse; takes a second or two. */
export function knownAnswers(corpus: Corpus): Known {
  const tally = corpus.tally((line) => {
    const record = JSON.parse(line) as DescribedLine;
    // One value a line: no phrase goes from one value into the next.
    const text = valuesOf(record).join('\n').toLowerCase();
    const keys = new Set(text.split(/[^a-z0-9_]+/).map((word) => `word ${word}`));
    keys.add(`service ${record.service}`);
    keys.add(`took ${record.service} ${record.performance.duration_ms}`);
    if (corpus.set === 'generator') keys.add(`template ${messageTemplate(record.message)}`);
    for (const piece of SUBSTRINGS) if (record.message.includes(piece)) keys.add(`piece ${piece}`);
    if (record.level === 'ERROR')
      for (const phrase of PHRASES) if (text.includes(phrase)) keys.add(`three ${record.service} ${phrase}`);
    return keys;
  });
  const of = (key: string): number => tally.get(key) ?? 0;
  const countsOf = (kind: string): [string, number][] =>
    [...tally].flatMap(([key, count]) => (key.startsWith(`${kind} `) ? [[key.slice(kind.length + 1), count]] : []));
  const seen = new Uint8Array(ORDERS);
  for (let index = 0; index < corpus.records; index += 1) seen[corpus.orderOf(index) % ORDERS] = 1;
  return {
    word: (word) => of(`word ${word}`),
    three: ({ service, phrase }) => of(`three ${service} ${phrase}`),
    service: (service) => of(`service ${service}`),
    duration(service, percent) {
      const met = countsOf(`took ${service}`).sort((a, b) => Number(a[0]) - Number(b[0]));
      let left = Math.ceil((percent / 100) * of(`service ${service}`));
      return Number(met.find(([, count]) => (left -= count) <= 0)?.[0]);
    },
    templates: countsOf('template').length,
    substring: (text) => of(`piece ${text}`),
    orders: seen.reduce((sum, one) => sum + one, 0),
    freeWords: countsOf('word')
      .filter(([word]) => corpus.set === 'hostile' && FREE_WORD.test(word))
      .sort((a, b) => b[1] - a[1]),
  };
}

/** A data set with what is known of it. */
export interface KnownCorpus {
  readonly corpus: Corpus;
  readonly known: Known;
}

/** Makes both. */
export function createKnownCorpus(...of: Parameters<typeof createCorpus>): KnownCorpus {
  const corpus = createCorpus(...of);
  return { corpus, known: knownAnswers(corpus) };
}
