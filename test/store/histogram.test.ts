// Distributions: quantiles against sorted values, merging against adding, bounds; and the bars of histograms.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { createDistribution, quantile } from '../../src/model/histogram.ts';
import { barsOver } from '../../src/store/histogram-bars.ts';

function histogramOf(values: readonly number[]) {
  const distribution = createDistribution();
  for (const value of values) distribution.add(value);
  return distribution.toHistogram();
}

const within = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 300 });

test('a quantile is off by at most 1.1 %', () => {
  fc.assert(
    fc.property(within, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
      const histogram = histogramOf(values)!;
      const sorted = values.toSorted((a, b) => a - b);
      const exact = sorted[Math.max(1, Math.ceil(q * values.length)) - 1]!;
      assert.equal(histogram.scale, 5);
      assert.ok(Math.abs(quantile(histogram, q) - exact) <= exact * 0.011, `${quantile(histogram, q)} for ${exact}`);
    }),
  );
});

const anything = fc.array(fc.oneof(fc.double(), fc.integer({ min: -5, max: 100_000 })), { maxLength: 100 });

test('merged distributions are the distribution of all values, whatever the values', () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      const both = createDistribution();
      for (const one of [histogramOf(a), histogramOf(b)]) if (one !== undefined) both.merge(one);
      const merged = both.toHistogram();
      const whole = histogramOf([...a, ...b]);
      if (whole === undefined) return assert.equal(merged, undefined);
      // Sums differ in the last bits, as additions in another order do; beyond the largest number in all.
      const most = [...a, ...b].filter(Number.isFinite).reduce((total, value) => total + Math.abs(value), 0);
      const { sum: mergedSum, ...rest } = merged!;
      const { sum, ...wholeRest } = whole;
      assert.deepEqual(rest, wholeRest);
      assert.ok(
        !Number.isFinite(most) ||
          Number.isNaN(sum) ||
          mergedSum === sum ||
          Math.abs(mergedSum - sum) <= Math.max(...[...a, ...b].filter(Number.isFinite).map(Math.abs)) * 1e-9,
      );
      assert.ok(whole.buckets.length <= 320);
      assert.equal(whole.zeroCount + whole.buckets.reduce((total, count) => total + count, 0), whole.count);
      return undefined;
    }),
  );
});

test('values far apart cost resolution, not room; zero and below are kept apart', () => {
  const wide = histogramOf([Number.MIN_VALUE, 1, Number.MAX_VALUE, NaN, Infinity, -Infinity])!;
  assert.equal(wide.count, 3);
  assert.ok(wide.scale < 5 && wide.buckets.length <= 320);
  assert.equal(quantile(wide, 1), Number.MAX_VALUE);
  const low = histogramOf([-4, -2, 0, 8])!;
  assert.equal(low.zeroCount, 3);
  assert.deepEqual([quantile(low, 0.5), quantile(low, 1)], [0, 8]);
  assert.equal(quantile(histogramOf([-4, -2])!, 0.5), -2);
  assert.equal(histogramOf([NaN]), undefined);
});

test('bars cover the span with steps that read easily', () => {
  const day = 86_400_000;
  assert.deepEqual(barsOver(0, day, 60), { start: 0, stepMs: 1_800_000, count: 48 });
  assert.deepEqual(barsOver(7, 907, 60), { start: 0, stepMs: 20, count: 46 });
  assert.deepEqual(barsOver(5, 5, 60), { start: 5, stepMs: 1, count: 1 });
  assert.deepEqual(barsOver(-1, 1, 1), { start: -1, stepMs: 2, count: 1 });
});

test('bars cover any span, and are never more than asked for', () => {
  const moment = fc.integer({ min: -4e15, max: 4e15 });
  fc.assert(
    fc.property(moment, moment, fc.integer({ min: -1, max: 500 }), (a, b, most) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const { start, stepMs, count } = barsOver(from, to, most);
      assert.ok(count >= 1 && count <= Math.max(1, most));
      assert.ok(start <= from && start + stepMs * count >= to);
    }),
  );
});
