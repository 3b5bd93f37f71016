// The file of the first home, `logs.db` of SQLite: its blocks in order, each taken out once it is elsewhere.

import { DatabaseSync } from 'node:sqlite';
import type { IncomingRecord } from '../../../../model/record.ts';
import { readLine } from './read-line.ts';
import { unpack } from './unpack.ts';

export interface FirstHomeBlocks {
  /** Arrival number in the old file of the first record of the oldest block; undefined where none is left. */
  oldest(): number | undefined;
  /** Its records. Throws where they are damaged. */
  records(first: number): readonly IncomingRecord[];
  /** Remembers, durably, that a block is about to become records from this number on in the new store. */
  mark(first: number, becomes: number): void;
  /** The block that was marked last. */
  marked(): { readonly first: number; readonly becomes: number } | undefined;
  remove(first: number): void;
  close(): void;
}

/** Opens the file. Throws what SQLite throws, also where it is no such file. */
export function openFirstHome(file: string): FirstHomeBlocks {
  const db = new DatabaseSync(file, { timeout: 1_000 });
  try {
    db.exec('PRAGMA synchronous = FULL');
    const state = (name: string): number | undefined => getState.get(name)?.['value'] as number | undefined;
    const getState = db.prepare('SELECT value FROM state WHERE name = ?');
    const setState = db.prepare('INSERT OR REPLACE INTO state VALUES (?, ?)');
    // What was forgotten lies before this number and only waited to be deleted.
    const next = db.prepare('SELECT min(first) AS first FROM block WHERE first >= ?');
    const body = db.prepare('SELECT packed FROM body WHERE first = ?');
    const removals = ['block', 'body'].map((table) => db.prepare(`DELETE FROM ${table} WHERE first = ?`));
    const atOnce = (work: () => void): void => {
      db.exec('BEGIN IMMEDIATE');
      try {
        work();
        db.exec('COMMIT');
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    };
    return {
      oldest: () => (next.get(state('forgotten') ?? 0)?.['first'] as number | null | undefined) ?? undefined,
      records(first) {
        const packed = body.get(first)?.['packed'] as Uint8Array | undefined;
        if (packed === undefined) return [];
        return unpack(packed)
          .split('\n')
          .map((line) => readLine(line));
      },
      mark(first, becomes) {
        atOnce(() => {
          setState.run('moving', first);
          setState.run('becomes', becomes);
        });
      },
      marked() {
        const [first, becomes] = [state('moving'), state('becomes')];
        return first === undefined || becomes === undefined ? undefined : { first, becomes };
      },
      remove(first) {
        atOnce(() => {
          for (const removal of removals) removal.run(first);
        });
      },
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
