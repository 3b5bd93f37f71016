// A thread that stays: judges files one by one as they are asked for, what a person waits for before the rest.

import { Worker } from 'node:worker_threads';
import { toDisposable, type Disposable } from '../base/disposable.ts';
import type { LoggerCall } from '../model/call.ts';
import type { Place } from '../model/coverage.ts';
import type { Leads } from '../model/file-reading.ts';
import type { Finding, TextEdit } from '../model/finding.ts';
import type { SettingsOverrides } from '../model/lint-settings.ts';
import type { Position, Range } from '../model/location.ts';
import type { LogCallInsertion } from '../model/log-call.ts';
import { SCAN_LIMITS } from './scan-files.ts';

/** The file a question is about. */
export interface ResidentFile {
  /** Absolute, '/'-separated. */
  readonly path: string;
  /** What VS Code calls its language. */
  readonly language?: string;
  readonly overrides: SettingsOverrides;
}

/** What can be asked, and what is answered. */
export interface ResidentAnswers {
  /** Its findings, and why it was not read. */
  findings: { readonly findings: readonly Finding[]; readonly leads: Leads; readonly skipped?: string };
  calls: readonly LoggerCall[];
  /** Edits that make all safe fixes, those of one rule where it is named. */
  fixAll: { readonly edits: readonly TextEdit[]; readonly made: number };
  /** The comment that silences a rule at a finding: what to insert, and whether a reason is to be written in it. */
  ignore:
    | { readonly at: Position; readonly before: string; readonly asksReason: boolean; readonly after: string }
    | undefined;
  /** Which of the places could have a log call. */
  loggable: readonly boolean[];
  /** The log call for a silent place; undefined where there is none to be written. */
  logCall: LogCallInsertion | undefined;
}

export type ResidentQuestion =
  | { readonly ask: 'findings'; readonly file: ResidentFile }
  | { readonly ask: 'calls'; readonly file: ResidentFile }
  | { readonly ask: 'fixAll'; readonly file: ResidentFile; readonly rule?: string }
  | { readonly ask: 'ignore'; readonly file: ResidentFile; readonly rule: string; readonly range: Range }
  | { readonly ask: 'loggable'; readonly file: ResidentFile; readonly places: readonly Pick<Place, 'kind' | 'range'>[] }
  | { readonly ask: 'logCall'; readonly file: ResidentFile; readonly place: Pick<Place, 'kind' | 'range'> };

/** What the thread is started with. */
export interface ResidentTask {
  readonly wasmFolders: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

/** What has changed since the last question. */
export interface ResidentChanges {
  /** Texts of what is open; null: no longer open. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Files that changed, came or went. */
  readonly changed: readonly string[];
  /** Files came or went, or configuration changed. */
  readonly folders: boolean;
}

/** What the thread is told, and what it says. */
export interface ResidentAsked {
  readonly id: number;
  readonly changes: ResidentChanges | undefined;
  readonly question: ResidentQuestion;
}
export type ResidentMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  | { readonly kind: 'rule-error'; readonly rule: string; readonly error: string };

/** A person waits for what is asked `now`; `later` comes when nobody does. */
export type Urgency = 'now' | 'later';

export interface ResidentScan extends Disposable {
  /** Starts the thread where it does not run; else it starts with the first question. */
  start(): void;
  /** `question` is asked for when its turn comes, `undefined` where it has become needless. */
  ask<Q extends ResidentQuestion>(
    question: () => Q | undefined,
    urgency: Urgency,
  ): Promise<ResidentAnswers[Q['ask']] | undefined>;
  /** The text of something open as it is now, or that it is no longer open. Told with the next question. */
  setText(path: string, text: (() => string) | undefined): void;
  /** Files have changed on the disk. Told with the next question. */
  changed(path: string, cameOrWent: boolean): void;
}

export interface ResidentParts {
  /** Path of the built worker (scan.js). */
  readonly script: string | URL;
  readonly wasmFolders: readonly string[];
  readonly onRuleError: (rule: string, error: string) => void;
}

/** A question that takes longer is given up, and the thread with it. */
const MAX_MS = 20_000;

interface Waiting {
  readonly question: () => ResidentQuestion | undefined;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Creates a ResidentScan. */
export function createResidentScan({ script, wasmFolders, onRuleError }: ResidentParts): ResidentScan {
  const queues: Readonly<Record<Urgency, Waiting[]>> = { now: [], later: [] };
  /** Of all that is open: as last told, and as it is now where that is not told yet. */
  const told = new Map<string, string>();
  const texts = new Map<string, (() => string) | undefined>();
  const files = new Set<string>();
  let folders = false;
  let worker: Worker | undefined;
  let disposed = false;
  let current: { readonly id: number; readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | undefined;
  let asked = 0;

  const end = (settle: (waiting: Waiting) => void): void => {
    const ended = current;
    current = undefined;
    if (ended !== undefined) {
      clearTimeout(ended.timer);
      settle(ended.waiting);
    }
    next();
  };

  /** The thread has gone, by itself or because it took too long. The next question starts another. */
  const gone = (one: Worker, reason: string): void => {
    if (worker !== one) return;
    worker = undefined;
    void one.terminate();
    end(({ reject }) => reject(new Error(reason)));
  };

  const start = (): Worker => {
    const started = new Worker(script, {
      workerData: { wasmFolders, texts: told } satisfies ResidentTask,
      resourceLimits: SCAN_LIMITS,
    });
    started.on('message', (message: ResidentMessage) => {
      if (message.kind === 'rule-error') onRuleError(message.rule, message.error);
      else if (message.id !== current?.id) return;
      else if (message.kind === 'answer') end(({ resolve }) => resolve(message.answer));
      else end(({ reject }) => reject(new Error(message.error)));
    });
    started.on('error', (error) => gone(started, error instanceof Error ? error.message : String(error)));
    started.on('exit', () => gone(started, 'the thread that lints has ended'));
    started.unref();
    return started;
  };

  const takeChanges = (): ResidentChanges | undefined => {
    if (texts.size === 0 && files.size === 0 && !folders) return undefined;
    const now = new Map<string, string | null>();
    for (const [path, text] of texts) {
      const given = text?.();
      if (given === undefined) told.delete(path);
      else told.set(path, given);
      now.set(path, given ?? null);
    }
    const changes = { texts: now, changed: [...files], folders };
    texts.clear();
    files.clear();
    folders = false;
    return changes;
  };

  const next = (): void => {
    if (current !== undefined || disposed) return;
    const waiting = queues.now.shift() ?? queues.later.shift();
    if (waiting === undefined) return;
    const question = waiting.question();
    if (question === undefined) {
      waiting.resolve(undefined);
      next();
      return;
    }
    const changes = takeChanges();
    worker ??= start();
    const thread = worker;
    const id = ++asked;
    const timer = setTimeout(() => gone(thread, 'it takes too long'), MAX_MS);
    current = { id, waiting, timer };
    thread.postMessage({ id, changes, question } satisfies ResidentAsked);
  };

  return {
    start() {
      if (!disposed) worker ??= start();
    },
    ask<Q extends ResidentQuestion>(question: () => Q | undefined, urgency: Urgency) {
      return new Promise<ResidentAnswers[Q['ask']] | undefined>((resolve, reject) => {
        queues[urgency].push({ question, resolve: resolve as (answer: unknown) => void, reject });
        next();
      });
    },
    setText: (path, text) => void texts.set(path, text),
    changed(path, cameOrWent) {
      files.add(path);
      folders ||= cameOrWent;
    },
    ...toDisposable(() => {
      disposed = true;
      const thread = worker;
      worker = undefined;
      void thread?.terminate();
      for (const { resolve } of [...queues.now, ...queues.later]) resolve(undefined);
      if (current !== undefined) {
        clearTimeout(current.timer);
        current.waiting.resolve(undefined);
        current = undefined;
      }
    }),
  };
}
