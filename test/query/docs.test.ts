// Every example of the query language's page is one that the language understands.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { FIELD_NAMES } from '../../src/model/fields.ts';
import { parseQuery } from '../../src/query/parse.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/query-language.md'), 'utf8');

test('the examples of the page are read without a mistake', () => {
  const examples = [...page.matchAll(/^\| `(.+?)` \|/gm)].map((match) => match[1]!);
  assert.ok(examples.length > 30);
  for (const example of examples) assert.equal(parseQuery(example).error, undefined, example);
});

test('the page names every normalised field', () => {
  for (const name of FIELD_NAMES) assert.ok(page.includes(`\`${name}\``), name);
});
