// The shelf of rules: folder, index, fixtures and pages name the same rules.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { configSchema } from './config-schema.ts';
import { pageOf } from './rule-page.ts';
import { RULES } from '../../src/lint/rules/index.ts';
import { applyFix } from '../../src/lint/fixes/apply-fix.ts';
import { findingsOf, fixtureRules } from './fixtures.ts';

const root = path.resolve(import.meta.dirname, '../..');
const ids = RULES.map(({ id }) => id).sort();
const names = (folder: string, ending: string): string[] =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(ending) && file !== `index${ending}`)
    .map((file) => file.slice(0, -ending.length))
    .sort();

test('a rule is a file of its name, has fixtures and a page', () => {
  assert.deepEqual(names('src/lint/rules', '.ts'), ids);
  assert.deepEqual(fixtureRules, ids);
  assert.deepEqual(names('docs/rules', '.md'), ids);
});

test('the schema of the configuration knows every rule and its options', () => {
  assert.equal(
    readFileSync(path.join(root, 'media/config.schema.json'), 'utf8'),
    configSchema(),
    'node test/lint/write-pages.ts writes it anew',
  );
});

for (const rule of RULES) {
  test(`the page of ${rule.id} says what the rule says`, () => {
    assert.equal(
      readFileSync(path.join(root, 'docs/rules', `${rule.id}.md`), 'utf8'),
      pageOf(rule),
      'node test/lint/write-pages.ts writes it anew',
    );
  });

  test(`the examples of ${rule.id} are right`, () => {
    const preamble: Record<string, string> = {
      python: 'import logging\nlogger = logging.getLogger(__name__)\n',
      js: "import pino from 'pino';\nconst log = pino();\n",
    };
    for (const { language, bad, good } of rule.docs.examples) {
      const file = language === 'python' ? 'example.py' : 'example.js';
      const inTry = (code: string): string => (code.startsWith('except') ? `try:\n    pass\n${code}\n` : `${code}\n`);
      const before = preamble[language]! + inTry(bad);
      const findings = findingsOf(rule.id, file, before);
      assert.equal(findings.length, 1, bad);
      assert.deepEqual(findingsOf(rule.id, file, preamble[language]! + inTry(good)), [], good);
      if (rule.id === 'no-built-message')
        assert.equal(applyFix(before, findings[0]!.fixes[0]!.edits), preamble[language]! + inTry(good));
    }
  });
}
