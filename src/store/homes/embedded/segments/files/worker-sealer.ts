// Seals segments in a worker thread, one at a time, so that this thread goes on serving.

import { Worker } from 'node:worker_threads';
import type { Sealer } from '../filling/filling.ts';
import type { SealInput } from './seal-input.ts';

/** What the worker is sent. */
export interface SealOrder {
  readonly input: SealInput;
  readonly file: string;
}

/** What it sends back: the file's size in bytes, or why there is none. */
export type SealReply = { readonly bytes: number } | { readonly error: string; readonly code?: unknown };

/** A worker is let go after this long without work; it takes some 30 MB. */
const IDLE_MS = 10_000;

/** Creates a sealer that runs `entry`, the worker's script (src/seal.ts, built or not). The worker starts with the first segment. */
export function createWorkerSealer(entry: string): Sealer {
  let worker: Worker | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let before: Promise<unknown> = Promise.resolve();
  const sealNext: Sealer = async (input, file) => {
    clearTimeout(idle);
    const running = (worker ??= new Worker(entry));
    try {
      return await order(running, { input, file });
    } catch (error) {
      worker = undefined;
      void running.terminate();
      throw error;
    } finally {
      idle = setTimeout(() => {
        void worker?.terminate();
        worker = undefined;
      }, IDLE_MS).unref();
      worker?.unref();
    }
  };
  return (input, file) => {
    const next = before.then(() => sealNext(input, file));
    before = next.catch(() => undefined);
    return next;
  };
}

function order(worker: Worker, message: SealOrder): Promise<number> {
  worker.ref();
  return new Promise<number>((resolve, reject) => {
    const done = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (reply: SealReply): void => {
      done();
      if ('bytes' in reply) resolve(reply.bytes);
      else reject(Object.assign(new Error(reply.error), { code: reply.code }));
    };
    const onError = (error: unknown): void => {
      done();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const onExit = (code: number): void => {
      done();
      reject(new Error(`the worker ended with code ${code}`));
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(message);
  });
}
