// Java's JSON: log4j2 JsonLayout, Logback's logstash encoder and log4j2's Logstash template.

import type { JsonValue } from '../../model/json.ts';
import { isObject } from '../reading/objects.ts';
import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import type { Draft } from '../reading/draft.ts';
import { fieldTable } from '../reading/fields.ts';

export const log4j2: JsonFormat = {
  kind: 'json',
  id: 'log4j2',
  title: 'log4j2 and Logback JSON',
  detect: (object) =>
    (Object.hasOwn(object, 'loggerFqcn') ||
      Object.hasOwn(object, 'logger_name') ||
      Object.hasOwn(object, 'loggerName') ||
      Object.hasOwn(object, 'thread_name')) &&
    typeof object['level'] === 'string',
  fields: fieldTable(
    {
      '@timestamp': 'time',
      timestamp: 'time',
      timeMillis: 'time',
      level: 'level',
      level_value: 'drop',
      '@version': 'drop',
      loggerFqcn: 'drop',
      endOfBatch: 'drop',
      message: 'message',
      logger_name: 'logger',
      loggerName: 'logger',
      source: { class: 'drop', method: 'function', file: 'file', line: 'line' },
      source_host: 'drop',
      caller_class_name: 'drop',
      caller_method_name: 'function',
      caller_file_name: 'file',
      caller_line_number: 'line',
      line_number: 'line',
      class: 'drop',
      thrown: {
        name: 'exceptionType',
        message: 'exceptionMessage',
        extendedStackTrace: 'stack',
        cause: 'drop',
        commonElementCount: 'drop',
        localizedMessage: 'drop',
      },
      exception: {
        '': 'exception',
        exception_class: 'exceptionType',
        exception_message: 'exceptionMessage',
        stacktrace: 'stack',
      },
    },
    COMMON_FIELDS,
  ),
  levels: 'syslog',
  finish(draft, object) {
    readInstantObject(draft, object['instant']);
    const thrown = object['thrown'];
    if (!isObject(thrown) || !Array.isArray(thrown['extendedStackTrace'])) return;
    draft.exceptionStack = stackOf(draft, thrown['extendedStackTrace']);
    delete draft.attributes['thrown'];
  },
};

/** JsonLayout: `"instant": {"epochSecond": 1767312000, "nanoOfSecond": 418000000}`. */
function readInstantObject(draft: Draft, instant: JsonValue | undefined): void {
  if (!isObject(instant)) return;
  const { epochSecond, nanoOfSecond } = instant;
  if (typeof epochSecond !== 'number' || typeof nanoOfSecond !== 'number') return;
  draft.time = { ms: epochSecond * 1000 + Math.floor(nanoOfSecond / 1e6), nanos: nanoOfSecond % 1e6 };
  delete draft.attributes['instant'];
}

/** JsonLayout lists frames as objects; as text they read like any Java trace. */
function stackOf(draft: Draft, frames: readonly JsonValue[]): string {
  const head = [draft.exceptionType, draft.exceptionMessage].filter((part) => part !== undefined).join(': ');
  const lines = frames
    .filter(isObject)
    .map(
      (frame) => `\tat ${text(frame['class'])}.${text(frame['method'])}(${text(frame['file'])}:${text(frame['line'])})`,
    );
  return [head, ...lines].join('\n');
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}
