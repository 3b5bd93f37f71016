// Brings the records of the first home, a file of SQLite, into the store that took its place; once, whatever happens.

import { existsSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../../../base/errors.ts';
import type { Log } from '../../../../base/ports.ts';
import type { LogStore } from '../../../log-store.ts';
import { openFirstHome, type FirstHomeBlocks } from './blocks.ts';

/** A move that goes on in the background. */
export interface MoveIn {
  /** Resolves when everything is in and the old file is gone, or when it was stopped or gave up. Never rejects. */
  readonly done: Promise<void>;
  /** Stops after the block in hand; a later start goes on from there. */
  stop(): Promise<void>;
  /** Stops, and deletes what has not been moved. */
  discard(): Promise<void>;
}

/** Between two blocks everyone else has a turn of so many milliseconds. */
const REST_MS = 1;
const PARTS = ['', '-wal', '-shm'];

/**
 * Moves the records of `file` into `store`, oldest first, and deletes the file. A block is taken out of the file when its
 * records are durable in the store. Before it goes in, the number its first record will get is noted in the file: after a
 * crash the store tells whether it went in. Damaged blocks are left out and said in the log; a file that can't be
 * opened is set aside.
 */
export function moveFirstHome(file: string, store: LogStore, log: Log): MoveIn {
  let stopped = false;
  const done = existsSync(file) ? move() : Promise.resolve();

  async function move(): Promise<void> {
    let blocks: FirstHomeBlocks;
    try {
      blocks = openFirstHome(file);
    } catch (error) {
      setAside(error);
      return;
    }
    try {
      log.info(`Records of an earlier version are brought over from ${file}.`);
      let moved = 0;
      const begun = blocks.marked();
      if (begun !== undefined && (await isIn(blocks, begun))) blocks.remove(begun.first);
      for (let first = blocks.oldest(); first !== undefined; first = blocks.oldest()) {
        if (stopped) return;
        moved += await moveBlock(blocks, first);
        await sleep(REST_MS);
      }
      blocks.close();
      remove();
      log.info(`${moved.toLocaleString('en')} records of an earlier version were brought over.`);
    } catch (error) {
      log.error(`Records of an earlier version stay in ${file} until the next start: ${messageOf(error)}`, error);
    } finally {
      closeQuietly(blocks);
    }
  }

  async function moveBlock(blocks: FirstHomeBlocks, first: number): Promise<number> {
    let records;
    try {
      records = blocks.records(first);
    } catch (error) {
      log.error(`A damaged block of ${file} is left out: ${messageOf(error)}`, error);
      blocks.remove(first);
      return 0;
    }
    const { lost, upTo } = store.status();
    blocks.mark(first, upTo + 1);
    // Nothing may come between the mark and this call: its records get their numbers before it returns.
    await store.append(records);
    if (store.status().lost > lost) throw new Error(store.status().problem ?? 'they can’t be kept');
    await store.flush();
    blocks.remove(first);
    return records.length;
  }

  /** Whether a block went in before a crash. */
  async function isIn(
    blocks: FirstHomeBlocks,
    { first, becomes }: { readonly first: number; readonly becomes: number },
  ): Promise<boolean> {
    const [old] = blocks.records(first);
    const there = await store.get(String(becomes));
    return (
      old !== undefined &&
      there !== undefined &&
      there.raw === old.raw &&
      there.timestamp === old.timestamp &&
      there.observedTimestamp === old.observedTimestamp
    );
  }

  function setAside(error: unknown): void {
    const aside = `${file}.damaged`;
    log.error(`${file} can't be read and was set aside as ${aside}: ${messageOf(error)}`, error);
    for (const part of PARTS) if (existsSync(file + part)) renameSync(file + part, aside + part);
  }

  function remove(): void {
    for (const part of PARTS) rmSync(file + part, { force: true });
  }

  async function stop(): Promise<void> {
    stopped = true;
    await done;
  }

  return {
    done,
    stop,
    async discard() {
      await stop();
      remove();
    },
  };
}

function closeQuietly(blocks: FirstHomeBlocks): void {
  try {
    blocks.close();
  } catch {
    // It was closed before.
  }
}
