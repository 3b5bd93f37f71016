// Which rows are on screen: the arithmetic of the list, up to a million rows and with one row open.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  maxScrollTop,
  revealRow,
  scrollHeightOf,
  scrollTopFor,
  windowAt,
  type ListShape,
} from '../../webview/logs/windowing.ts';

const shape = (count: number, open?: ListShape['open']): ListShape => ({ count, rowHeight: 22, viewHeight: 220, open });

test('draws what is seen and a few rows more, whatever the number of rows', () => {
  const window = windowAt(shape(1000), 22 * 500);
  assert.deepEqual([window.firstSeen, window.endSeen], [500, 510]);
  assert.deepEqual([window.first, window.end], [494, 516]);
  assert.equal(window.topOf(500), 22 * 500);
});

test('an empty list draws nothing', () => {
  const window = windowAt(shape(0), 0);
  assert.deepEqual([window.first, window.end, window.firstSeen, window.endSeen], [0, 0, 0, 0]);
});

test('rows of a million stay in order and on screen, and the ends can be reached', () => {
  const million = shape(1_000_000);
  assert.ok(scrollHeightOf(million) <= 15_000_000);
  const last = windowAt(million, maxScrollTop(million));
  assert.equal(last.endSeen, 1_000_000);
  assert.ok(Math.abs(last.topOf(999_999) + 22 - (maxScrollTop(million) + 220)) < 0.01);
  const middle = windowAt(million, maxScrollTop(million) / 2);
  assert.ok(middle.end - middle.first <= 24);
  assert.ok(Math.abs(middle.topOf(middle.firstSeen + 1) - middle.topOf(middle.firstSeen) - 22) < 0.001);
});

test('every row can be brought into view, by the shortest way', () => {
  for (const list of [shape(100), shape(1_000_000), shape(100, { index: 40, height: 100 })]) {
    for (const index of [0, 1, 41, 57, list.count - 1]) {
      const top = revealRow(list, index, 22 * 30);
      const { topOf } = windowAt(list, top);
      assert.ok(topOf(index) >= top - 0.01 && topOf(index) + 22 <= top + 220.01, `row ${index} of ${list.count}`);
    }
  }
  assert.equal(revealRow(shape(100), 32, 22 * 30), 22 * 30);
});

test('what is open below a row moves the rows after it', () => {
  const list = shape(100, { index: 10, height: 100 });
  const window = windowAt(list, 0);
  assert.equal(window.topOf(10), 220);
  assert.equal(window.topOf(11), 22 * 11 + 100);
  assert.equal(windowAt(list, 22 * 10 + 60).firstSeen, 10);
  assert.equal(scrollHeightOf(list), 2300);
});

test('a row keeps its place on screen when others come before it', () => {
  const before = windowAt(shape(1000), 22 * 500 + 7);
  const offset = before.topOf(500) - (22 * 500 + 7);
  const top = scrollTopFor(shape(1010), 510, offset);
  assert.equal(windowAt(shape(1010), top).topOf(510) - top, offset);
});
