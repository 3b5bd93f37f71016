// The way of a count through segments: in order, past what is damaged, and not a step further once it is given up.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createIntake } from '../../../src/store/homes/embedded/segments/filling/intake.ts';
import { createKnownStructures } from '../../../src/store/homes/embedded/segments/lines/known-structures.ts';
import { createOpenSegment } from '../../../src/store/homes/embedded/segments/filling/open-segment.ts';
import { ask, type Asked } from '../../../src/store/homes/embedded/segments/questions/snapshot.ts';
import { blocksOf, walk } from '../../../src/store/homes/embedded/segments/counts/walk.ts';
import { readLine } from './read-line.ts';
import type { SegmentRef } from '../../../src/store/homes/embedded/segments/view.ts';

const ROWS = 10_000;
const NOW = Date.UTC(2026, 0, 2);

/** A question of everything in so many segments. */
function asked(segments: number, damaged: SegmentRef[] = []): Asked {
  const known = createKnownStructures(readLine);
  const intake = createIntake(readLine, known);
  const meta = { source: 'tcp', hint: 'unknown', masked: 0, truncated: false, observedTimestamp: NOW };
  const line = Buffer.from('{"message":"m"}');
  const refs = Array.from({ length: segments }, (_, index) => {
    const segment = createOpenSegment(1 + index * ROWS);
    for (let row = 0; row < ROWS; row++) intake.add(segment, line, 0, line.length, meta);
    return { firstArrival: segment.firstArrival, rows: ROWS, min: NOW, max: NOW, view: () => segment };
  });
  return ask(
    {
      segments: refs,
      upTo: segments * ROWS,
      read: readLine,
      meaningOf: known.meaning,
      damaged: (segment) => damaged.push(segment),
      partial: () => undefined,
    },
    { query: { kind: 'all' }, range: {} },
    NOW,
  );
}

const EVERYTHING = { signal: undefined, tell: undefined, everyMs: 100 };

it('goes through every block, newest segments and blocks first', async () => {
  const visited: string[] = [];
  await walk(asked(2), EVERYTHING, function* (segment) {
    for (const block of blocksOf(segment)) {
      visited.push(`${segment.firstArrival}/${block}`);
      yield;
    }
  });
  assert.deepEqual(visited, ['10001/2', '10001/1', '10001/0', '1/2', '1/1', '1/0']);
});

it('leaves a segment where it is damaged, and goes on', async () => {
  const damaged: SegmentRef[] = [];
  const visited: string[] = [];
  await walk(asked(3, damaged), EVERYTHING, function* (segment) {
    for (const block of blocksOf(segment)) {
      if (segment.firstArrival === 1 + ROWS && block === 1) throw new Error('cut off');
      visited.push(`${segment.firstArrival}/${block}`);
      yield;
    }
  });
  assert.deepEqual(visited, ['20001/2', '20001/1', '20001/0', '10001/2', '1/2', '1/1', '1/0']);
  assert.deepEqual(
    damaged.map(({ firstArrival }) => firstArrival),
    [1 + ROWS],
  );
});

it('lets everyone else in between its steps, and takes none once it was given up', async () => {
  const giving = new AbortController();
  let steps = 0;
  let stepsThen = 0;
  const walking = walk(asked(1), { ...EVERYTHING, signal: giving.signal }, function* () {
    for (;;) {
      steps++;
      yield;
    }
  });
  // A timer runs while the walk goes on for ever: it rests.
  const given = sleep(20).then(() => {
    stepsThen = steps;
    giving.abort();
  });
  await assert.rejects(walking, { name: 'AbortError' });
  await given;
  assert.ok(stepsThen > 0);
  assert.equal(steps, stepsThen);
});
