// Lines whose text does not explain their record are read once, when they come in: questions are answered without reading them again.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { hintText } from '../../../src/ingest/reading/line-reader.ts';
import { fieldText, fieldValues } from '../../../src/model/fields.ts';
import type { ReadLine } from '../../../src/model/line.ts';
import { openSegmentStore } from '../../../src/store/homes/index.ts';
import { runOf } from './line-run.ts';
import { readLine } from './read-line.ts';

const ERRORS = ['TimeoutError', 'ValueError', 'shop.PaymentRefused'];
const NUMBERS = [1, 2.5, 1e300, -0, 12345678901234567890n];

function lineAt(at: number): string {
  const message = `order ${at} failed`;
  const common = `"timestamp":"2026-01-02T15:00:00.000Z","level":"ERROR","service":"orders","message":"${message}"`;
  switch (at % 4) {
    case 0: {
      const trace = `Traceback (most recent call last):\n  File "pay.py", line ${at}, in pay\n${ERRORS[at % 3]!}: ${message}`;
      return `{${common},"exc_info":${JSON.stringify(trace)}}`;
    }
    case 1:
      return `{${common},"k${at % 40}":{"odd \\ud800":[${NUMBERS[at % 5]!},true,null,{}]}}`;
    case 2:
      return ['one', 'two', 'three', 'four'].map((word, place) => `${word}${'abcdefgh'[(at >> place) & 7]!}`).join(' ');
    default:
      return `{${common}}`;
  }
}

test('no question makes the reader read again what it told once', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-told-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  let reads = 0;
  const read: ReadLine = (raw, meta) => {
    reads++;
    return readLine(raw, meta);
  };
  const open = (readOnly: boolean) =>
    openSegmentStore({ folder, log: silentLog, clock: systemClock, retention: {}, read, segmentRows: 1500, readOnly });
  const store = open(false);
  const hint = hintText({ service: 'shop', json: '', text: '', correlationKeys: [] });
  const meta = { source: 'tcp', hint, masked: 0, truncated: false, observedTimestamp: 1_767_366_000_000 };
  const lines = Array.from({ length: 4000 }, (_, at) => lineAt(at));
  await store.appendLines([runOf(lines, meta)]);
  const records = lines.map((line) => readLine(line, meta));
  const filter = { query: { kind: 'all' }, range: {} } as const;

  const ask = async (asked: typeof store, field: string): Promise<void> => {
    const counts = new Map<string, number>();
    for (const record of records)
      for (const text of new Set(fieldValues(record, field).map(fieldText)))
        counts.set(text, (counts.get(text) ?? 0) + 1);
    const before = reads;
    const { values, distinct } = await asked.facet({ ...filter, field, limit: 1000 });
    assert.equal(distinct, counts.size, field);
    assert.ok(values.length > 0, field);
    for (const { value, count } of values) assert.equal(count, counts.get(value), `${field} ${value}`);
    // What was learned of a structure in the segments read again is learned again, no line of them.
    assert.ok(reads - before < 300, `${reads - before} lines were read for ${field}`);
  };
  for (const field of ['exception.type', 'exception.message', 'level', 'service', 'message']) await ask(store, field);
  await store.close();
  const again = open(true);
  for (const field of ['exception.type', 'level', 'message']) await ask(again, field);
  await again.close();
});
