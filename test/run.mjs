// `npm test`: runs every level of tests and ends with one line, "N passed, N failed". See --help.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { testFiles } from './runner/find.mjs';
import { runBrowserHostTests, runDesktopHostTests } from './runner/host-tests.ts';
import { runNodeTests } from './runner/node-tests.mjs';
import { createTally, runLevel } from './runner/tally.mjs';
import { runChecks, runScript } from './runner/tools.mjs';
import { root } from './setup/paths.mjs';

async function build(tally) {
  const { code, output } = await runScript(path.join(root, 'esbuild.config.mjs'), []);
  if (code === 0) tally.pass();
  else tally.fail('build', output);
}

const LEVELS = {
  lint: (tally) => runChecks(tally),
  plain: (tally, grep) => runNodeTests(testFiles('plain'), tally, { atOnce: 2, grep }),
  build,
  host: (tally, grep) => runBrowserHostTests(testFiles('host'), tally, grep),
  browser: (tally, grep) => runNodeTests(testFiles('browser'), tally, { grep }),
  e2e: (tally, grep) => runNodeTests(testFiles('e2e'), tally, { grep, limitMs: 10 * 60_000 }),
  desktop: (tally, grep) => runDesktopHostTests(testFiles('host'), tally, grep),
};
/** Desktop VS Code has to be downloaded and needs a screen, so it is run only when asked for. */
const STANDARD = Object.keys(LEVELS).filter((level) => level !== 'desktop');
const NEED_BUILD = ['host', 'browser', 'e2e', 'desktop'];

const HELP = `npm test -- [--level LEVEL]… [--grep PATTERN]

  --level LEVEL   only this level: ${Object.keys(LEVELS).join(', ')};
                  may be given several times; without it,
                  ${STANDARD.join(', ')} without it
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

const { level: asked = STANDARD, grep, help } = options();
if (help) {
  console.log(HELP);
  process.exit(0);
}
const tally = createTally();
rmSync(path.join(root, 'test-results'), { recursive: true, force: true });
mkdirSync(path.join(root, 'test-results'));
const wanted = new Set(asked.some((level) => NEED_BUILD.includes(level)) ? ['build', ...asked] : asked);
for (const [name, level] of Object.entries(LEVELS)) {
  if (wanted.has(name)) await runLevel(name, tally, () => level(tally, grep), grep !== undefined);
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 || tally.passed === 0 ? 1 : 0);
