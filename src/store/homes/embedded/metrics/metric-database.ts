// The SQLite file of the metric store: lines (measurement, field, tags) and their samples.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ExponentialHistogram } from '../../../../model/metric.ts';

/** A field of a measurement with one combination of tags: what a line of a chart is drawn from. */
export interface Line {
  readonly id: number;
  readonly measurement: string;
  readonly field: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One sample of a line. */
export interface Sample {
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
  readonly value: number | ExponentialHistogram;
}

/** Where in a line reading goes on. */
export interface Place {
  readonly timestamp: number;
  readonly number: number;
}

/** The file, opened. Every call may throw an error of SQLite; none takes longer than some milliseconds. */
export interface MetricDatabase {
  lines(): Line[];
  /** Adds new lines and samples: all or nothing. */
  write(lines: readonly Line[], samples: readonly (readonly [line: number, sample: Sample])[]): void;
  /** Up to `most` samples of a line in order of time, from a place (exclusive) up to `to` (exclusive). */
  read(
    line: number,
    after: Place,
    to: number,
    most: number,
  ): { readonly samples: readonly Sample[]; readonly last: Place | undefined };
  /** Deletes up to `most` samples of a line before a time. Says how many. */
  deleteBefore(line: number, before: number, most: number): number;
  deleteLines(): void;
  shrink(): void;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, measurement TEXT, field TEXT, tags TEXT);
  CREATE TABLE IF NOT EXISTS sample (line INTEGER, timestamp INTEGER, number INTEGER, value REAL, histogram TEXT, PRIMARY KEY (line, timestamp, number)) WITHOUT ROWID;
`;

/** Opens the file, and makes it and its folder where there are none. Throws what node:fs or SQLite throws. */
export function openMetricDatabase(file: string): MetricDatabase {
  mkdirSync(path.dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { timeout: 50 });
  try {
    db.exec(`
      PRAGMA auto_vacuum = INCREMENTAL;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA journal_size_limit = 8388608;
      ${SCHEMA}
    `);
    return createMetricDatabase(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function createMetricDatabase(db: DatabaseSync): MetricDatabase {
  const allLines = db.prepare('SELECT id, measurement, field, tags FROM line');
  const insertLine = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?)');
  const insertSample = db.prepare('INSERT INTO sample VALUES (?, ?, ?, ?, ?)');
  const readSamples = db.prepare(
    'SELECT timestamp, number, value, histogram FROM sample WHERE line = ? AND (timestamp, number) > (?, ?) AND timestamp < ? ORDER BY timestamp, number LIMIT ?',
  );
  const deleteSamples = db.prepare(
    'DELETE FROM sample WHERE (line, timestamp, number) IN (SELECT line, timestamp, number FROM sample WHERE line = ? AND timestamp < ? LIMIT ?)',
  );
  // Several samples of one line and millisecond are told apart by a running number.
  let number = (db.prepare('SELECT max(number) AS number FROM sample').get()?.number as number | null) ?? 0;

  return {
    lines: () =>
      allLines
        .all()
        .map((row) => ({ ...(row as unknown as Line), tags: JSON.parse(row.tags as string) as Line['tags'] })),
    write(lines, samples) {
      db.exec('BEGIN IMMEDIATE');
      try {
        for (const { id, measurement, field, tags } of lines)
          insertLine.run(id, measurement, field, JSON.stringify(tags));
        for (const [line, { timestamp, value }] of samples) {
          number++;
          if (typeof value === 'number') insertSample.run(line, timestamp, number, value, null);
          else insertSample.run(line, timestamp, number, null, JSON.stringify(value));
        }
        db.exec('COMMIT');
      } catch (error) {
        // A full disk may have rolled back already.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    read(line, after, to, most) {
      const rows = readSamples.all(line, after.timestamp, after.number, to, most);
      const samples = rows.map((row) => ({
        timestamp: row.timestamp as number,
        value:
          row.histogram === null
            ? (row.value as number)
            : (JSON.parse(row.histogram as string) as ExponentialHistogram),
      }));
      const last = rows.at(-1);
      return { samples, last: last && { timestamp: last.timestamp as number, number: last.number as number } };
    },
    deleteBefore: (line, before, most) => Number(deleteSamples.run(line, before, most).changes),
    deleteLines() {
      db.exec('DELETE FROM sample; DELETE FROM line;');
    },
    shrink() {
      db.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);');
    },
    close: () => db.close(),
  };
}
