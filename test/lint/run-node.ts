// Runs JavaScript programs and tells what each logged and did.

import { Writable } from 'node:stream';
import { format } from 'node:util';
import pino from 'pino';
import winston from 'winston';
import type { Outcome } from './run-python.ts';

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

/** What of a record is none of its fields. */
const OWN = new Set(['level', 'msg', 'message', 'err', 'stack']);

/** What a program did; its imports of libraries and `capture` are given by hand. */
export function runNode(program: string): Outcome {
  const outcome: Mutable<Outcome> = { records: [], noted: [], errors: [] };
  const add = (level: string, message: string, fields: Readonly<Record<string, unknown>>, failure: unknown): void => {
    outcome.records.push({
      level,
      message,
      fields: Object.fromEntries(
        Object.entries(fields).flatMap(([key, value]) => (OWN.has(key) ? [] : [[key, format(value)]])),
      ),
      failure: failure === undefined ? '' : format(failure),
    });
  };
  const capture = new Writable({
    write(chunk: Buffer, _, done) {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        const record = JSON.parse(line) as Record<string, unknown>;
        add(format(record['level']), format(record['msg'] ?? record['message']), record, record['err']);
      }
      done();
    },
  });
  const note = (value: unknown): unknown => {
    outcome.noted.push(format(value));
    return value;
  };
  const fail = (): never => {
    throw new Error('broken');
  };
  const order = { id: 7, total: 12.5, items: [1, 2] };
  const write =
    (level: string) =>
    (...values: unknown[]): void =>
      add(level, format(...values), {}, undefined);
  const fake = { log: write('log'), error: write('error'), warn: write('warn'), info: write('info') };
  try {
    // The program is one of ours, in programs.ts.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function(
      ...['pino', 'winston', 'capture', 'note', 'fail', 'order', 'password', 'console'],
      program.replace(/^import .*$/gm, ''),
    )(pino, winston, capture, note, fail, order, 's3cr3t', fake);
  } catch (error) {
    outcome.errors.push(format(error));
  }
  return outcome;
}
