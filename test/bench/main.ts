// npm run bench [SUITE…]: measures, and prints each figure with its floor, the size of the work and the machine.
import { ingest } from './ingest.ts';
import { packaged } from './package.ts';
import { page } from './page.ts';
import { printMachine } from './report.ts';
import { start } from './start.ts';

const SUITES: Readonly<Record<string, () => Promise<void>>> = {
  start: () => start(),
  ingest: () => ingest(),
  page: () => page(),
  package: packaged,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. Suites: ${Object.keys(SUITES).join(', ')}.`);
  process.exit(2);
}
printMachine();
for (const [name, run] of Object.entries(SUITES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  await run();
}
