// Fixture files that mark their own expected lines: `# expect: rule-id`, twice for two findings, `expect-above` for the line before, `expect-below` for the next.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readSchema } from '../../src/lint/config/read-schema.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Finding } from '../../src/model/finding.ts';
import { parser } from '../calls/parser.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/lint');

const schemaPath = path.resolve(folder, '../record.schema.json');
const { schema } = readSchema(schemaPath, readFileSync(schemaPath, 'utf8'));

/** Ids of the rules that have fixtures. */
export const fixtureRules = readdirSync(folder).sort();

/** Paths of a rule's fixtures. */
export function fixturesOf(rule: string): string[] {
  return readdirSync(path.join(folder, rule))
    .map((file) => path.join(folder, rule, file))
    .sort();
}

/** 1-based lines a text expects findings of `rule` on, sorted, as often as expected. */
export function expectedLines(text: string, rule: string): number[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [, beside, ids = ''] = /(?:#|\/\/|\/\*)\s*expect(-above|-below)?: ([a-z-]+(?:, [a-z-]+)*)/.exec(line) ?? [];
    return ids
      .split(', ')
      .filter((id) => id === rule)
      .map(() => index + (beside === undefined ? 1 : beside === '-above' ? 0 : 2));
  });
}

/** The findings of one rule in a text, and nothing of the others. */
export function findingsOf(rule: string, file: string, text: string): Finding[] {
  // As a file of a project: what lies in a folder of tests is judged more leniently.
  const named = file.startsWith(folder) ? path.relative(folder, file) : file;
  // Only its own rule knows the schema, so that other fixtures need not follow it.
  const known = rule === 'schema' && schema !== undefined ? { schema } : {};
  return lint(file, parser.parse({ path: named, text }), { text, ...known }).filter((finding) => finding.rule === rule);
}

export function readFixture(file: string): string {
  return readFileSync(file, 'utf8');
}
