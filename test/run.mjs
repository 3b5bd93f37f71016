// `npm test`: runs every level of tests and ends with one line, "N passed, N failed". See --help.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { testFiles } from './runner/find.mjs';
import { runNodeTests } from './runner/node-tests.mjs';
import { createTally, runLevel } from './runner/tally.mjs';
import { runChecks } from './runner/tools.mjs';
import { root } from './setup/paths.mjs';

const LEVELS = {
  lint: (tally) => runChecks(tally),
  plain: (tally, grep) => runNodeTests(testFiles('plain'), tally, { atOnce: 2, grep }),
};

const HELP = `npm test -- [--level LEVEL]… [--grep PATTERN]

  --level LEVEL   only this level: ${Object.keys(LEVELS).join(', ')}; may be given several times
  --grep PATTERN  only tests whose name matches this regular expression`;

function usage(message) {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

function options() {
  try {
    const { values } = parseArgs({
      options: { level: { type: 'string', multiple: true }, grep: { type: 'string' }, help: { type: 'boolean' } },
    });
    const unknown = values.level?.find((level) => !Object.hasOwn(LEVELS, level));
    if (unknown !== undefined) usage(`There is no level "${unknown}".`);
    if (values.grep !== undefined) new RegExp(values.grep);
    return values;
  } catch (error) {
    return usage(error.message);
  }
}

const { level: levels = Object.keys(LEVELS), grep, help } = options();
if (help) {
  console.log(HELP);
  process.exit(0);
}
const tally = createTally();
rmSync(path.join(root, 'test-results'), { recursive: true, force: true });
mkdirSync(path.join(root, 'test-results'));
for (const level of Object.keys(LEVELS).filter((level) => levels.includes(level)))
  await runLevel(level, tally, () => LEVELS[level](tally, grep), grep !== undefined);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 || tally.passed === 0 ? 1 : 0);
