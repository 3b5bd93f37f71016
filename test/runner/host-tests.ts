// Runs the Mocha tests in a real extension host: of the browser workbench, or of a desktop VS Code.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import esbuild from 'esbuild';
import type { HostTestResult } from '../host/suite.ts';
import { root } from '../setup/paths.mjs';
import { launchBrowser, openLocalPage } from '../workbench/browser.ts';
import { workbenchUrl } from '../workbench/code-server.ts';
import { startTestWorkbench } from '../workbench/test-workbench.ts';
import type { Tally } from './tally.mjs';

const LIMIT_MS = 8 * 60_000;
const folder = path.join(root, 'test-results/host');
const bundle = path.join(folder, 'suite.cjs');
/** What VS Code loads: a stack shall name lines of the source, and only files loaded from then on have theirs mapped. */
const entry = path.join(folder, 'index.cjs');
const resultFile = path.join(folder, 'results.json');

/** Bundles all test files into one CommonJS file, as VS Code wants it. */
async function bundleTests(files: readonly string[]): Promise<void> {
  const loaders = files.map((file) => `() => import(${JSON.stringify(file)})`).join(', ');
  await esbuild.build({
    stdin: {
      contents: `import { runFiles } from './test/host/suite.ts'; export const run = () => runFiles([${loaders}]);`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    outfile: bundle,
    external: ['vscode', 'mocha'],
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    logLevel: 'warning',
    // A test file may ask where it lies; in the bundle it lies where it came from.
    define: { 'import.meta.dirname': JSON.stringify(path.join(root, 'test/host')) },
  });
  writeFileSync(entry, "process.setSourceMapsEnabled(true);\nmodule.exports = require('./suite.cjs');\n");
}

function testEnvironment(grep: string | undefined): Record<string, string> {
  return { SIGHTLINE_TEST_RESULTS: resultFile, SIGHTLINE_TEST_GREP: grep ?? '' };
}

/** Opens the workbench, lets it run the tests, and resolves with what it printed. */
async function runInBrowser(grep: string | undefined): Promise<string> {
  const workbench = await startTestWorkbench({ env: testEnvironment(grep), development: true });
  const browser = await launchBrowser();
  const log: string[] = [];
  try {
    const { page } = await openLocalPage(browser);
    const finished = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The tests did not end within ${LIMIT_MS / 1000} s.`)), LIMIT_MS);
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      page.on('crash', () => reject(new Error('The page crashed.')));
      // The workbench calls these two where its window has them.
      void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => log.push(format(...args)));
      void page.exposeFunction('codeAutomationExit', end);
    });
    await page.goto(workbenchUrl(workbench, { folder: workbench.workspace, extension: root, tests: entry }));
    await finished.catch(async (error: unknown) => {
      await page.screenshot({ path: path.join(folder, 'failed.png') }).catch(() => {});
      log.push(String(error));
    });
  } finally {
    await browser.close();
    log.push(readFileSync(workbench.logFile, 'utf8'));
    await workbench.stop();
  }
  return log.join('\n');
}

/** The same in a desktop VS Code, which is downloaded. */
async function runInDesktop(grep: string | undefined): Promise<string> {
  const { runTests } = await import('@vscode/test-electron');
  const data = path.join(folder, 'desktop');
  await runTests({
    cachePath: path.join(root, '.vscode-test/desktop'),
    extensionDevelopmentPath: root,
    extensionTestsPath: entry,
    extensionTestsEnv: { ...testEnvironment(grep), SIGHTLINE_DATA: path.join(data, 'sightline') },
    launchArgs: [path.join(root, 'test/demo'), '--disable-extensions', '--user-data-dir', path.join(data, 'user')],
  }).catch(() => {}); // what failed stands in the results
  return '';
}

async function runHostTests(files: readonly string[], tally: Tally, runIn: () => Promise<string>): Promise<void> {
  if (files.length === 0) return;
  mkdirSync(folder, { recursive: true });
  rmSync(resultFile, { force: true });
  await bundleTests(files);
  const log = await runIn();
  const logFile = path.join(folder, 'workbench.log');
  writeFileSync(logFile, log);
  // A crash, or process.exit in a test, is handed over as success: only the results count.
  if (!existsSync(resultFile)) {
    tally.fail('extension host', `The tests did not come to their end. ${logFile} ends with:\n${log.slice(-4_000)}`);
    return;
  }
  for (const { title, state, error } of JSON.parse(readFileSync(resultFile, 'utf8')) as HostTestResult[]) {
    if (state === 'passed') tally.pass();
    else tally.fail(title, error ?? 'It was skipped: a test runs, or it is not there.');
  }
}

export const runBrowserHostTests = (files: readonly string[], tally: Tally, grep?: string): Promise<void> =>
  runHostTests(files, tally, () => runInBrowser(grep));

export const runDesktopHostTests = (files: readonly string[], tally: Tally, grep?: string): Promise<void> =>
  runHostTests(files, tally, () => runInDesktop(grep));
