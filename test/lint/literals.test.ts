// The texts a call writes, wherever they are written.
import assert from 'node:assert/strict';
import test from 'node:test';
import { literalsOf } from '../../src/lint/sensitive/literals.ts';
import { python, script } from '../calls/parser.ts';

test('texts of message, arguments, fields, constants and functions', () => {
  const text = `import logging
log = logging.getLogger()
KEY = "sk_live_1"
def secret():
    return "hunter2"
def f(password="dflt"):
    log.info("a %s" "b", KEY, f"c {x} d", {"k": "e" + "f"}, secret(), password, extra={"g": b"h"})
`;
  const literals = python(text).flatMap((call) => literalsOf(call));
  assert.deepEqual(
    literals.map(({ text: one, range, shownBy }) => `${one}@${range.start.line}<${shownBy.start.line}`),
    ['a @6<6', 'sk_live_1@2<6', 'b@6<6', 'c @6<6', ' d@6<6', 'ef@6<6', 'hunter2@4<6', 'dflt@5<6', 'h@6<6'],
  );
  assert.deepEqual(
    script("const KEY = `k`; console.log(a ? 'b' : `c ${d}`, { e: 'f' + 'g' }, KEY);").flatMap((call) =>
      literalsOf(call).map(({ text: one }) => one),
    ),
    ['b', 'c ', 'fg', 'k'],
  );
});

test('a call with very many texts is read up to a limit', () => {
  const many = Array.from({ length: 2000 }, (_, index) => `"t${index}"`).join(', ');
  const [call] = python(`log.info("x", ${many})`);
  assert.equal(call === undefined ? 0 : literalsOf(call).length, 500);
});
