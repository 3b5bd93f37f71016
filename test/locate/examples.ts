// Records and calls for the locator's tests, with everything but what a test is about filled in.

import type { LoggerCall, MessagePart } from '../../src/model/call.ts';
import type { Level } from '../../src/model/level.ts';
import type { IncomingRecord } from '../../src/model/record.ts';
import { createCallIndex } from '../../src/locate/call-index.ts';
import { createFileIndex, type Roots } from '../../src/locate/file-index.ts';
import type { LocateContext } from '../../src/locate/locate.ts';

export function record(given: Partial<IncomingRecord>): IncomingRecord {
  return {
    timestamp: 0,
    nanos: 0,
    timestampSource: 'record',
    observedTimestamp: 0,
    service: 'unknown',
    message: '',
    attributes: {},
    format: 'sightline',
    source: 'tcp',
    masked: 0,
    raw: '',
    truncated: false,
    ...given,
  };
}

/** A call on a 1-based line; `{…}` in the message is a hole. */
export function call(
  path: string,
  line: number,
  message: string,
  given: Partial<LoggerCall> & { readonly level?: Level } = {},
): LoggerCall {
  const range = { start: { line: line - 1, column: 4 }, end: { line: line - 1, column: 60 } };
  const parts = message
    .split(/(\{[^}]*\})/)
    .filter((text) => text !== '')
    .map((text): MessagePart =>
      text.startsWith('{') ? { kind: 'hole', name: text.slice(1, -1) } : { kind: 'text', text },
    );
  const built = parts.some(({ kind }) => kind === 'hole') ? 'template' : 'constant';
  return {
    path,
    language: 'python',
    dialect: 'python-logging',
    formatStyle: 'percent',
    kind: 'log',
    range,
    logger: 'logger',
    method: 'info',
    resolvedBy: 'binding',
    level: 'INFO',
    inLoop: false,
    conditions: [],
    given: [],
    message: { range, built, parts, rewritable: true, quote: '"' },
    arguments: [],
    fields: [],
    spreads: [],
    slots: {},
    ...given,
  };
}

/** A workspace of files and calls; files of calls need not be named twice. */
export function workspace(
  files: readonly string[],
  calls: readonly LoggerCall[] = [],
  roots: Roots = {},
  folders: readonly string[] = ['/home/me/shop'],
): LocateContext {
  const index = createCallIndex();
  const paths = new Set(calls.map(({ path }) => path));
  for (const path of paths)
    index.set(
      path,
      calls.filter((one) => one.path === path),
    );
  return { index, files: createFileIndex([...files, ...paths], folders), roots };
}
