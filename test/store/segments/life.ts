// A generated life of a columnar store: what arrives, what is asked meanwhile, when it is opened again, compacted or emptied.

import fc from 'fast-check';
import type { FacetRequest, HistogramRequest, SearchRequest } from '../../../src/model/query.ts';
import type { IncomingRecord } from '../../../src/model/record.ts';
import type { LineMeta } from '../../../src/store/homes/embedded/segments/layout.ts';
import { facetRequest, histogramRequest, incomingRecord, searchRequest } from '../generate.ts';
import { BASE } from '../plain-record.ts';
import { logLine } from './lines.ts';

/** One question; `pages` is a search that is followed to its end, with records arriving between its pages. */
export type Question =
  | { readonly kind: 'search'; readonly request: SearchRequest }
  | { readonly kind: 'pages'; readonly request: SearchRequest; readonly between: readonly string[] }
  | { readonly kind: 'histogram'; readonly request: HistogramRequest }
  | { readonly kind: 'facet'; readonly request: FacetRequest }
  | { readonly kind: 'get'; readonly id: number }
  | { readonly kind: 'fields' };

export type Arrival =
  | { readonly kind: 'lines'; readonly meta: LineMeta; readonly lines: readonly string[] }
  | { readonly kind: 'records'; readonly records: readonly IncomingRecord[] };

/** What arrives at once, what then becomes of the store, and what it is asked after that. */
export interface Step {
  readonly arrivals: readonly Arrival[];
  readonly then: 'nothing' | 'reopened' | 'compacted' | 'emptied';
  readonly questions: readonly Question[];
}

export interface Life {
  /** Records of a segment: small, so that open and sealed ones are asked together. */
  readonly segmentRows: number;
  readonly steps: readonly Step[];
}

/** Records of a life, about: what numbers in questions are drawn from. */
const SOME = 150;

const question: fc.Arbitrary<Question> = fc.oneof(
  { weight: 6, arbitrary: searchRequest(SOME).map((request) => ({ kind: 'search' as const, request })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(searchRequest(SOME), fc.integer({ min: 1, max: 25 }), fc.array(logLine, { maxLength: 3 }))
      .map(([request, limit, between]) => ({ kind: 'pages' as const, request: { ...request, limit }, between })),
  },
  { weight: 3, arbitrary: histogramRequest(SOME).map((request) => ({ kind: 'histogram' as const, request })) },
  { weight: 3, arbitrary: facetRequest(SOME).map((request) => ({ kind: 'facet' as const, request })) },
  { weight: 1, arbitrary: fc.nat(SOME + 20).map((id) => ({ kind: 'get' as const, id })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'fields' as const }) },
);

const meta: fc.Arbitrary<LineMeta> = fc.record({
  source: fc.constantFrom('tcp', 'tcp', 'udp', 'terminal'),
  hint: fc.constantFrom('unknown', 'unknown', 'gateway', ''),
  masked: fc.constantFrom(0, 0, 1, 3),
  truncated: fc.constantFrom(false, false, false, true),
  observedTimestamp: fc.constantFrom(BASE + 1234, BASE + 90_000, BASE - 5, 0, Date.UTC(2100, 0, 1)),
});

const arrival: fc.Arbitrary<Arrival> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(meta, fc.array(logLine, { maxLength: 60 }))
      .map(([given, lines]) => ({ kind: 'lines' as const, meta: given, lines })),
  },
  {
    weight: 1,
    arbitrary: fc.array(incomingRecord, { maxLength: 20 }).map((records) => ({ kind: 'records' as const, records })),
  },
);

const step: fc.Arbitrary<Step> = fc.record({
  arrivals: fc.array(arrival, { maxLength: 4 }),
  then: fc.oneof(
    { weight: 10, arbitrary: fc.constant('nothing' as const) },
    { weight: 5, arbitrary: fc.constant('reopened' as const) },
    { weight: 4, arbitrary: fc.constant('compacted' as const) },
    { weight: 1, arbitrary: fc.constant('emptied' as const) },
  ),
  questions: fc.array(question, { minLength: 4, maxLength: 24, size: 'max' }),
});

/** Any life of a store. */
export const life: fc.Arbitrary<Life> = fc.record({
  segmentRows: fc.constantFrom(1, 7, 29, 64, 131_072),
  steps: fc.array(step, { minLength: 1, maxLength: 5, size: 'max' }),
});
