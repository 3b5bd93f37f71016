// Lines that are kept in columns are found as their records would be, over many blocks.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import type { LineMeta } from '../../../src/store/homes/embedded/segments/layout.ts';
import { openSegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { facetRequest, histogramRequest, searchRequest, statisticsRequest, templatesRequest } from '../generate.ts';
import { BASE } from '../plain-record.ts';
import { createReferenceStore } from '../reference-store.ts';
import { logLine, textRecord } from './lines.ts';
import { runOf } from './line-run.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-lines-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

const meta: LineMeta = { source: 'tcp', hint: 'unknown', masked: 0, truncated: false, observedTimestamp: BASE + 1234 };

const lots = [
  { of: 'lines of all kinds', line: logLine, rows: 9_000, seed: 4 },
  { of: 'records of text', line: textRecord, rows: 12_000, seed: 11 },
];

for (const { of, line, rows, seed } of lots)
  it(`answers the same over many blocks of ${of}, filled and sealed`, async () => {
    const folder = path.join(root, String(count++));
    const options = { folder, log: silentLog, clock: systemClock, retention: {}, read: readLine, segmentRows: 5000 };
    const store = openSegmentStore(options);
    const reference = createReferenceStore();
    const lines = fc.sample(line, { numRuns: rows, seed });
    for (let from = 0; from < lines.length; from += 700)
      await store.appendLines([runOf(lines.slice(from, from + 700), meta)]);
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
    for (const request of fc.sample(statisticsRequest(lines.length), { numRuns: 8, seed: 8 })) {
      // As JSON carries it: -0 is 0.
      const [got, expected] = [await store.statistics(request), await reference.statistics(request)];
      assert.equal(JSON.stringify(got), JSON.stringify(expected), JSON.stringify(request));
    }
    for (const request of fc.sample(templatesRequest(lines.length), { numRuns: 4, seed: 9 }))
      assert.deepEqual(await store.templates(request), await reference.templates(request), JSON.stringify(request));
    assert.deepEqual(await store.fields(), await reference.fields());
    await store.close();
  });
