// Worker thread: finds and judges the logger calls of files, of a list it shares with other workers, or as it is asked to.

import { parentPort, workerData } from 'node:worker_threads';
import { createJudge } from './scan/judge.ts';
import { answer } from './scan/resident.ts';
import type { ResidentTask } from './workspace/resident-scan.ts';
import {
  STATE_CANCELLED,
  STATE_NEXT,
  type ScanMessage,
  type ScannedFile,
  type ScanTask,
} from './workspace/scan-files.ts';

/** A batch is sent when it holds this many files or calls, or is this old, so that results come early and messages stay few. */
const BATCH_FILES = 64;
const BATCH_CALLS = 500;
const BATCH_MS = 100;

function say(message: ScanMessage): void {
  parentPort?.postMessage(message);
}

/** Each worker comes back about so many times, for less and less, so that all are done at about the same time. */
const SHARES = 2;

/**
 * The next files for a worker: many at first, for neighbours import one another, and what was read for one serves the
 * next; none where all are taken.
 */
function take({ files, workers, state }: ScanTask): readonly string[] {
  for (;;) {
    const first = Atomics.load(state, STATE_NEXT);
    const share = Math.max(1, Math.floor((files.length - first) / workers / SHARES));
    if (first >= files.length) return [];
    if (Atomics.compareExchange(state, STATE_NEXT, first, first + share) === first)
      return files.slice(first, first + share);
  }
}

async function scan(task: ScanTask): Promise<void> {
  const { wasmFolders, overrides, texts, leads, coverage, calls: withCalls } = task;
  const judge = await createJudge({
    wasmFolders,
    texts,
    onRuleError: (rule, error) => say({ kind: 'rule-error', rule, error }),
  });
  let batch: ScannedFile[] = [];
  let calls = 0;
  let since = Date.now();
  const send = (): void => {
    if (batch.length > 0) say({ kind: 'batch', files: batch });
    batch = [];
    calls = 0;
    since = Date.now();
  };
  while (Atomics.load(task.state, STATE_CANCELLED) === 0) {
    const share = take(task);
    if (share.length === 0) break;
    for (const path of share) {
      if (Atomics.load(task.state, STATE_CANCELLED) !== 0) break;
      const judged = await judge.file({ path, overrides, leads, coverage });
      const file = withCalls ? judged : { ...judged, calls: [] };
      batch.push(file);
      calls += file.callCount;
      if (batch.length >= BATCH_FILES || calls >= BATCH_CALLS || Date.now() - since >= BATCH_MS) send();
    }
  }
  send();
  judge.parser.dispose();
}

const task = workerData as ScanTask | ResidentTask;
if ('files' in task) await scan(task);
else if (parentPort !== null) await answer(task, parentPort);
