// npm run fuzz -- [--pairs N] [--kills N] [--seed S]: kills writers of the columnar store, then compares it with the reference store over generated lives, for as long as asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { agree } from '../store/segments/agreement.ts';
import { killAgainAndAgain } from '../store/segments/kills.ts';
import { life } from '../store/segments/life.ts';

const LIVES_A_ROUND = 250;
const KILLS_A_FOLDER = 40;

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
  },
});
const wanted = Number(values.pairs);
const kills = Number(values.kills);
const first = Number(values.seed);
if (![wanted, kills, first].every(Number.isSafeInteger) || wanted < 0 || kills < 0) {
  console.error('npm run fuzz -- [--pairs N] [--kills N] [--seed S]: N and S are whole numbers.');
  process.exit(2);
}

const root = mkdtempSync(path.join(tmpdir(), 'sightline-fuzz-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
console.log(`${wanted.toLocaleString('en')} pairs of data and question, seed ${first}`);
for (let done = 0; done < kills;) {
  const some = Math.min(KILLS_A_FOLDER, kills - done);
  const folder = path.join(root, `killed-${done}`);
  const inWorker = (done / KILLS_A_FOLDER) % 2 === 1;
  const records = await killAgainAndAgain({ folder, kills: some, segmentRows: 3000, inWorker, random: Math.random });
  rmSync(folder, { recursive: true });
  done += some;
  console.log(`${done} kills, ${records.toLocaleString('en')} records there, byte for byte`);
}
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
    console.error(`Again with: npm run fuzz -- --kills 0 --pairs 1 --seed ${seed}`);
    process.exit(1);
  }
  console.log(`${pairs.toLocaleString('en')} pairs agree, in ${lives.toLocaleString('en')} stores (seed ${seed})`);
}
