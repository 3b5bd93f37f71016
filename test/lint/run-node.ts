// Runs JavaScript programs and tells what each logged and did.

import { Writable } from 'node:stream';
import { format } from 'node:util';
import { createConsola } from 'consola';
import createDebug from 'debug';
import log4js from 'log4js';
import loglevel from 'loglevel';
import pino from 'pino';
import { Logger as TsLogger } from 'tslog';
import winston from 'winston';
import type { Outcome } from './run-python.ts';

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

/** What of a record is none of its fields. */
const OWN = new Set(['level', 'msg', 'message', 'err', 'stack']);

/** Libraries as programs import them, set up to hand level and values of every call to `take`. */
function handingTo(take: (level: string, given: readonly unknown[]) => void) {
  const configure = () => (event: log4js.LoggingEvent) => take(event.level.levelStr, event.data as unknown[]);
  log4js.configure({
    appenders: { taken: { type: { configure } } },
    categories: { default: { appenders: ['taken'], level: 'trace' } },
  });
  class Logger extends TsLogger<Record<string, unknown>> {
    constructor() {
      super({ type: 'hidden' });
      this.attachTransport(({ _logMeta: meta, ...values }) => {
        const given = Object.values(values).map((one) => (isNative(one) ? one.nativeError : one));
        take((meta as { readonly logLevelName: string }).logLevelName, given);
      });
    }
  }
  const consola = createConsola({
    level: 5,
    reporters: [{ log: ({ type, args }) => take(type, args) }],
  });
  loglevel.methodFactory =
    (method) =>
    (...given) =>
      take(method, given);
  loglevel.setLevel('trace', false);
  createDebug.enable('shop');
  // Else it puts its name and the time around the text.
  createDebug.formatArgs = () => {};
  createDebug.log = (...given: unknown[]) => take('debug', given);
  return { log4js, Logger, consola, loglevel, createDebug };
}

function isNative(value: unknown): value is { readonly nativeError: Error } {
  return typeof value === 'object' && value !== null && 'nativeError' in value;
}

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
  /** Of libraries that hand on what they were given: objects are fields, an error is one, the rest is the message. */
  const take = (level: string, given: readonly unknown[]): void => {
    const failure = given.find((value) => value instanceof Error);
    const objects = given.filter((value) => typeof value === 'object' && value !== null && value !== failure);
    const rest = given.filter((value) => value !== failure && !objects.includes(value));
    add(level, format(...rest), Object.assign({}, ...objects) as Record<string, unknown>, failure && String(failure));
  };
  const libraries = handingTo(take);
  const fake = { log: write('log'), error: write('error'), warn: write('warn'), info: write('info') };
  try {
    // The program is one of ours, in programs.ts.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function(
      ...['pino', 'winston', 'capture', 'note', 'fail', 'order', 'password', 'console', ...Object.keys(libraries)],
      program.replace(/^import .*$/gm, ''),
    )(pino, winston, capture, note, fail, order, 's3cr3t', fake, ...Object.values(libraries));
  } catch (error) {
    outcome.errors.push(format(error));
  }
  return outcome;
}
