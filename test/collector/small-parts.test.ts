// The collector's small parts: rate, paced steps, log file.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogFile } from '../../src/collector/log-file.ts';
import { createRate } from '../../src/collector/rate.ts';
import { paceSteps } from '../../src/collector/steps.ts';
import { tempFolder } from './temp-folder.ts';

test('a rate is the mean of ten seconds, and is back at zero after them', () => {
  let now = 1_000_000;
  const rate = createRate({ now: () => now });
  for (let second = 0; second < 10; second++, now += 1_000) rate.add(50);
  now -= 1_000;
  assert.equal(rate.perSecond(), 50);
  now += 5_000;
  assert.equal(rate.perSecond(), 25);
  now += 5_000;
  assert.equal(rate.perSecond(), 0);
  now += 86_400_000;
  rate.add(10);
  assert.equal(rate.perSecond(), 1);
});

test('a clock that is set back starts the count again', () => {
  let now = 1_000_000;
  const rate = createRate({ now: () => now });
  rate.add(100);
  now -= 500_000;
  assert.equal(rate.perSecond(), 0);
  rate.add(20);
  assert.equal(rate.perSecond(), 2);
});

test('steps are sent together, in order, each once, and none after the end', async () => {
  const sent: number[][] = [];
  const steps = paceSteps<number[]>(
    (partial) => sent.push(partial),
    (held, next) => [...held, ...next],
  );
  for (let index = 0; index < 500; index++) {
    steps.step([index]);
    if (index % 100 === 99) await sleep(30);
  }
  await sleep(120);
  assert.deepEqual(
    sent.flat(),
    Array.from({ length: 500 }, (_, index) => index),
  );
  assert.ok(sent.length < 10);
  steps.step([500]);
  steps.end();
  await sleep(120);
  assert.ok(!sent.flat().includes(500));
});

test('a log file is turned over when it is long, and one old file is kept', (t) => {
  const file = path.join(tempFolder(t), 'c.log');
  const log = createLogFile({ file, maxBytes: 1_000, clock: { now: () => Date.UTC(2026, 0, 2) } });
  for (let index = 0; index < 60; index++) log.info(`line ${index}`);
  log.error('it broke', new Error('why'));
  assert.ok(existsSync(`${file}.old`));
  assert.ok(statSync(file).size < 2_500 && statSync(`${file}.old`).size < 2_500);
  const text = readFileSync(file, 'utf8');
  assert.match(text, /2026-01-02T00:00:00\.000Z INFO {2}\[\d+\] line 59\n/);
  assert.match(text, /ERROR \[\d+\] it broke: Error: why\n {4}at /);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a log that can not be written does not disturb', (t) => {
  const log = createLogFile({
    file: path.join(tempFolder(t), 'no', 'such', 'folder.log'),
    maxBytes: 10,
    clock: { now: () => 0 },
  });
  assert.doesNotThrow(() => log.info('into the void'));
});
