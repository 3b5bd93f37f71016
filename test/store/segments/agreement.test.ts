// Ten thousand pairs of generated data and generated questions: the columnar store answers as the reference store does.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import { agree } from './agreement.ts';
import { life } from './life.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-agreement-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** Lives of some 42 pairs each; npm run fuzz lives more of them. */
const LIVES = 300;

it('answers as the reference store does, whatever arrives and whatever is asked meanwhile', async () => {
  let pairs = 0;
  let lives = 0;
  await fc.assert(
    fc.asyncProperty(life, async (one) => {
      pairs += await agree(one, path.join(root, String(lives++)));
    }),
    { numRuns: LIVES },
  );
  assert.ok(pairs >= 10_000, `${pairs} pairs in ${lives} lives`);
});
