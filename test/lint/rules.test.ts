// Every fixture line that expects a finding has it, and no other line has one.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { expectedLines, findingsOf, fixtureRules, fixturesOf, readFixture } from './fixtures.ts';

for (const rule of fixtureRules) {
  for (const file of fixturesOf(rule)) {
    test(`${rule}: ${path.basename(file)}`, () => {
      const text = readFixture(file);
      const found = findingsOf(rule, file, text).map(({ range }) => range.start.line + 1);
      const lines = text.split('\n');
      const show = (numbers: readonly number[]): string[] =>
        numbers.map((line) => `${line}: ${lines[line - 1]!.trim()}`);
      assert.deepEqual(show(found.sort((a, b) => a - b)), show(expectedLines(text, rule)));
    });
  }
}
