// Runs in the extension host: hands the test files to Mocha and writes down what became of each test.
import { writeFileSync } from 'node:fs';
import MochaModule from 'mocha';

/** What the runner reads when it is over. */
export interface HostTestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly error?: string;
}

// An ES module that was bundled as CommonJS may come wrapped once more.
const Mocha = (MochaModule as unknown as { readonly default?: typeof MochaModule }).default ?? MochaModule;

/** Runs the tests that `loaders` load, one file each. Rejects where a test failed. */
export async function runFiles(loaders: readonly (() => Promise<unknown>)[]): Promise<void> {
  const { SIGHTLINE_TEST_RESULTS: resultFile, SIGHTLINE_TEST_GREP: grep } = process.env;
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, slow: 10_000, ...(grep ? { grep: new RegExp(grep) } : {}) });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of loaders) await load();
  const results: HostTestResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => results.push({ title: test.fullTitle(), state: 'passed' }))
      .on('pending', (test) => results.push({ title: test.fullTitle(), state: 'pending' }))
      .on('fail', (test, error: Error) =>
        results.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message }),
      );
  });
  if (resultFile !== undefined) writeFileSync(resultFile, JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
