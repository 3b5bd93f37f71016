// Every format reads what its library really writes: test/ingest/fixtures/ID.log is read as ID.json says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { formats } from '../../src/ingest/formats/index.ts';
import type { IncomingRecord } from '../../src/model/record.ts';
import { recordsOf } from './records.ts';

process.env['TZ'] = 'UTC';

const fixtures = path.join(import.meta.dirname, 'fixtures');
const shelf = path.resolve(import.meta.dirname, '../../src/ingest/formats');

/** A record as a fixture writes it down: the time readable, without what is the same for all. */
function written(record: IncomingRecord): unknown {
  const { timestamp, nanos, timestampSource, observedTimestamp, raw, source, masked, truncated, ...rest } = record;
  assert.deepEqual(
    { source, masked, truncated },
    { source: 'test', masked: 0, truncated: false },
    `${raw} at ${observedTimestamp}`,
  );
  const time =
    timestampSource === 'arrival'
      ? 'arrival'
      : new Date(timestamp).toISOString().replace('Z', `${String(nanos).padStart(6, '0')}Z`);
  return JSON.parse(JSON.stringify({ time, ...rest }));
}

test('folder, index and fixtures name the same formats', () => {
  const files = readdirSync(shelf)
    .filter((file) => file !== 'index.ts')
    .map((file) => path.basename(file, '.ts'));
  const ids = formats.map(({ id }) => id).sort();
  assert.deepEqual(ids, files.sort());
  assert.deepEqual([...new Set(readdirSync(fixtures).map((file) => path.parse(file).name))].sort(), ids);
});

test('the last format of each kind takes whatever is left', () => {
  assert.equal(formats.findLast(({ kind }) => kind === 'json')?.id, 'json');
  assert.equal(formats.at(-1)?.id, 'plain');
});

for (const { id, title } of formats) {
  test(`${title} (${id}) is recognised and read`, () => {
    const log = readFileSync(path.join(fixtures, `${id}.log`), 'utf8');
    const records = recordsOf(log);
    const expected = path.join(fixtures, `${id}.json`);
    if (process.env['SIGHTLINE_WRITE_FIXTURES'] === '1')
      writeFileSync(expected, `${JSON.stringify(records.map(written), null, 2)}\n`);
    assert.deepEqual(records.map(written), JSON.parse(readFileSync(expected, 'utf8')));
    for (const record of records) assert.equal(record.format, id, record.raw);
    const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
    assert.deepEqual(lines(records.map(({ raw }) => raw).join('\n')), lines(log), 'raw is what came in');
  });
}
