// Prints the store's figures as rows of a table while they are measured, and keeps them for a file.
import { writeFileSync } from 'node:fs';
import { machine } from '../report.ts';

/** A measured figure; without `floor` it is there to compare with. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  /** What has to be reached. */
  readonly floor?: number;
  /** What is hoped for. */
  readonly aim?: number;
  /** 95th percentile of the same, where `value` is a median. */
  readonly p95?: number;
  /** What it was measured on. */
  readonly work: string;
}

export interface Results {
  add(row: Row): void;
  /** Something that explains figures, or says why one is missing. */
  note(text: string): void;
  /** Prints nothing where both are equal. What differs makes the benchmark fail at its end. */
  check(what: string, found: number | undefined, expected: number): void;
  /** Something did not work: the benchmark fails at its end. */
  fail(text: string): void;
  /** Prints how many fell short, writes the file where one is named, and returns whether all answers were right. */
  finish(file?: string): boolean;
}

const shown = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });

/** `short` where the floor is missed, `aim` where even the aim is met; empty where there is no floor. */
function verdictOf({ value, floor, aim, better }: Row): string {
  if (floor === undefined) return '';
  const reaches = (mark: number): boolean => (better === 'lower' ? value <= mark : value >= mark);
  if (!reaches(floor)) return 'short';
  return aim !== undefined && reaches(aim) ? 'aim' : 'ok';
}

function printed(row: Row): string {
  const mark = (value: number | undefined): string =>
    value === undefined ? '' : `${row.better === 'lower' ? '≤' : '≥'} ${shown(value)}`;
  const value = `${shown(row.value)} ${row.unit}${row.p95 === undefined ? '' : ` (p95 ${shown(row.p95)})`}`;
  return `| ${verdictOf(row).padEnd(5)} | ${row.what.padEnd(62)} | ${value.padStart(26)} | ${mark(row.floor).padStart(10)} | ${mark(row.aim).padStart(9)} | ${row.work} |`;
}

/** Begins the table. */
export function createResults(): Results {
  const rows: Row[] = [];
  const notes: string[] = [];
  const failures: string[] = [];
  let checks = 0;
  const measuredOn = machine();
  console.log(
    `| ${''.padEnd(5)} | ${'figure'.padEnd(62)} | ${'measured'.padStart(26)} | ${'floor'.padStart(10)} | ${'aim'.padStart(9)} | on |`,
  );
  console.log('|---|---|--:|--:|--:|---|');
  const fail = (text: string): void => {
    failures.push(text);
    console.log(`| WRONG | ${text} | | | | |`);
  };
  return {
    add(row) {
      rows.push(row);
      console.log(printed(row));
    },
    note(text) {
      notes.push(text);
      console.log(`| note  | ${text} | | | | |`);
    },
    check(what, found, expected) {
      checks += 1;
      if (found !== expected) fail(`${what}: ${found ?? 'no'} records answered, ${expected} expected`);
    },
    fail,
    finish(file) {
      const short = rows.filter((row) => verdictOf(row) === 'short');
      console.log(
        `\n${rows.filter(({ floor }) => floor !== undefined).length} figures with a floor, ${short.length} short; ${checks} counts checked, ${failures.length} wrong`,
      );
      if (file !== undefined) {
        const judged = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
        writeFileSync(file, `${JSON.stringify({ machine: measuredOn, rows: judged, notes, failures }, null, 2)}\n`);
      }
      return failures.length === 0;
    },
  };
}
