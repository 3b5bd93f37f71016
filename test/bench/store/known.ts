// What a correct answer to the benchmark's questions is, worked out from the lines without any store.
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
  /** Records of the day whose message has these characters in it; only of those in SUBSTRINGS. */
  readonly substring: (text: string) => number;
  /** Different order numbers of the day. */
  readonly orders: number;
  /** Words of free text and in how many records they are, most frequent first; empty for the generator's set. */
  readonly freeWords: readonly (readonly [string, number])[];
}

/** Pieces of messages that begin and end inside words. */
export const SUBSTRINGS = ['ock reserv', 'ayment auth', 'ession refr'] as const;

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(valuesOf) : [String(value)];
}

/** Free words end in it, and nothing else in the messages of letters alone does. */
const FREE_WORD = /^[a-z]+[aeiou]k$/;

/** Reads every line that differs once with JSON.parse; takes a second or two. */
export function knownAnswers(corpus: Corpus): Known {
  const tally = corpus.tally((line) => {
    const record = JSON.parse(line) as { level: string; service: string; message: string };
    // One value a line: no phrase goes from one value into the next.
    const text = valuesOf(record).join('\n').toLowerCase();
    const keys = new Set(text.split(/[^a-z0-9_]+/).map((word) => `word ${word}`));
    keys.add(`service ${record.service}`);
    for (const piece of SUBSTRINGS) if (record.message.includes(piece)) keys.add(`piece ${piece}`);
    if (record.level === 'ERROR')
      for (const phrase of PHRASES) if (text.includes(phrase)) keys.add(`three ${record.service} ${phrase}`);
    return keys;
  });
  const of = (key: string): number => tally.get(key) ?? 0;
  const seen = new Uint8Array(ORDERS);
  for (let index = 0; index < corpus.records; index += 1) seen[corpus.orderOf(index) % ORDERS] = 1;
  return {
    word: (word) => of(`word ${word}`),
    three: ({ service, phrase }) => of(`three ${service} ${phrase}`),
    service: (service) => of(`service ${service}`),
    substring: (text) => of(`piece ${text}`),
    orders: seen.reduce((sum, one) => sum + one, 0),
    freeWords: [...tally]
      .map(([key, count]) => [key.replace('word ', ''), count] as const)
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
