// The SQLite file of the embedded home: its tables, its statements, and how it is opened.

import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { BlockInfo, StoredBlock } from './block.ts';
import type { FieldCount } from './field-counter.ts';
import { writeTallies } from './tallies.ts';

/** The file, opened. Every call may throw an error of SQLite; none takes longer than some milliseconds. */
export interface Database {
  /** Stores blocks, replacing those of the same first arrival number, and the next free arrival number: all or nothing. */
  write(blocks: readonly StoredBlock[], next: number): void;
  /** All blocks in order of arrival, without forgotten ones. */
  infos(): BlockInfo[];
  /** Makes blocks that arrived before this number invisible for good, at once; they are deleted by deleteBefore. */
  forgetBefore(first: number): void;
  /** Where forgetBefore last drew the line. */
  forgottenBefore(): number;
  body(first: number): Uint8Array | undefined;
  words(first: number): Uint8Array | undefined;
  summary(first: number): StoredSummary | undefined;
  fields(first: number): readonly FieldCount[];
  /** The next free arrival number as last written. */
  next(): number;
  /** Deletes blocks that arrived before this number, at most `most` of them. Says how many. */
  deleteBefore(first: number, most: number): number;
  /** Gives up to `pages` free pages back to the file system. Says whether some are left. */
  shrink(pages: number): boolean;
  /** Empties the write-ahead log into the file. */
  checkpoint(): void;
  /** Bytes in use, without free pages. */
  usedBytes(): number;
  /** Bytes on disk, the write-ahead log included. */
  diskBytes(): number;
  /** Changes whenever another connection has written. */
  dataVersion(): number;
  close(): void;
}

/** What is asked of most blocks: tallies as text (tallies.ts), hashes of correlation IDs. */
export interface StoredSummary {
  readonly tallies: string;
  readonly correlations: Uint32Array;
}

/** How the file is opened. */
export interface DatabaseOptions {
  readonly file: string;
  readonly readOnly: boolean;
  /** Most pages of 4,096 bytes the file may have, for a quota below the size of the disk. */
  readonly pageLimit?: number;
}

// Bodies, word filters, summaries and fields lie apart, so that a scan of one does not read the others.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS block (first INTEGER PRIMARY KEY, count INTEGER, earliest INTEGER, latest INTEGER, observed INTEGER);
  CREATE TABLE IF NOT EXISTS summary (first INTEGER PRIMARY KEY, tallies TEXT, correlations BLOB);
  CREATE TABLE IF NOT EXISTS fields (first INTEGER PRIMARY KEY, counts TEXT);
  CREATE TABLE IF NOT EXISTS words (first INTEGER PRIMARY KEY, filter BLOB);
  CREATE TABLE IF NOT EXISTS body (first INTEGER PRIMARY KEY, packed BLOB);
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
`;

const PAGE_SIZE = 4096;

/** Opens the file, and makes it and its folder where there are none. Throws what node:fs or SQLite throws. */
export function openDatabase({ file, readOnly, pageLimit }: DatabaseOptions): Database {
  if (!readOnly) mkdirSync(path.dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { readOnly, timeout: 50 });
  try {
    if (!readOnly) prepareFile(db, pageLimit);
    return createDatabase(db, file);
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareFile(db: DatabaseSync, pageLimit: number | undefined): void {
  db.exec(`
    PRAGMA page_size = ${PAGE_SIZE};
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA journal_size_limit = 8388608;
    ${pageLimit === undefined ? '' : `PRAGMA max_page_count = ${pageLimit};`}
    ${SCHEMA}
  `);
}

function createDatabase(db: DatabaseSync, file: string): Database {
  const insertBlock = db.prepare('INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?, ?)');
  const insertSummary = db.prepare('INSERT OR REPLACE INTO summary VALUES (?, ?, ?)');
  const insertWords = db.prepare('INSERT OR REPLACE INTO words VALUES (?, ?)');
  const insertBody = db.prepare('INSERT OR REPLACE INTO body VALUES (?, ?)');
  const insertFields = db.prepare('INSERT OR REPLACE INTO fields VALUES (?, ?)');
  const setState = db.prepare('INSERT OR REPLACE INTO state VALUES (?, ?)');
  const getState = db.prepare('SELECT value FROM state WHERE name = ?');
  const allInfos = db.prepare(
    'SELECT first, count, earliest, latest, observed FROM block WHERE first >= ? ORDER BY first',
  );
  const getBody = db.prepare('SELECT packed FROM body WHERE first = ?');
  const getWords = db.prepare('SELECT filter FROM words WHERE first = ?');
  const getSummary = db.prepare('SELECT tallies, correlations FROM summary WHERE first = ?');
  const getFields = db.prepare('SELECT counts FROM fields WHERE first = ?');
  const firstsBefore = db.prepare('SELECT first FROM block WHERE first < ? ORDER BY first LIMIT ?');
  const deletions = ['block', 'summary', 'fields', 'words', 'body'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE first <= ?`),
  );
  const pragma = (name: string): StatementSync => db.prepare(`PRAGMA ${name}`);
  const [pageCount, freePages, version] = [pragma('page_count'), pragma('freelist_count'), pragma('data_version')];

  function atOnce(work: () => void): void {
    db.exec('BEGIN IMMEDIATE');
    try {
      work();
      db.exec('COMMIT');
    } catch (error) {
      // A full disk may have rolled back already.
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  function stateOf(name: string, otherwise: number): number {
    return (getState.get(name)?.value as number | undefined) ?? otherwise;
  }

  function insert(block: StoredBlock): void {
    insertBlock.run(block.first, block.count, block.earliest, block.latest, block.observed);
    insertSummary.run(block.first, writeTallies(block.tallies), block.correlations);
    insertFields.run(block.first, JSON.stringify(block.fields));
    insertWords.run(block.first, block.words);
    insertBody.run(block.first, block.body);
  }

  return {
    write(blocks, next) {
      atOnce(() => {
        blocks.forEach(insert);
        setState.run('next', next);
      });
    },
    infos: () => allInfos.all(stateOf('forgotten', 0)) as unknown as BlockInfo[],
    forgetBefore: (first) => void setState.run('forgotten', first),
    forgottenBefore: () => stateOf('forgotten', 0),
    body: (first) => getBody.get(first)?.packed as Uint8Array | undefined,
    words: (first) => getWords.get(first)?.filter as Uint8Array | undefined,
    summary(first) {
      const row = getSummary.get(first) as { tallies: string; correlations: Uint8Array } | undefined;
      // Copied: the bytes of a row begin anywhere, numbers of four bytes do not.
      return row && { tallies: row.tallies, correlations: new Uint32Array(Uint8Array.from(row.correlations).buffer) };
    },
    fields: (first) => JSON.parse((getFields.get(first)?.counts as string | undefined) ?? '[]') as FieldCount[],
    next: () => stateOf('next', 1),
    deleteBefore(first, most) {
      const firsts = firstsBefore.all(first, most).map((row) => row.first as number);
      const last = firsts.at(-1);
      if (last === undefined) return 0;
      atOnce(() => {
        for (const deletion of deletions) deletion.run(last);
      });
      return firsts.length;
    },
    shrink(pages) {
      db.exec(`PRAGMA incremental_vacuum(${pages})`);
      return (freePages.get()!.freelist_count as number) > 0;
    },
    checkpoint: () => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    usedBytes: () =>
      ((pageCount.get()!.page_count as number) - (freePages.get()!.freelist_count as number)) * PAGE_SIZE,
    diskBytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
    dataVersion: () => version.get()!.data_version as number,
    close: () => db.close(),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
