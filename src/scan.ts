// Worker thread: takes files of a list it shares with other workers, finds their logger calls and judges them.

import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from './base/errors.ts';
import { createCallParser, type CallParser } from './calls/parser.ts';
import { coverageFacts } from './coverage/read-file.ts';
import { createFolderConfigs, type FolderConfigs } from './lint/config/folder-configs.ts';
import { lint } from './lint/lint.ts';
import { readSource } from './workspace/node-files.ts';
import { createProjectFiles } from './workspace/project-files.ts';
import {
  STATE_CANCELLED,
  STATE_NEXT,
  type ScanMessage,
  type ScannedFile,
  type ScanTask,
} from './workspace/scan-files.ts';
import { wasmFrom } from './workspace/wasm.ts';

/** A batch is sent when it holds this many files or calls, or is this old, so that results come early and messages stay few. */
const BATCH_FILES = 64;
const BATCH_CALLS = 500;
const BATCH_MS = 100;

const task = workerData as ScanTask;
const failedRules = new Set<string>();

function say(message: ScanMessage): void {
  parentPort?.postMessage(message);
}

async function scanFile(path: string, parser: CallParser, configs: FolderConfigs): Promise<ScannedFile> {
  const none = { path, calls: [], findings: [], length: 0 };
  try {
    const given = task.texts.get(path);
    const source = given === undefined ? await readSource(path) : { text: given };
    if ('skipped' in source) return { ...none, skipped: source.skipped };
    const { text } = source;
    const { settings, loggers, excluded } = configs.of(path, task.overrides);
    let skipped: string | undefined;
    const reading = parser.parse({
      path,
      text,
      loggers,
      activity: task.coverage,
      onSkip: (reason) => (skipped = reason),
    });
    const { calls } = reading;
    if (skipped !== undefined) return { ...none, length: text.length, skipped };
    if (task.coverage) return { ...none, coverage: coverageFacts(path, reading), length: text.length };
    const findings = excluded ? [] : lint(path, reading, { ...settings, text, onRuleError });
    return { path, calls, findings, length: text.length };
  } catch (error) {
    return { ...none, skipped: messageOf(error) };
  }
}

function onRuleError(rule: string, error: unknown): void {
  if (failedRules.has(rule)) return;
  failedRules.add(rule);
  say({ kind: 'rule-error', rule, error: messageOf(error) });
}

async function scan(): Promise<void> {
  const files = createProjectFiles((path) => task.texts.get(path));
  const configs = createFolderConfigs(files);
  const parser = await createCallParser({ loadWasm: wasmFrom(...task.wasmFolders), files });
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
    const path = task.files[Atomics.add(task.state, STATE_NEXT, 1)];
    if (path === undefined) break;
    const file = await scanFile(path, parser, configs);
    batch.push(file);
    calls += file.calls.length;
    if (batch.length >= BATCH_FILES || calls >= BATCH_CALLS || Date.now() - since >= BATCH_MS) send();
  }
  send();
  parser.dispose();
}

await scan();
