// Readers beside a writer at full load: each sees a beginning of what arrived, whole and once.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { silentLog, systemClock } from '../../../src/base/ports.ts';
import { openSegmentStore } from '../../../src/store/homes/embedded/segments/segment-store.ts';
import { lineAt } from './numbered-lines.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-readers-'));
after(() => rmSync(root, { recursive: true, force: true }));

it('gives each reader all that was acknowledged before it came, while segments are sealed under its hands', async () => {
  const folder = path.join(root, 'store');
  const script = path.join(import.meta.dirname, 'writing-child.ts');
  const child = spawn(process.execPath, [script, folder, '400', 'here'], { stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => child.kill('SIGKILL'));
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told = (told + chunk.toString('latin1')).slice(-100)));
  const acknowledged = (): number => Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
  await once(child.stdout, 'data');
  let before = 0;
  for (let reader = 0; reader < 25; reader++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const sure = acknowledged();
    const store = openSegmentStore({
      folder,
      log: silentLog,
      clock: systemClock,
      retention: {},
      read: readLine,
      readOnly: true,
    });
    const { records, upTo, problem } = store.status();
    assert.deepEqual([records, problem], [upTo, undefined]);
    assert.ok(upTo >= sure && upTo >= before, `${upTo} of ${sure}`);
    const page = await store.search({ query: { kind: 'all' }, range: {}, order: 'newest', limit: 1000 });
    assert.equal(page.partial, undefined);
    page.records.forEach(({ arrival, raw }, at) => {
      assert.equal(arrival, upTo - at);
      assert.equal(raw, lineAt(arrival));
    });
    before = upTo;
    await store.close();
  }
  child.kill('SIGKILL');
  await once(child, 'close');
  assert.ok(before > 2000, `${before} records`);
});
