// Numbers in lines of text are counted as the text they are written as, those of JSON as the numbers they are.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { hintText } from '../../../src/ingest/reading/line-reader.ts';
import { fieldText, fieldValues } from '../../../src/model/fields.ts';
import { openSegmentStore } from '../../../src/store/homes/index.ts';
import { runOf } from './line-run.ts';
import { readLine } from './read-line.ts';

const AMOUNTS = ['1.50', '2.00', '10.0', '7', '0.25'];

test('counts numbers as they are written where the record has their text', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-decimals-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const store = openSegmentStore({
    folder,
    log: silentLog,
    clock: systemClock,
    retention: {},
    read: readLine,
    segmentRows: 300,
  });
  const hint = hintText({ service: 'shop', json: '', text: '', correlationKeys: [] });
  const meta = { source: 'tcp', hint, masked: 0, truncated: false, observedTimestamp: 1_767_366_000_000 };
  const lines = Array.from({ length: 800 }, (_, at) => {
    const amount = AMOUNTS[at % 5]!;
    if (at % 3 === 0) return `level=info msg="order paid" amount=${amount} order=${at}`;
    if (at % 3 === 1) return `{"level":"info","message":"order paid","amount":${amount}}`;
    return `2026-01-02 15:00:00,123 INFO ${amount}`;
  });
  await store.appendLines([runOf(lines, meta)]);
  const records = lines.map((line) => readLine(line, meta));
  for (const field of ['amount', 'message']) {
    const counts = new Map<string, number>();
    for (const record of records)
      for (const value of fieldValues(record, field))
        counts.set(fieldText(value), (counts.get(fieldText(value)) ?? 0) + 1);
    const { values } = await store.facet({ query: { kind: 'all' }, range: {}, field, limit: 1000 });
    assert.deepEqual(new Map(values.map(({ value, count }) => [value, count])), counts, field);
    assert.ok(counts.has('1.50'), `${field}: ${[...counts.keys()].join(' ')}`);
  }
  await store.close();
});
