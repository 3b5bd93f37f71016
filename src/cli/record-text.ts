// A record as lines for people: time, level, service, message, fields; the stack trace indented below.

import type { JsonValue } from '../model/json.ts';
import type { LogRecord } from '../model/record.ts';
import { levelColor, type Palette } from './color.ts';
import { printable, printableLine } from './plain-text.ts';
import { rfc3339 } from './record-json.ts';

/** `clock`: local time of day, for a screen; `full`: RFC 3339 in UTC, for a file. */
export type TimeStyle = 'clock' | 'full';

const MAX_FIELD = 200;
const LEVEL_WIDTH = 8;
const SERVICE_WIDTH = 12;

const pad2 = (value: number): string => String(value).padStart(2, '0');

function clock(timestamp: number): string {
  const at = new Date(timestamp);
  return `${pad2(at.getHours())}:${pad2(at.getMinutes())}:${pad2(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** Local date, for a line of its own when the day changes. */
export function dayOf(timestamp: number): string {
  const at = new Date(timestamp);
  return `${at.getFullYear()}-${pad2(at.getMonth() + 1)}-${pad2(at.getDate())}`;
}

/** Leaves of nested fields, named by their path. Attributes were bounded when they were read. */
function* leaves(value: JsonValue, path: string): Generator<readonly [string, JsonValue]> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? key : `${path}.${key}`);
  } else {
    yield [path, value];
  }
}

function fieldText(value: JsonValue): string {
  const text = printableLine(typeof value === 'string' ? value : JSON.stringify(value));
  const cut = text.length > MAX_FIELD ? `${text.slice(0, MAX_FIELD)}…` : text;
  return /[\s"=]/.test(cut) || cut === '' ? JSON.stringify(cut) : cut;
}

function fieldsOf(record: LogRecord): string[] {
  const named: (readonly [string, JsonValue])[] =
    record.correlationId === undefined ? [] : [['correlation_id', record.correlationId]];
  // `context.order_id` is known to people as order_id.
  const rest = [...leaves(record.attributes, '')].map(
    ([name, value]) => [name.replace(/^context\./, ''), value] as const,
  );
  return [...named, ...rest].map(([name, value]) => `${printableLine(name)}=${fieldText(value)}`);
}

const indent = (text: string): string => text.replace(/\n+$/, '').replace(/^/gm, '    ');

/** One record, ending in a line break, safe to print. */
export function recordText(record: LogRecord, style: TimeStyle, colors: Palette): string {
  const { exception } = record;
  const [first = '', ...more] = printable(record.message).split('\n');
  const tint = levelColor(colors, record.level);
  const head = [
    colors.quiet(style === 'clock' ? clock(record.timestamp) : rfc3339(record)),
    tint((record.level ?? '-').padEnd(LEVEL_WIDTH)),
    colors.name(printableLine(record.service).padEnd(SERVICE_WIDTH)),
    record.level === 'ERROR' || record.level === 'CRITICAL' ? tint(first) : first,
    ...fieldsOf(record).map(colors.quiet),
  ].join('  ');
  const trace =
    exception?.stack ?? [exception?.type, exception?.message].filter((part) => part !== undefined).join(': ');
  const below = [more.join('\n'), printable(trace)]
    .filter((text) => text.trim() !== '')
    .map((text) => `${colors.quiet(indent(text))}\n`);
  return `${head}\n${below.join('')}`;
}
