// Labels are well formed, and samples and shares are what the judge's figures promise.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { RULES } from '../../src/lint/rules/index.ts';
import type { Label, Labels } from './labels.ts';
import python from './packages/python.json' with { type: 'json' };
import script from './packages/script.json' with { type: 'json' };
import { keyOf, sample } from './place.ts';
import { partOf, rightIn } from './strata.ts';
import { TOOLS } from './tools/index.ts';

const FOLDER = path.resolve(import.meta.dirname, 'labels');
const ASKED = new Set(['call', 'built', 'wrapper', ...RULES.map(({ id }) => id)]);
const PLACES = Array.from({ length: 200 }, (_, line) => ({
  package: 'one',
  file: 'app.py',
  line,
  rule: 'call',
  text: 'log()',
}));

test('each label names a package of the lists, a rule, a verdict and a reason, and no place has two', () => {
  const packages = new Set<string>([...python, ...script].map(({ name }: { name: string }) => name));
  const seen = new Set<string>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
    const labels = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Label[];
    for (const label of labels) {
      const key = keyOf(label);
      assert.ok(packages.has(label.package), `${file}: no such package: ${key}`);
      assert.ok(ASKED.has(label.rule), `${file}: no such rule: ${key}`);
      assert.match(label.hash, /^[0-9a-f]{8}$/, key);
      assert.match(label.verdict, /^(?:right|wrong)$/, key);
      assert.ok(label.why.length > 2, `${file}: no reason: ${key}`);
      assert.ok(!seen.has(key), `${file}: labelled twice: ${key}`);
      seen.add(key);
    }
  }
});

test('codes of other linters stand for rules there are', () => {
  for (const { name, rules } of TOOLS)
    for (const [code, rule] of Object.entries(rules)) assert.ok(ASKED.has(rule), `${name} ${code}: ${rule}`);
});

test('a sample stays as it is when other places come and go', () => {
  const drawn = sample(PLACES, 20, 'seed');
  const fewer = PLACES.filter((place) => place.line % 10 !== 0);
  const kept = drawn.filter((place) => place.line % 10 !== 0);
  assert.deepEqual(sample(fewer, 20, 'seed').slice(0, kept.length), kept);
  assert.notDeepEqual(sample(PLACES, 20, 'other seed'), drawn);
});

test('shares of samples stand for the whole, and an unseen part leaves them open', () => {
  const labels: Labels = { count: 200, verdict: ({ line }) => (line < 150 ? 'right' : 'wrong') };
  const part = partOf(PLACES, PLACES.length, 'seed', labels);
  assert.equal(rightIn(part), 150);
  const half = { ...part, labelled: 10, right: 5 };
  assert.equal(rightIn(part, half), 250);
  assert.equal(rightIn(part, { ...part, labelled: 0, right: 0 }), undefined);
});
