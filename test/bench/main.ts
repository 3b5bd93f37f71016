// npm run bench [SUITE…]: measures, and prints each figure with its floor, the size of the work and the machine.
import { idleWindow } from './idle.ts';
import { ingest } from './ingest.ts';
import { lint } from './lint/lint.ts';
import { packaged } from './package.ts';
import { page } from './page.ts';
import { machine } from './report.ts';
import { start } from './start.ts';
import { readStoreOptions, STORE_HELP, type StoreOptions } from './store/options.ts';
import { store } from './store/store.ts';

const HELP = `npm run bench [-- SUITE…]

  Measures the built product (npm run build first) and prints each figure with its floor, and "short" where it is missed.
  Suites: start, ingest, page, idle, package, lint, store; without a name, all but store and lint, which fetches real code.

${STORE_HELP}`;

const SUITES: Readonly<Record<string, () => Promise<void>>> = {
  start: () => start(),
  ingest: () => ingest(),
  page: () => page(),
  idle: idleWindow,
  package: packaged,
  lint,
};
/** Asked for by name only: it needs a network. */
const BY_NAME = new Set(['lint']);

function usage(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function storeOptions(args: readonly string[]): StoreOptions {
  try {
    return readStoreOptions(args);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(HELP);
  process.exit(0);
}
if (args[0] === 'store') {
  const options = storeOptions(args.slice(1));
  console.log(`${machine()}\n`);
  const isRight = await store(options);
  process.exit(isRight ? 0 : 1);
}
const unknown = args.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) usage(`No such suite: ${unknown.join(', ')}.`);
console.log(machine());
for (const [name, run] of Object.entries(SUITES)) {
  if (args.length > 0 ? !args.includes(name) : BY_NAME.has(name)) continue;
  console.log(`\n${name}`);
  await run();
}
