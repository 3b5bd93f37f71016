// Reads the type and the message of an exception out of a stack trace.

import type { JsonValue } from '../../model/json.ts';
import type { Draft } from './draft.ts';

/** "java.lang.IllegalStateException: x", "TypeError: x", "requests.exceptions.Timeout". */
const HEAD =
  /^(?:Exception in thread "[^"\n]{0,200}" |Uncaught |Unhandled exception\. )?((?:[A-Za-z_$][\w$]{0,100}[./])*[A-Za-z_$][\w$]{0,100})(?:: ?([\s\S]{0,4000}))?$/;

/** What a line that is nothing but a type has to end with, to be told from a function's name. */
const TYPE_END = /(?:Error|Exception|Throwable|Interrupt|Exit|Warning|Timeout|Failure)$/;
const PYTHON_TRACE = /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\)/m;

/**
 * Takes a stack trace, and type and message out of it: Python has them at the end, the others at the beginning. A trace
 * of frames alone (zap, goroutines) has neither.
 */
export function readTrace(draft: Draft, stack: string): void {
  draft.exceptionStack ??= stack;
  const text = stack.length > 200_000 ? stack.slice(0, 200_000) : stack;
  const isPython = PYTHON_TRACE.test(text);
  const lines = text.split('\n');
  const head = (isPython ? lastUnindented(lines) : lines.find((line) => line.trim() !== ''))?.trim() ?? '';
  const go = /^panic: (.{0,2000})/.exec(head);
  const match = go === null ? HEAD.exec(head) : ['', 'panic', go[1]];
  if (match === null || (!isPython && match[2] === undefined && !TYPE_END.test(match[1]!))) return;
  draft.exceptionType ??= match[1];
  if (match[2] !== undefined && match[2] !== '') draft.exceptionMessage ??= match[2];
}

function lastUnindented(lines: readonly string[]): string | undefined {
  return lines.findLast((line) => line !== '' && !/^\s|^Traceback /.test(line));
}

const TYPE_KEYS = ['type', 'name', 'class', 'exc_type', 'kind'];
const MESSAGE_KEYS = ['message', 'msg', 'exc_value', 'value'];
const STACK_KEYS = ['stack', 'stack_trace', 'stackTrace', 'stacktrace', 'traceback', 'backtrace'];

/**
 * Takes an exception as libraries write it: the text of a trace, a message, or an object of type, message and stack.
 * Returns what it did not understand of it: undefined for nothing left.
 */
export function takeException(draft: Draft, value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string') {
    if (value === '') return undefined;
    if (value.includes('\n')) readTrace(draft, value);
    else draft.exceptionMessage ??= value;
    return undefined;
  }
  if (Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string')) {
    readTrace(draft, value.join(value.some((part: string) => part.endsWith('\n')) ? '' : '\n'));
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value === null ? undefined : value;
  const rest = new Map<string, JsonValue>(Object.entries(value));
  draft.exceptionType ??= takeText(rest, TYPE_KEYS);
  draft.exceptionMessage ??= takeText(rest, MESSAGE_KEYS);
  const stack = takeText(rest, STACK_KEYS);
  if (stack !== undefined) readTrace(draft, stack);
  return rest.size === 0 ? undefined : Object.fromEntries(rest);
}

function takeText(rest: Map<string, JsonValue>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = rest.get(key);
    if (typeof value === 'string' && value !== '') {
      rest.delete(key);
      return value;
    }
  }
  return undefined;
}
