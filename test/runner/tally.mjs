// Counts tests of all levels and prints what failed: short while all is well, whole where it is not.

const RED = '\u001b[31m';
const GREEN = '\u001b[32m';
const colour = (code, text) => (process.stdout.isTTY && !process.env.NO_COLOR ? `${code}${text}\u001b[0m` : text);

export function createTally() {
  let passed = 0;
  let failed = 0;
  return {
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
    pass() {
      passed++;
    },
    /** Counts a failure and prints it: `name` in one line, `details` whole. */
    fail(name, details = '') {
      failed++;
      console.log(`${colour(RED, '✖')} ${name}`);
      if (details !== '') console.log(details.trimEnd().replace(/^/gm, '    '));
    },
  };
}

/** Runs one level and prints its line, "plain: 412 passed, 0 failed (8.1 s)". A level that crashes has failed, and one without a test unless `mayBeEmpty`. */
export async function runLevel(name, tally, level, mayBeEmpty = false) {
  const { passed, failed } = tally;
  const start = performance.now();
  try {
    await level();
    if (!mayBeEmpty && tally.passed + tally.failed === passed + failed) tally.fail(name, 'No test was found or run.');
  } catch (error) {
    tally.fail(name, error?.stack ?? String(error));
  }
  const bad = tally.failed - failed;
  const mark = bad === 0 ? colour(GREEN, '✔') : colour(RED, '✖');
  console.log(
    `${mark} ${name}: ${tally.passed - passed} passed, ${bad} failed (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  );
}
