// Scans many files for logger calls in worker threads: shares the work out, hands results on in batches, can be cancelled.

import { Worker } from 'node:worker_threads';
import { messageOf } from '../base/errors.ts';
import type { LoggerCall } from '../model/call.ts';
import type { FileFacts } from '../model/coverage.ts';
import type { Leads } from '../model/file-reading.ts';
import type { Finding } from '../model/finding.ts';
import type { SettingsOverrides } from '../model/lint-settings.ts';

/** What a scan found in a file. */
export interface ScannedFile {
  readonly path: string;
  /** Empty where they were not asked for. */
  readonly calls: readonly LoggerCall[];
  readonly callCount: number;
  readonly findings: readonly Finding[];
  /** Only where coverage is asked for, instead of calls and findings. */
  readonly coverage?: FileFacts;
  /** UTF-16 units read. */
  readonly length: number;
  /** Why it was not read, in half a sentence: "it is binary". */
  readonly skipped?: string;
  /** What it depends on, where that was asked for. */
  readonly leads?: Leads;
}

/** What a worker is started with. */
export interface ScanTask {
  /** Folder of the WebAssembly files. */
  readonly wasmFolders: readonly string[];
  readonly files: readonly string[];
  /** How many share the files out among them. */
  readonly workers: number;
  /** What goes before the configuration files of the project. */
  readonly overrides: SettingsOverrides;
  /** Texts that go before what the files hold, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Reads what the files do besides logging, instead of judging their logger calls. */
  readonly coverage: boolean;
  /** Each file says what it depends on. */
  readonly leads: boolean;
  /** Each file says its calls, not only how many they are. */
  readonly calls: boolean;
  /** Shared by all workers: index of the next file, and 1 where the scan is cancelled. */
  readonly state: Int32Array;
}

/** What a worker says. */
export type ScanMessage =
  | { readonly kind: 'batch'; readonly files: readonly ScannedFile[] }
  | { readonly kind: 'rule-error'; readonly rule: string; readonly error: string };

/**
 * What is read of one file is soon let go: to collect it earlier costs no time, and a third of the memory less is held.
 * Where V8 is told of a limit for what lasts, it lets that grow by half before it collects, and not by four.
 */
export const SCAN_LIMITS = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 1024 } as const;

export const STATE_NEXT = 0;
export const STATE_CANCELLED = 1;

/** A scan to be made. */
export interface ScanRequest {
  /** Path of the built worker (scan.js). */
  readonly script: string | URL;
  readonly wasmFolders: readonly string[];
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly overrides?: SettingsOverrides;
  /** Texts that go before what the files hold, by path. */
  readonly texts?: ReadonlyMap<string, string>;
  /** See ScanTask. */
  readonly coverage?: boolean;
  readonly leads?: boolean;
  readonly calls?: boolean;
  /** How many threads; each needs about 100 ms and 60 MB to begin. */
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onBatch: (files: readonly ScannedFile[]) => void;
  /** Told of a rule that failed, once for each worker. */
  readonly onRuleError?: (rule: string, error: string) => void;
}

/** Scans files in no particular order. Resolves when all are done or the signal is aborted; rejects where a worker fails. */
export async function scanFiles({
  script,
  wasmFolders,
  files,
  overrides = {},
  texts = new Map(),
  coverage = false,
  leads = false,
  calls = true,
  workers,
  signal,
  onBatch,
  onRuleError = () => {},
}: ScanRequest): Promise<void> {
  if (files.length === 0 || signal?.aborted === true) return;
  const state = new Int32Array(new SharedArrayBuffer(8));
  const count = Math.max(1, Math.min(workers, files.length));
  const task: ScanTask = { wasmFolders, files, workers: count, overrides, texts, coverage, leads, calls, state };
  const cancel = (): void => {
    Atomics.store(state, STATE_CANCELLED, 1);
  };
  signal?.addEventListener('abort', cancel);
  const threads = Array.from(
    { length: count },
    () => new Worker(script, { workerData: task, resourceLimits: SCAN_LIMITS }),
  );
  try {
    await Promise.all(
      threads.map(
        (thread) =>
          new Promise<void>((resolve, reject) => {
            thread.on('message', (message: ScanMessage) => {
              if (signal?.aborted === true) return;
              if (message.kind === 'batch') onBatch(message.files);
              else onRuleError(message.rule, message.error);
            });
            thread.on('error', (error) => reject(new Error(`The scan failed: ${messageOf(error)}`, { cause: error })));
            thread.on('exit', () => resolve());
          }),
      ),
    );
  } finally {
    signal?.removeEventListener('abort', cancel);
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
