// The scans that spare most lines a closer look let no line pass that needs one.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { mayHoldCard } from '../../src/ingest/redaction/card-digits.ts';
import { createScanner } from '../../src/ingest/redaction/scan.ts';
import { findSecretValues } from '../../src/model/sensitive/values.ts';

test('a scanner finds each suspect wherever it stands, and none that is not there', () => {
  const suspects = [
    { text: 'token', flag: 1 },
    { text: 'to-do', flag: 2 },
    { text: '00.0', flag: 4 },
    { text: 'ken', flag: 8 },
  ];
  const scan = createScanner(suspects);
  const patterns = suspects.map(({ text, flag }) => ({
    flag,
    pattern: new RegExp(text.replace('.', '\\.').replaceAll('0', '\\d'), 'i'),
  }));
  const parts = fc.constantFrom(
    'token',
    'TOKEN',
    'to',
    '-do',
    'ken',
    'k',
    'en',
    '12',
    '.',
    '3',
    'x'.repeat(30),
    'é',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 20 }), fc.nat(5), (texts, skipped) => {
      const text = texts.join('');
      const bytes = Buffer.from(`token${text}token`);
      const [start, end] = [5, Math.max(5, bytes.length - 5 - skipped)];
      const seen = bytes.toString('latin1', start, end);
      const expected = patterns.reduce((flags, { flag, pattern }) => (pattern.test(seen) ? flags | flag : flags), 0);
      assert.equal(scan(bytes, start, end), expected, seen);
    }),
    { numRuns: 2000 },
  );
});

test('every card number is one that bytes may hold, and UUIDs are none', () => {
  const cards = [
    '4242424242424242',
    '4242 4242 4242 4242',
    '5555-5555-5555-4444',
    '3782 822463 10005',
    '378282246310005',
  ];
  const parts = fc.constantFrom(...cards, '42', ' ', '-', '.', '_', 'a', '"', ':', '7', '5555', 'ü');
  let found = 0;
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 10 }), (texts) => {
      const text = texts.join('');
      const bytes = Buffer.from(text);
      if (findSecretValues(text, new Set(['card-number'])).length === 0) return;
      found++;
      assert.ok(mayHoldCard(bytes, 0, bytes.length), text);
    }),
    { numRuns: 3000 },
  );
  assert.ok(found > 100, `${found}`);
  for (const text of ['"12345678-1234-4567-8123-234523452345"', 'order 4242 paid', 'at 2026-01-01'])
    assert.ok(!mayHoldCard(Buffer.from(text), 0, text.length), text);
});
