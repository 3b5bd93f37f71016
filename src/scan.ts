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

async function scan(task: ScanTask): Promise<void> {
  const { wasmFolders, files, share, overrides, texts, leads, coverage } = task;
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
    const first = Atomics.add(task.state, STATE_NEXT, share);
    if (first >= files.length) break;
    for (const path of files.slice(first, first + share)) {
      if (Atomics.load(task.state, STATE_CANCELLED) !== 0) break;
      const file = await judge.file({ path, overrides, leads, coverage });
      batch.push(file);
      calls += file.calls.length;
      if (batch.length >= BATCH_FILES || calls >= BATCH_CALLS || Date.now() - since >= BATCH_MS) send();
    }
  }
  send();
  judge.parser.dispose();
}

const task = workerData as ScanTask | ResidentTask;
if ('files' in task) await scan(task);
else if (parentPort !== null) await answer(task, parentPort);
