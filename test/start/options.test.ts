// `npm start` says what it takes, refuses what it does not know, and says what is happening in one line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { createStatusLine, statusText } from './status-line.mjs';

const start = path.join(import.meta.dirname, '../start.mjs');
const run = (
  ...args: readonly string[]
): ReturnType<typeof spawnSync> & { readonly stderr: string; readonly stdout: string } =>
  spawnSync(process.execPath, [start, ...args], { encoding: 'utf8' });

test('--help names every option and starts nothing', () => {
  const { status, stdout } = run('--help');
  assert.equal(status, 0);
  for (const option of ['--workspace', '--code', '--browser', '--port', '--tcp', '--no-open'])
    assert.ok(stdout.includes(option), option);
});

for (const [args, message] of [
  [['--prot', '1'], /--prot/],
  [['--port', 'eighty'], /--port eighty: a port is a number/],
  [['--port', '70000'], /--port 70000: a port is a number/],
  [['--tcp', '0'], /--tcp 0: a port is a number/],
  [['--workspace', '/no/such/folder'], /--workspace \/no\/such\/folder: there is no such folder/],
  [['somewhere'], /somewhere/],
  [['--code', 'x', '--browser'], /exclude one another/],
] as const) {
  test(`${args.join(' ')}: refused, with the usage`, () => {
    const { status, stderr } = run(...args);
    assert.equal(status, 2);
    assert.match(stderr, message);
    assert.match(stderr, /--no-open/);
  });
}

test('the line counts services, records and findings, and leaves out what nobody knows yet', () => {
  assert.equal(statusText({ services: 3, records: 1284, findings: 12 }), '3 services · 1,284 records · 12 findings');
  assert.equal(statusText({ services: 1, records: 1 }), '1 service · 1 record');
  assert.equal(statusText({ findings: 1 }), '1 finding');
  assert.equal(statusText({}), '');
});

test('on a terminal the line is written over itself, cut to its width', () => {
  const written: string[] = [];
  const line = createStatusLine({ isTTY: true, columns: 12, write: (text: string) => written.push(text) });
  line.show('1 service · 10 records');
  line.show('1 service · 10 records');
  line.show('2 services');
  line.leave();
  assert.deepEqual(written, ['\r\u001b[2K1 service ·', '\r\u001b[2K2 services', '\n']);
});

test('elsewhere it is a line of its own, and not one for every change', () => {
  const written: string[] = [];
  const line = createStatusLine({ isTTY: false, columns: 0, write: (text: string) => written.push(text) });
  line.show('1 record');
  line.show('2 records');
  assert.deepEqual(written, ['1 record\n']);
});
