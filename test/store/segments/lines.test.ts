// Lines that are kept in columns come out byte for byte, and are found as their records would be.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import type { LineMeta } from '../../../src/store/homes/embedded/segments/layout.ts';
import { openSegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { facetRequest, histogramRequest, searchRequest } from '../generate.ts';
import { BASE } from '../plain-record.ts';
import { createReferenceStore } from '../reference-store.ts';
import { logLine } from './lines.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-lines-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

const meta: LineMeta = { source: 'tcp', hint: 'unknown', masked: 0, truncated: false, observedTimestamp: BASE + 1234 };

/** Lines as one run. */
function runOf(lines: readonly string[], over: Partial<LineMeta> = {}) {
  const parts = lines.map((line) => Buffer.from(line));
  const spans = new Uint32Array(parts.length * 2);
  let at = 0;
  parts.forEach((part, index) => spans.set([at, (at += part.length)], index * 2));
  return { meta: { ...meta, ...over }, bytes: Buffer.concat(parts), spans };
}

it('answers as the reference store does of what the reader says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        lines: fc.array(logLine, { minLength: 1, maxLength: 300 }),
        segmentRows: fc.constantFrom(29, 131_072),
        searches: fc.array(searchRequest(300), { minLength: 4, maxLength: 12 }),
        histograms: fc.array(histogramRequest(300), { maxLength: 4 }),
        facets: fc.array(facetRequest(300), { maxLength: 4 }),
        reopened: fc.boolean(),
        masked: fc.nat(1),
      }),
      async ({ lines, segmentRows, searches, histograms, facets, reopened, masked }) => {
        const folder = path.join(root, String(count++));
        const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows };
        let store = openSegmentStore(options);
        const reference = createReferenceStore();
        const half = Math.floor(lines.length / 2);
        await store.appendLines([runOf(lines.slice(0, half)), runOf(lines.slice(half), { masked })]);
        await reference.append(lines.map((line, at) => readLine(line, { ...meta, masked: at < half ? 0 : masked })));
        if (reopened) {
          await store.close();
          store = openSegmentStore(options);
        }
        const same = (got: unknown, expected: unknown, question: unknown): void =>
          assert.deepEqual(
            JSON.parse(JSON.stringify(got)),
            JSON.parse(JSON.stringify(expected)),
            JSON.stringify(question),
          );
        const everything = { query: { kind: 'all' }, range: {}, order: 'oldest', limit: 5000 } as const;
        same((await store.search(everything)).records, (await reference.search(everything)).records, 'all');
        for (const request of searches)
          same((await store.search(request)).records, (await reference.search(request)).records, request);
        for (const request of histograms)
          same(await store.histogram(request), await reference.histogram(request), request);
        for (const request of facets) same(await store.facet(request), await reference.facet(request), request);
        same(await store.fields(), await reference.fields(), 'fields');
        await store.close();
        rmSync(folder, { recursive: true });
      },
    ),
    { numRuns: 120 },
  );
});

it('answers the same over many blocks, filled and sealed', async () => {
  const folder = path.join(root, String(count++));
  const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows: 5000 };
  const store = openSegmentStore(options);
  const reference = createReferenceStore();
  const lines = fc.sample(logLine, { numRuns: 9_000, seed: 4 });
  for (let from = 0; from < lines.length; from += 700) await store.appendLines([runOf(lines.slice(from, from + 700))]);
  await reference.append(lines.map((line) => readLine(line, meta)));
  const requests = fc.sample(searchRequest(lines.length), { numRuns: 25, seed: 5 });
  for (const request of requests)
    assert.deepEqual(
      (await store.search(request)).records,
      (await reference.search(request)).records,
      JSON.stringify(request),
    );
  for (const request of fc.sample(facetRequest(lines.length), { numRuns: 8, seed: 6 }))
    assert.deepEqual(await store.facet(request), await reference.facet(request), JSON.stringify(request));
  for (const any of fc.sample(histogramRequest(lines.length), { numRuns: 8, seed: 7 })) {
    // Of other fields there are more values than a histogram draws.
    const request = { ...any, by: 'level' };
    assert.deepEqual(
      { ...(await store.histogram(request)) },
      { ...(await reference.histogram(request)) },
      JSON.stringify(request),
    );
  }
  assert.deepEqual(await store.fields(), await reference.fields());
  await store.close();
});
