// Calls are found by constant message, by template, and by line; the index follows edits.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { callOnLine, createCallIndex } from '../../src/locate/call-index.ts';
import { fits, longestWord, patternsOf } from '../../src/locate/message-pattern.ts';
import { call } from './examples.ts';

test('constants are found by their exact text', () => {
  const index = createCallIndex();
  const pay = call('/w/a.py', 3, 'payment declined');
  index.set('/w/a.py', [pay, call('/w/a.py', 9, 'payment accepted')]);
  index.set('/w/b.py', [call('/w/b.py', 1, 'payment declined')]);
  assert.deepEqual(
    index.byMessage(' payment declined\n').map(({ path }) => path),
    ['/w/a.py', '/w/b.py'],
  );
  assert.deepEqual(index.byMessage('Payment declined'), []);
  index.set('/w/b.py', []);
  assert.deepEqual(index.byMessage('payment declined'), [pay]);
  index.remove('/w/a.py');
  assert.deepEqual(index.byMessage('payment declined'), []);
  assert.equal(index.size, 0);
});

test('templates are found by their fixed text, the one that says most first', () => {
  const index = createCallIndex();
  index.set('/w/a.py', [
    call('/w/a.py', 1, 'order {id} failed after {ms} ms'),
    call('/w/a.py', 2, 'order {rest}'),
    call('/w/a.py', 3, '{what}'),
    call('/w/a.py', 4, '{a}: {b}'),
    call('/w/a.py', 5, 'user{id}gone'),
  ]);
  const lines = (message: string): number[] =>
    index.byTemplate(message).map(({ call: { range } }) => range.start.line + 1);
  assert.deepEqual(lines('order 17 failed after 340 ms'), [1, 2]);
  assert.deepEqual(lines('order 17 failed'), [2]);
  assert.deepEqual(lines('user9gone'), [5]);
  assert.deepEqual(lines('a: b'), []);
  index.set('/w/a.py', [call('/w/a.py', 7, 'order {rest}')]);
  assert.deepEqual(lines('order 17 failed after 340 ms'), [7]);
});

test('console joins its further arguments behind the message', () => {
  const index = createCallIndex();
  const port = {
    text: 'port',
    range: call('/w/a.js', 1, '').range,
    kind: 'name',
    names: ['port'],
    children: [],
  } as const;
  index.set('/w/a.js', [call('/w/a.js', 1, 'listening on', { dialect: 'console', arguments: [port] })]);
  assert.equal(index.byTemplate('listening on 3000').length, 1);
});

test('a pattern fits what filling its holes gives, and its word is in it', () => {
  const word = fc.stringMatching(/^[a-z =:]{0,8}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.array(fc.string(), { minLength: 5, maxLength: 5 }),
      (pieces, fillings) => {
        const text = pieces.map((piece, index) => (index === 0 ? piece : fillings[index]! + piece)).join('');
        assert.ok(fits(pieces, text));
        const longest = longestWord(pieces);
        assert.ok(longest === undefined || text.includes(longest));
      },
    ),
  );
});

test('a pattern does not fit other text', () => {
  assert.equal(fits(['a ', ' b'], 'a b'), false);
  assert.equal(fits(['a', 'a'], 'a'), false);
  assert.equal(fits(['x', 'y', 'z'], 'xz'), false);
  assert.equal(fits(['x'], 'xx'), false);
  assert.equal(fits(['order ', ' failed'], 'order 1 fai', true), true);
});

test('hostile messages and templates take linear time', () => {
  const index = createCallIndex();
  index.set('/w/a.py', [call('/w/a.py', 1, Array.from({ length: 200 }, () => 'a{x}').join('') + 'end')]);
  assert.deepEqual(index.byTemplate(`${'a'.repeat(4000)} en`), []);
  assert.deepEqual(index.byMessage('x'.repeat(10_000_000)), []);
  assert.deepEqual(index.byTemplate('word '.repeat(2_000_000)), []);
});

test('names of object properties are words like any other', () => {
  const index = createCallIndex();
  index.set('__proto__', [call('__proto__', 1, '__proto__'), call('__proto__', 2, 'constructor {x}')]);
  assert.equal(index.byMessage('__proto__').length, 1);
  assert.equal(index.byMessage('toString').length, 0);
  assert.equal(index.byTemplate('constructor 1').length, 1);
});

test('100,000 calls answer each question without looking at all of them', () => {
  const index = createCallIndex();
  for (let file = 0; file < 1000; file++) {
    const path = `/w/${file}.py`;
    index.set(
      path,
      Array.from({ length: 100 }, (_, line) =>
        call(path, line + 1, line % 2 === 0 ? `constant ${file} ${line}` : `step ${file}x${line} of {total} done`),
      ),
    );
  }
  assert.equal(index.size, 100_000);
  assert.deepEqual(
    index.byMessage('constant 512 44').map(({ path }) => path),
    ['/w/512.py'],
  );
  assert.deepEqual(
    index.byTemplate('step 512x43 of 9 done').map(({ call: { path } }) => path),
    ['/w/512.py'],
  );
});

test('of the calls on a line the innermost is found', () => {
  const outer = call('/w/a.py', 3, 'outer', { range: { start: { line: 2, column: 0 }, end: { line: 5, column: 1 } } });
  const inner = call('/w/a.py', 4, 'inner', { range: { start: { line: 3, column: 4 }, end: { line: 3, column: 20 } } });
  assert.equal(callOnLine([outer, inner], 4), inner);
  assert.equal(callOnLine([outer, inner], 3), outer);
  assert.equal(callOnLine([outer, inner], 6), outer);
  assert.equal(callOnLine([outer, inner], 7), undefined);
});

test('a call without message has no pattern, one that chooses between messages has each', () => {
  assert.deepEqual(patternsOf(call('/w/a.py', 1, 'x', { message: undefined })), []);
  const [on, off] = [call('/w/a.py', 1, 'switched on').message!, call('/w/a.py', 1, 'off after {ms} ms').message!];
  const either = call('/w/a.py', 1, '{x}', {
    message: { ...on, built: 'conditional', parts: [{ kind: 'hole' }], branches: [on, off] },
  });
  const index = createCallIndex();
  index.set('/w/a.py', [either]);
  assert.deepEqual(index.byMessage('switched on'), [either]);
  assert.deepEqual(
    index.byTemplate('off after 3 ms').map(({ call: found }) => found),
    [either],
  );
  index.remove('/w/a.py');
  assert.deepEqual(index.byTemplate('off after 3 ms'), []);
});
