// Makes a record of an entry: finds its format, normalises what the format has read.

import type { JsonObject } from '../../model/json.ts';
import type { IncomingRecord, LogException } from '../../model/record.ts';
import { formats } from '../formats/index.ts';
import type { Entry } from '../framing/entries.ts';
import { HAS_BIG_NUMBER, HAS_ESCAPE, HAS_SURROGATE } from '../redaction/suspects.ts';
import { findCorrelation, findCorrelationInText, type CorrelationKeys } from './correlation.ts';
import { createDraft, putAttribute, type Draft } from './draft.ts';
import { readTrace } from './exceptions.ts';
import { readFields } from './fields.ts';
import type { Format, JsonFormat, TextFormat } from './format.ts';
import { isTooDeep, keepBigNumbers, makeWellFormed, withoutAnsi } from './text.ts';

/** What reading an entry depends on besides its text. */
export interface ReadingContext {
  /** Door, as IncomingRecord.source has it. */
  readonly source: string;
  /** Secrets masked in it. */
  readonly masked: number;
  readonly correlationKeys: CorrelationKeys;
  /** The service of a record that names none. */
  readonly service: string;
  /** The formats that are tried first: those the source used last. */
  readonly json?: JsonFormat | undefined;
  readonly text?: TextFormat | undefined;
}

const JSON_FORMATS = formats.filter((format): format is JsonFormat => format.kind === 'json');
const TEXT_FORMATS = formats.filter((format): format is TextFormat => format.kind === 'text');

/** Makes a record of a redacted entry that arrived at `now` (milliseconds since the Unix epoch). Never throws on data. */
export function readRecord(entry: Entry, context: ReadingContext, now: number): IncomingRecord {
  const { text: raw, flags } = entry;
  let object = entry.json;
  if (object !== undefined && (flags & HAS_BIG_NUMBER) !== 0) object = keepBigNumbers(raw, object);
  if (object !== undefined && isTooDeep(object)) object = undefined;
  if (object !== undefined && (flags & HAS_SURROGATE) !== 0) object = makeWellFormed(object) as JsonObject;
  const hasAnsi = (flags & HAS_ESCAPE) !== 0;
  let format: Format;
  let draft: Draft;
  if (object !== undefined) {
    format = jsonFormatOf(object, context.json);
    draft = readObject(object, format, context.correlationKeys);
    if (hasAnsi && draft.message !== undefined) draft.message = withoutAnsi(draft.message);
  } else {
    ({ format, draft } = readText(hasAnsi ? withoutAnsi(raw) : raw, context.text, now));
    draft.correlationId ??=
      findCorrelation(draft.attributes, context.correlationKeys) ??
      findCorrelationInText(draft.message ?? '', context.correlationKeys);
  }
  return recordOf(draft, format.id, entry, context, now);
}

function jsonFormatOf(object: JsonObject, first: JsonFormat | undefined): JsonFormat {
  return first?.detect(object) === true ? first : JSON_FORMATS.find((one) => one.detect(object))!;
}

function readText(
  text: string,
  first: TextFormat | undefined,
  now: number,
): { readonly format: Format; readonly draft: Draft } {
  const breakAt = text.indexOf('\n');
  const line = breakAt < 0 ? text : text.slice(0, breakAt);
  let format: TextFormat | undefined = first;
  let draft = format?.read(line, now);
  for (const one of TEXT_FORMATS) {
    if (draft !== undefined) break;
    format = one;
    draft = one === first ? undefined : one.read(line, now);
  }
  draft ??= createDraft();
  if (breakAt >= 0) addTrace(draft, line, text.slice(breakAt + 1));
  return { format: format!, draft };
}

function readObject(object: JsonObject, format: JsonFormat, keys: CorrelationKeys): Draft {
  const draft = createDraft();
  const inner = format.unwrap?.(object) ?? object;
  readFields(draft, inner, format.fields, format.levels, draft.attributes);
  format.finish?.(draft, object);
  const id = findCorrelation(inner, keys);
  if (id !== undefined && id !== draft.correlationId) {
    if (draft.correlationId !== undefined) putAttribute(draft.attributes, 'correlation_id', draft.correlationId);
    draft.correlationId = id;
  }
  return draft;
}

/** Lines behind the first are a stack trace. Where the first line is one already, the exception is the message. */
function addTrace(draft: Draft, first: string, rest: string): void {
  const isTrace =
    /^\s*Traceback \(most recent call last\)|^panic: |^goroutine \d/.test(first) ||
    /^\s+at |^\s*(?:Caused by: |\.{3} \d+ more)/.test(rest);
  readTrace(draft, draft.message === first && isTrace ? `${first}\n${rest}` : rest);
  if (/^\s*Traceback \(/.test(first) && draft.exceptionType !== undefined) {
    draft.message =
      draft.exceptionMessage === undefined ? draft.exceptionType : `${draft.exceptionType}: ${draft.exceptionMessage}`;
  }
}

function recordOf(
  draft: Draft,
  format: string,
  { text: raw, truncated }: Entry,
  { source, service, masked }: ReadingContext,
  now: number,
): IncomingRecord {
  const exception = exceptionOf(draft);
  const record: { -readonly [K in keyof IncomingRecord]: IncomingRecord[K] } = {
    timestamp: draft.time?.ms ?? now,
    nanos: draft.time?.nanos ?? 0,
    timestampSource: draft.time === undefined ? 'arrival' : 'record',
    observedTimestamp: now,
    service: draft.service ?? service,
    message: draft.message ?? '',
    attributes: draft.attributes,
    format,
    source,
    masked,
    raw,
    truncated,
  };
  if (draft.level !== undefined) record.level = draft.level;
  if (draft.severityText !== undefined && draft.severityText !== draft.level) record.severityText = draft.severityText;
  if (draft.correlationId !== undefined) record.correlationId = draft.correlationId;
  if (draft.logger !== undefined) record.logger = draft.logger;
  if (draft.function !== undefined) record.function = draft.function;
  if (draft.file !== undefined) record.file = draft.file;
  if (draft.line !== undefined) record.line = draft.line;
  if (draft.event !== undefined) record.event = draft.event;
  if (draft.environment !== undefined) record.environment = draft.environment;
  if (draft.version !== undefined) record.version = draft.version;
  if (exception !== undefined) record.exception = exception;
  return record;
}

function exceptionOf({
  exceptionType: type,
  exceptionMessage: message,
  exceptionStack: stack,
}: Draft): LogException | undefined {
  if (type === undefined && message === undefined && stack === undefined) return undefined;
  return {
    ...(type !== undefined && { type }),
    ...(message !== undefined && { message }),
    ...(stack !== undefined && { stack }),
  };
}
