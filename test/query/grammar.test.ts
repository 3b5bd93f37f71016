// The committed parser is the one that query.grammar generates.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { buildParserFile } from '@lezer/generator';

const folder = path.resolve(import.meta.dirname, '../../src/query/grammar');

test('the generated parser is up to date (else run the command in the head of query.grammar)', () => {
  const grammar = readFileSync(path.join(folder, 'query.grammar'), 'utf8');
  const { parser, terms } = buildParserFile(grammar, {
    moduleStyle: 'es',
    typeScript: true,
    fileName: 'query.grammar',
  });
  assert.equal(readFileSync(path.join(folder, 'generated.ts'), 'utf8'), parser);
  assert.equal(readFileSync(path.join(folder, 'generated.terms.ts'), 'utf8'), terms);
});
