// Values that are found and counted by their hashes: of any case, beyond ASCII, with escapes, and many in a segment.

import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { agree } from './agreement.ts';
import type { Question } from './life.ts';

const RECORDS = 600;

/** Mostly plain; some that differ in case only, that fold to plain text, that are written with escapes. */
function code(index: number): string {
  if (index % 50 === 7) return `ID-${index % 100}`;
  if (index % 50 === 8) return '273 \u212a';
  if (index % 50 === 9) return 'with "quotes"';
  if (index % 50 === 10) return 'über';
  return `id-${index % 150}`;
}

test('values of large dictionaries are found whole in any case, and counted as they were written', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-hashes-'));
  const lines = Array.from({ length: RECORDS }, (_, index) =>
    JSON.stringify({
      time: new Date(1_767_312_000_000 + index * 1000).toISOString(),
      message: 'done',
      code: code(index),
    }),
  );
  const meta = { source: 'tcp', hint: 'unknown', masked: 0, truncated: false, observedTimestamp: 1_767_320_000_000 };
  const search = (text: string): Question => ({
    kind: 'search',
    request: {
      query: { kind: 'field', field: 'code', test: { kind: 'equals', pattern: [text] } },
      range: {},
      order: 'newest',
      limit: 50,
    },
  });
  const facet = (prefix: string): Question => ({
    kind: 'facet',
    request: { query: { kind: 'all' }, range: {}, field: 'code', limit: 200, ...(prefix !== '' && { prefix }) },
  });
  const asked = [
    'id-57',
    'ID-57',
    'Id-7',
    '273 k',
    '273 \u212a',
    'WITH "QUOTES"',
    'ÜBER',
    'id-149',
    'id-150',
    'id',
    '',
  ];
  const pairs = await agree(
    {
      segmentRows: 256,
      steps: [
        {
          arrivals: [{ kind: 'lines', meta, lines }],
          then: 'reopened',
          questions: [...asked.map(search), facet(''), facet('ID')],
        },
      ],
    },
    folder,
  );
  assert.equal(pairs, asked.length + 2);
});
