// What the store tells of lines as they arrive is what their records say, whichever way they were taken in.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { hintText } from '../../../src/ingest/reading/line-reader.ts';
import { factsOf, type LineFacts } from '../../../src/model/line.ts';
import { openSegmentStore } from '../../../src/store/homes/index.ts';
import { readLine } from './read-line.ts';

const LEVELS = ['INFO', 'warn', 'ERROR', 'fatal', 30];

function lineAt(at: number): string {
  const common = { timestamp: '2026-01-02T15:00:00.000Z', level: LEVELS[at % 5], message: `order ${at} paid` };
  if (at % 11 === 0) return `plain text ${at}`;
  if (at % 7 === 0) return JSON.stringify({ ...common, performance: { duration_ms: 'slow' } });
  if (at % 3 === 0)
    return JSON.stringify({
      ...common,
      service: `s"${at % 4}`,
      performance: { duration_ms: at / 8, operation: 'pay' },
    });
  return JSON.stringify({ ...common, service: 'orders', 'performance.duration_ms': at });
}

test('facts of lines are those of their records, told once for each line in order, over the ends of segments', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sightline-facts-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const store = openSegmentStore({
    folder,
    log: silentLog,
    clock: systemClock,
    retention: {},
    read: readLine,
    segmentRows: 150,
  });
  const hint = hintText({ service: 'shop', json: '', text: '', correlationKeys: [] });
  const meta = { source: 'tcp', hint, masked: 0, truncated: false, observedTimestamp: 1_767_366_000_000 };
  const lines = Array.from({ length: 1000 }, (_, at) => lineAt(at));
  const told: LineFacts[] = [];
  for (let from = 0; from < lines.length; from += 400) {
    const part = lines.slice(from, from + 400).map((line) => Buffer.from(line));
    const spans: number[] = [];
    for (const one of part) spans.push(spans.at(-1) ?? 0, (spans.at(-1) ?? 0) + one.length);
    const tell = (line: number, facts: LineFacts): void => {
      assert.equal(told.push(facts), from + line + 1);
    };
    await store.appendLines([{ meta, bytes: Buffer.concat(part), spans: Uint32Array.from(spans), tell }]);
  }
  assert.deepEqual(
    told,
    lines.map((line) => factsOf(readLine(line, meta))),
  );
  assert.ok(told.some(({ service, duration }) => service === 's"1' && duration !== undefined));
  await store.close();
});
