// The demo shop, read by the real parser: what each of its logger calls writes leads back to the call.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { createCallIndex } from '../../src/locate/call-index.ts';
import { createFileIndex } from '../../src/locate/file-index.ts';
import { locate } from '../../src/locate/locate.ts';
import { recordsQueryFor } from '../../src/locate/records-query.ts';
import type { LoggerCall } from '../../src/model/call.ts';
import { matches } from '../../src/query/match.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { parser } from '../calls/parser.ts';
import { record } from './examples.ts';

const shop = path.resolve(import.meta.dirname, '../demo');
const files = readdirSync(shop, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(gateway|orders|inventory)\/.*\.(py|js|ts)$/.test(file) && !file.includes('node_modules'))
  .map((file) => path.join(shop, file));
const index = createCallIndex();
for (const file of files) index.set(file, parser.parse({ path: file, text: readFileSync(file, 'utf8') }).calls);
const context = { index, files: createFileIndex(files, [shop]) };
const calls = files.flatMap((file) => index.inFile(file));

/** What the call writes when every hole is filled with two words; undefined where its text can't be seen. */
function written({ message }: LoggerCall): string | undefined {
  if (message === undefined || message.parts.every(({ kind }) => kind === 'hole')) return undefined;
  return message.parts.map((part) => (part.kind === 'text' ? part.text : 'some value')).join('');
}

test('every message leads back to its call', () => {
  let located = 0;
  for (const call of calls) {
    const message = written(call);
    if (message === undefined) continue;
    const service = path.relative(shop, call.path).split(path.sep)[0];
    const { candidates, why } = locate(
      record({ message, service, level: call.level, function: call.function }),
      context,
    );
    const best = candidates.filter(({ confidence }) => confidence === candidates[0]?.confidence);
    assert.ok(
      best.some((place) => place.path === call.path && place.line === call.range.start.line + 1),
      `${message}: ${why ?? candidates.map(({ reason }) => reason).join(' ')}`,
    );
    located++;
  }
  assert.ok(located > 40, `${located} of ${calls.length} calls have text`);
});

test('every call finds its records', () => {
  for (const call of calls) {
    const message = written(call);
    const query = parseQuery(recordsQueryFor(call)).query;
    assert.ok(query !== undefined, recordsQueryFor(call));
    const wrote = record({ message: message ?? 'anything', file: call.path, line: call.range.start.line + 1 });
    assert.ok(matches(query, wrote), `${recordsQueryFor(call)} does not find ${message ?? 'its line'}`);
  }
});
