// The workspace's files are found by the end of a path, by the roots setting, and at scale.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createFileIndex, type Roots } from '../../src/locate/file-index.ts';
import { namedPath } from '../../src/locate/named-path.ts';

const FILES = [
  '/home/me/shop/orders/app.py',
  '/home/me/shop/gateway/app.py',
  '/home/me/shop/orders/tests/app.py',
  '/home/me/shop/orders/db/store.py',
];

function found(text: string, roots: Roots = {}, files: readonly string[] = FILES): readonly string[] {
  return createFileIndex(files, ['/home/me/shop'])
    .find(namedPath(text)!, roots)
    .map(({ path }) => path);
}

test('the longest common end wins', () => {
  assert.deepEqual(found('/usr/src/app/orders/app.py'), ['/home/me/shop/orders/app.py']);
  assert.deepEqual(found('/srv/tests/app.py'), ['/home/me/shop/orders/tests/app.py']);
  assert.deepEqual(found('store.py'), ['/home/me/shop/orders/db/store.py']);
});

test('equal ends are all answered', () => {
  assert.deepEqual(found('/app/app.py'), [
    '/home/me/shop/orders/app.py',
    '/home/me/shop/gateway/app.py',
    '/home/me/shop/orders/tests/app.py',
  ]);
});

test('the very path goes before one that looks alike', () => {
  assert.deepEqual(found('/home/me/shop/gateway/app.py'), ['/home/me/shop/gateway/app.py']);
});

test('the roots setting decides, longest prefix first, and only where the file is there', () => {
  assert.deepEqual(found('/app/app.py', { '/app': 'gateway' }), ['/home/me/shop/gateway/app.py']);
  assert.deepEqual(found('/app/app.py', { '/app': './gateway/' }), ['/home/me/shop/gateway/app.py']);
  assert.deepEqual(found('/app/x/app.py', { '/app': 'gateway', '/app/x': '/home/me/shop/orders' }), [
    '/home/me/shop/orders/app.py',
  ]);
  assert.deepEqual(found('/app/store.py', { '/app': 'gateway' }), ['/home/me/shop/orders/db/store.py']);
  assert.deepEqual(found('/application/app.py', { '/app': 'gateway' }).length, 3);
  assert.deepEqual(found('C:\\build\\gateway\\app.py', { 'c:\\build': '.' }), ['/home/me/shop/gateway/app.py']);
});

test('library files are only ever the very same file', () => {
  assert.deepEqual(found('/venv/lib/python3.12/site-packages/flask/app.py'), []);
  const own = '/home/me/shop/node_modules/x/index.js';
  assert.deepEqual(found(own, {}, [own]), [own]);
});

test('Windows paths are found in any case', () => {
  assert.deepEqual(found('C:\\Me\\Shop\\App.CS', {}, ['c:/me/shop/app.cs']), ['c:/me/shop/app.cs']);
});

test('files come and go', () => {
  const index = createFileIndex(FILES);
  index.remove('/home/me/shop/orders/db/store.py');
  assert.deepEqual(index.find(namedPath('store.py')!), []);
  index.add('/home/me/shop/gateway/store.py');
  assert.equal(index.find(namedPath('/app/store.py')!)[0]?.path, '/home/me/shop/gateway/store.py');
  assert.equal(index.size, FILES.length);
  assert.equal(index.has('/home/me/shop/gateway/store.py'), true);
});

test('labels are relative to their folder, which is named where there are several', () => {
  assert.equal(createFileIndex([], ['/home/me/shop']).label('/home/me/shop/orders/app.py'), 'orders/app.py');
  assert.equal(createFileIndex([], ['/home/me/shop', '/home/me/lib/']).label('/home/me/lib/x.py'), 'lib/x.py');
  assert.equal(createFileIndex([]).label('/elsewhere/x.py'), '/elsewhere/x.py');
});

test('a name that is a property of every object is a file name like any other', () => {
  assert.deepEqual(found('/app/__proto__'), []);
  assert.deepEqual(found('/app/constructor', {}, ['/x/constructor']), ['/x/constructor']);
});
