// Paths of containers, other machines, bundlers and URLs come to one form.
import assert from 'node:assert/strict';
import test from 'node:test';
import { commonSuffix, namedPath, splitPosition } from '../../src/locate/named-path.ts';

const FORMS: readonly (readonly [text: string, path: string, absolute: boolean])[] = [
  ['/app/orders/pay.py', '/app/orders/pay.py', true],
  ['./orders/pay.py', 'orders/pay.py', false],
  ['../lib/./x/../pay.py', 'lib/pay.py', false],
  ['C:\\src\\pay.cs', 'c:/src/pay.cs', true],
  ['c:/src/pay.cs', 'c:/src/pay.cs', true],
  ['src\\pay.cs', 'src/pay.cs', false],
  ['file:///home/me/a%20b/pay.mjs', '/home/me/a b/pay.mjs', true],
  ['file:///C:/me/pay.mjs', 'c:/me/pay.mjs', true],
  ['file:///bad%escape.js', '/bad%escape.js', true],
  ['webpack:///./src/pay.ts?1a2b', 'src/pay.ts', false],
  ['webpack://shop/./src/pay.ts', 'src/pay.ts', false],
  ['webpack-internal:///(rsc)/./src/pay.ts', '(rsc)/src/pay.ts', false],
  ['http://localhost:3000/src/pay.ts?t=17', 'src/pay.ts', false],
  ['pay.py', 'pay.py', false],
];

for (const [text, path, absolute] of FORMS) {
  test(`${text} is ${path}`, () => {
    const named = namedPath(text);
    assert.deepEqual({ path: named?.path, absolute: named?.absolute }, { path, absolute });
  });
}

test('what names no file is no path', () => {
  for (const text of [
    '',
    '<frozen importlib._bootstrap>',
    '<stdin>',
    'node:internal/modules/run_main',
    '[native code]',
    '/',
    '..',
    'a\0b',
    'x'.repeat(5000),
    'a\nb',
  ]) {
    assert.equal(namedPath(text), undefined, text.slice(0, 40));
  }
});

test('libraries of languages and packages are told from own code', () => {
  const library = [
    '/usr/lib/python3.11/json/decoder.py',
    '/venv/lib/python3.12/site-packages/flask/app.py',
    '/app/node_modules/express/lib/router.js',
    '/usr/local/go/src/net/http/server.go',
    '/root/go/pkg/mod/go.uber.org/zap@v1/logger.go',
  ];
  for (const path of library) assert.equal(namedPath(path)?.library, true, path);
  for (const path of ['/app/lib/pay.py', '/src/python/app.py', 'go/src/pay.go'])
    assert.equal(namedPath(path)?.library, false, path);
});

test('a position is split off the end', () => {
  assert.deepEqual(splitPosition('a/b.go:12'), { path: 'a/b.go', line: 12 });
  assert.deepEqual(splitPosition('C:\\x\\b.ts:12:5'), { path: 'C:\\x\\b.ts', line: 12, column: 5 });
  assert.equal(splitPosition('a/b.go'), undefined);
  assert.equal(splitPosition('a/b.go:0'), undefined);
  assert.equal(splitPosition(':12'), undefined);
});

test('common suffixes count whole segments, looking past case on Windows only', () => {
  assert.equal(commonSuffix('/a/orders/app.py', '/b/orders/app.py'), 2);
  assert.equal(commonSuffix('/a/myapp.py', '/a/app.py'), 0);
  assert.equal(commonSuffix('/a/App.py', '/b/app.py'), 0);
  assert.equal(commonSuffix('c:/Src/App.cs', '/build/src/app.cs'), 2);
});
