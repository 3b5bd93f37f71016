// Where a file lies inside its project, which is all that its path says of it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createCallParser } from '../../../src/calls/parser.ts';
import { lint } from '../../../src/lint/lint.ts';
import { loadWasm } from '../parser.ts';
import { projectFiles } from './files.ts';

const TEXT =
  'import logging\nlog = logging.getLogger(__name__)\n\ndef pay(order):\n    print(order)\n    log.info("paid")\n';

/** What is said of a module that lies at a path among others, and the rules that find something in it. */
async function at(path: string, ...others: readonly string[]) {
  const texts = Object.fromEntries([path, ...others].map((one) => [one, TEXT]));
  const parser = await createCallParser({ loadWasm, files: projectFiles(texts) });
  const reading = parser.parse({ path: `/w/${path}`, text: TEXT });
  parser.dispose();
  const rules = lint(`/w/${path}`, reading).map(({ rule }) => rule);
  return { path: reading.module.pathInProject, test: reading.module.test, rules };
}

test('folders above a project say nothing of its files', async () => {
  const plain = { test: false, rules: ['no-print'] };
  for (const mark of ['.git/HEAD', '.sightline/config.json', 'package.json', 'pyproject.toml', 'setup.py', 'setup.cfg'])
    assert.deepEqual(await at('test/tools/shop/app/pay.py', `test/tools/shop/${mark}`), {
      path: 'app/pay.py',
      ...plain,
    });
  assert.deepEqual(await at('test/pay.py', 'test/.git/HEAD'), { path: 'pay.py', ...plain });
});

test('folders inside a project do, and without a project all do', async () => {
  const aside = { test: true, rules: [] };
  assert.deepEqual(await at('shop/tests/pay.py', 'shop/setup.py'), { path: 'tests/pay.py', ...aside });
  assert.deepEqual(await at('shop/test/pay.py', 'shop/.git/HEAD', 'shop/test/package.json'), {
    path: 'test/pay.py',
    ...aside,
  });
  assert.deepEqual(await at('tests/pay.py'), { path: '/w/tests/pay.py', ...aside });
  assert.deepEqual(await at('shop/scripts/pay.py', 'shop/.git/HEAD'), {
    path: 'scripts/pay.py',
    test: false,
    rules: [],
  });
});
