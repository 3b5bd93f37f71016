// All fixes of a text at once: in rounds, as edits of the lines that change.
import assert from 'node:assert/strict';
import test from 'node:test';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { fixAll } from '../../src/lint/fixes/fix-all.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Finding } from '../../src/model/finding.ts';
import { parser } from '../calls/parser.ts';

const judge = (text: string): Finding[] => lint('a.py', parser.parse({ path: 'a.py', text }), { text });
const TEXT = [
  'import logging',
  'log = logging.getLogger(__name__)',
  'log.warn(f"order {order.id} late")',
  'log.info("nothing to mend")',
  'log.info(f"order {order.id} left")',
  '',
].join('\n');

test('what two rules find in one call is mended by both', () => {
  const { edits, made } = fixAll(TEXT, judge);
  const fixed = applyFix(TEXT, edits);
  assert.equal(made, 3);
  assert.match(fixed, /log\.warning\("order late", extra=\{"order_id": order\.id\}\)/);
  assert.deepEqual(judge(fixed), []);
});

test('only lines that change are edited', () => {
  const { edits } = fixAll(TEXT, judge);
  assert.deepEqual(
    edits.map(({ range }) => [range.start.line, range.end.line]),
    [
      [2, 3],
      [4, 5],
    ],
  );
});

test('nothing to mend is no edit, and Windows line ends stay', () => {
  assert.deepEqual(fixAll('x = 1\n', judge), { edits: [], made: 0 });
  const windows = TEXT.replaceAll('\n', '\r\n');
  const fixed = applyFix(windows, fixAll(windows, judge).edits);
  assert.equal(fixed.replaceAll('\r\n', '\n'), applyFix(TEXT, fixAll(TEXT, judge).edits));
  assert.ok(!/[^\r]\n/.test(fixed));
});
