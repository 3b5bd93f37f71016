// Makes a record of an entry: masks its secrets, finds its format, normalises what the format has read.

import type { JsonObject } from '../../model/json.ts';
import type { IncomingRecord, LogException } from '../../model/record.ts';
import { formats } from '../formats/index.ts';
import type { Entry } from '../framing/entries.ts';
import { parseObject } from '../framing/json-lines.ts';
import { createRedactor } from '../redaction/redact.ts';
import { HAS_BIG_NUMBER, HAS_ESCAPE, HAS_SURROGATE } from '../redaction/suspects.ts';
import { findCorrelation, findCorrelationInText, type CorrelationKeys } from './correlation.ts';
import { createDraft, putAttribute, type Draft } from './draft.ts';
import { readTrace } from './exceptions.ts';
import { readFields } from './fields.ts';
import type { Format, JsonFormat, TextFormat } from './format.ts';
import { isTooDeep, keepBigNumbers, makeWellFormed, withoutAnsi } from './text.ts';

/** What a reader has to know of where it stands. */
export interface ReaderContext {
  /** Door and peer, as IncomingRecord.source has it. */
  readonly source: string;
  readonly redaction: boolean;
  readonly correlationKeys: CorrelationKeys;
  /** The service of a record that names none. */
  readonly service: string;
}

export interface Reading {
  readonly record: IncomingRecord;
  /** What was masked, one entry a secret. */
  readonly maskedKinds: readonly string[];
}

export interface RecordReader {
  /** Makes a record of an entry that arrived at `now` (milliseconds since the Unix epoch). Never throws on data. */
  read(entry: Entry, context: ReaderContext, now: number): Reading;
}

const NOTHING_MASKED: readonly string[] = [];
const JSON_FORMATS = formats.filter((format): format is JsonFormat => format.kind === 'json');
const TEXT_FORMATS = formats.filter((format): format is TextFormat => format.kind === 'text');

/** Creates the reader of one source: it tries the format last used by the source first. */
export function createRecordReader(): RecordReader {
  const redactor = createRedactor();
  let lastJson: JsonFormat | undefined;
  let lastText: TextFormat | undefined;

  const jsonFormatOf = (object: JsonObject): JsonFormat => {
    if (lastJson?.detect(object) === true) return lastJson;
    const format = JSON_FORMATS.find((one) => one.detect(object))!;
    lastJson = format === JSON_FORMATS.at(-1) ? undefined : format;
    return format;
  };

  const readText = (text: string, now: number): { readonly format: Format; readonly draft: Draft } => {
    const breakAt = text.indexOf('\n');
    const first = breakAt < 0 ? text : text.slice(0, breakAt);
    let format = lastText;
    let draft = format?.read(first, now);
    if (draft === undefined) {
      for (const one of TEXT_FORMATS) {
        draft = one === lastText ? undefined : one.read(first, now);
        format = one;
        if (draft !== undefined) break;
      }
      lastText = format === TEXT_FORMATS.at(-1) ? undefined : format;
    }
    draft ??= createDraft();
    if (breakAt >= 0) addTrace(draft, first, text.slice(breakAt + 1));
    return { format: format!, draft };
  };

  return {
    read(entry, context, now) {
      const { text: raw, kinds } = context.redaction
        ? redactor.redact(entry.text, entry.flags)
        : { text: entry.text, kinds: NOTHING_MASKED };
      let object = raw === entry.text ? entry.json : entry.json && parseObject(raw);
      if (object !== undefined && (entry.flags & HAS_BIG_NUMBER) !== 0) object = keepBigNumbers(raw, object);
      if (object !== undefined && isTooDeep(object)) object = undefined;
      if (object !== undefined && (entry.flags & HAS_SURROGATE) !== 0) object = makeWellFormed(object) as JsonObject;
      const hasAnsi = (entry.flags & HAS_ESCAPE) !== 0;
      let format: Format;
      let draft: Draft;
      if (object !== undefined) {
        format = jsonFormatOf(object);
        draft = readObject(object, format, context.correlationKeys);
        if (hasAnsi && draft.message !== undefined) draft.message = withoutAnsi(draft.message);
      } else {
        ({ format, draft } = readText(hasAnsi ? withoutAnsi(raw) : raw, now));
        draft.correlationId ??=
          findCorrelation(draft.attributes, context.correlationKeys) ??
          findCorrelationInText(draft.message ?? '', context.correlationKeys);
      }
      return {
        record: recordOf(draft, format.id, entry, { raw, masked: kinds.length }, context, now),
        maskedKinds: kinds,
      };
    },
  };
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
  entry: Entry,
  { raw, masked }: { readonly raw: string; readonly masked: number },
  context: ReaderContext,
  now: number,
): IncomingRecord {
  const exception = exceptionOf(draft);
  const record: { -readonly [K in keyof IncomingRecord]: IncomingRecord[K] } = {
    timestamp: draft.time?.ms ?? now,
    nanos: draft.time?.nanos ?? 0,
    timestampSource: draft.time === undefined ? 'arrival' : 'record',
    observedTimestamp: now,
    service: draft.service ?? context.service,
    message: draft.message ?? '',
    attributes: draft.attributes,
    format,
    source: context.source,
    masked,
    raw,
    truncated: entry.truncated,
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
