// The histogram as numbers: growth by live records, a scale that stands still, bars of which none is invisible.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { HistogramAnswer } from '../../src/model/query.ts';
import type { LogRecord } from '../../src/model/record.ts';
import { barsOf, countOf, growHistogram, isOvergrown, partHeights, scaleFor, STACK } from '../../webview/logs/bars.ts';
import { record } from './harness/shop.ts';

const answer: HistogramAnswer = {
  start: 1000,
  stepMs: 100,
  counts: { INFO: [1, 0, 2], ERROR: [0, 0, 1] },
  total: 4,
  earliest: 1000,
  latest: 1250,
  upTo: 4,
};
const at = (timestamp: number, level?: LogRecord['level']): LogRecord => ({
  ...record(timestamp, { message: 'm', level }),
  id: 'x',
  arrival: 9,
});

test('live records are counted into their bar, new bars are added, earlier ones only into the total', () => {
  const grown = growHistogram(answer, [at(1210, 'INFO'), at(1520, 'ERROR'), at(1330), at(500, 'INFO')], 9);
  assert.deepEqual(grown.counts, { INFO: [1, 0, 3], ERROR: [0, 0, 1, 0, 0, 1], '': [0, 0, 0, 1] });
  assert.deepEqual([grown.total, grown.earliest, grown.latest, grown.upTo], [8, 500, 1520, 9]);
  assert.deepEqual(answer.counts['INFO'], [1, 0, 2]);
});

test('an empty answer starts at its first record', () => {
  const grown = growHistogram({ start: 0, stepMs: 0, counts: {}, total: 0, upTo: 0 }, [at(5_400, 'INFO')], 1);
  assert.deepEqual([grown.start, grown.stepMs, grown.counts], [5000, 1000, { INFO: [1] }]);
});

test('a record of the year 2100 does not make a million bars', () => {
  const grown = growHistogram(answer, [at(4_102_444_800_000, 'INFO')], 9);
  assert.equal(grown.counts['INFO']?.length, 3);
  assert.equal(isOvergrown(grown, 3), false);
  assert.equal(isOvergrown(growHistogram(answer, [at(1990, 'INFO')], 9), 3), true);
});

test('bars know their counts by level', () => {
  assert.deepEqual(
    barsOf(answer).map(({ from, to, total }) => [from, to, total]),
    [[1000, 1100, 1], [1200, 1300, 3]],
  ); // prettier-ignore
  assert.equal(countOf(answer, 'ERROR', 'CRITICAL'), 1);
});

test('the scale grows at once and shrinks only when most of it is unused', () => {
  assert.equal(scaleFor(7, 1), 10);
  assert.equal(scaleFor(11, 10), 20);
  assert.equal(scaleFor(9, 20), 20);
  assert.equal(scaleFor(6, 20), 10);
  assert.equal(scaleFor(0, 1), 1);
});

test('one error among thousands is seen, and the bar is no higher than the strip', () => {
  const counts = STACK.map((level) => (level === 'ERROR' ? 1 : level === 'INFO' ? 9999 : 0));
  const heights = partHeights({ from: 0, to: 1, counts, total: 10_000 }, 10_000, 32);
  assert.equal(heights[STACK.indexOf('ERROR')], 2);
  assert.ok(heights.reduce((a, b) => a + b, 0) <= 32.001);
});
