// The shelves of languages and dialects: every file of the folder is listed, every listed one is a file.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { DIALECTS } from '../../src/calls/dialects/index.ts';
import { LANGUAGES } from '../../src/calls/languages/index.ts';

const filesOf = (folder: string): string[] =>
  readdirSync(path.resolve(import.meta.dirname, '../../src/calls', folder))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => name !== 'index')
    .sort();

test('folder and index name the same languages', () => {
  assert.deepEqual(filesOf('languages'), LANGUAGES.map(({ id }) => id).sort());
});

test('folder and index name the same dialects', () => {
  assert.deepEqual(filesOf('dialects'), DIALECTS.map(({ id }) => id).sort());
});

test('every dialect is of a language on the shelf, and no two claim the same name', () => {
  const languages = LANGUAGES.map(({ id }): string => id);
  assert.deepEqual(
    DIALECTS.flatMap((dialect) => dialect.languages.filter((id) => !languages.includes(id))),
    [],
  );
  const paths = DIALECTS.flatMap(({ outside }) => [...outside.keys()]);
  assert.deepEqual(
    paths.filter((one, index) => paths.indexOf(one) !== index),
    [],
  );
});
