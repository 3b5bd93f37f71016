// Runs test files with Node's own runner, each in its own process, and counts every test exactly.
import path from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { root } from '../setup/paths.mjs';

const FILE_LIMIT_MS = 5 * 60_000;

/** The test's own error, not the runner's wrapper around it. */
function describe(error) {
  const cause = error?.cause ?? error;
  return typeof cause === 'string' ? cause : (cause?.stack ?? inspect(cause));
}

/** Counts one finished test; `isFile`: the runner speaks of the file itself, as it does when it crashed or holds no test. */
function count({ type, data }, { tally, title, isFile, grep, output, timedOut, limitMs }) {
  if (type === 'test:fail') {
    const why = timedOut && isFile ? `It did not end within ${limitMs / 1000} s.` : describe(data.details?.error);
    tally.fail(title, isFile ? `${why}\n${output()}` : why);
  } else if (isFile) {
    if (grep === undefined) tally.fail(title, `The file holds no test.\n${output()}`);
  } else if (data.skip !== undefined || data.todo !== undefined) {
    tally.fail(title, 'It was skipped: a test runs, or it is not there.');
  } else {
    tally.pass();
  }
}

async function runFile(file, tally, { grep, limitMs }) {
  const name = path.relative(root, file);
  const limit = AbortSignal.timeout(limitMs);
  const said = [];
  const trail = [];
  const failedBefore = tally.failed;
  let succeeded = true;
  for await (const event of run({
    files: [file],
    cwd: root,
    signal: limit,
    testNamePatterns: grep === undefined ? undefined : [new RegExp(grep)],
  })) {
    const { type, data } = event;
    if (type === 'test:stdout' || type === 'test:stderr') said.push(data.message);
    if (type === 'test:start') trail[data.nesting] = data.name;
    if (type === 'test:summary') succeeded = data.success;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A suite is no test, but a hook of it that fails is a failure of its own.
    const isHook = type === 'test:fail' && data.details?.error?.failureType === 'hookFailed';
    if (data.details?.type === 'suite' && !isHook) continue;
    const isFile = data.nesting === 0 && path.resolve(root, data.name) === file;
    const title = isFile ? name : `${name} › ${[...trail.slice(0, data.nesting), data.name].join(' › ')}`;
    count(event, { tally, title, isFile, grep, output: () => said.join(''), timedOut: limit.aborted, limitMs });
  }
  // Whatever else makes a file fail without a failed test.
  if (!succeeded && tally.failed === failedBefore) tally.fail(name, `The runner says it failed.\n${said.join('')}`);
}

/** Runs `files` (absolute), `atOnce` of them at a time; `grep` is a pattern of test names; a file that takes longer than `limitMs` has failed. */
export async function runNodeTests(files, tally, { atOnce = 1, grep, limitMs = FILE_LIMIT_MS } = {}) {
  const queue = [...files];
  const worker = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift())
      await runFile(file, tally, { grep, limitMs });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
