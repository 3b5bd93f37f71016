// npm run fuzz -- [--pairs N] [--seed S]: compares the columnar store with the reference store over generated lives, for as long as asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { agree } from '../store/segments/agreement.ts';
import { life } from '../store/segments/life.ts';

const LIVES_A_ROUND = 250;

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
  },
});
const wanted = Number(values.pairs);
const first = Number(values.seed);
if (!Number.isInteger(wanted) || wanted < 1 || !Number.isInteger(first)) {
  console.error('npm run fuzz -- [--pairs N] [--seed S]: N and S are whole numbers.');
  process.exit(2);
}

const root = mkdtempSync(path.join(tmpdir(), 'sightline-fuzz-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
console.log(`${wanted.toLocaleString('en')} pairs of data and question, seed ${first}`);
let pairs = 0;
let lives = 0;
for (let seed = first; pairs < wanted; seed++) {
  const found = await fc.check(
    fc.asyncProperty(life, async (one) => {
      pairs += await agree(one, path.join(root, String(lives++)));
    }),
    { seed, numRuns: LIVES_A_ROUND },
  );
  if (found.failed) {
    console.error(fc.defaultReportMessage(found));
    console.error(`Again with: npm run fuzz -- --pairs 1 --seed ${seed}`);
    process.exit(1);
  }
  console.log(`${pairs.toLocaleString('en')} pairs agree, in ${lives.toLocaleString('en')} stores (seed ${seed})`);
}
