// Puts lines together that are one record: a stack trace with the line before it, a JSON object over several lines.

import type { JsonObject } from '../../model/json.ts';
import { beginsLikeObject, mayOpenObject, openBrackets, parseObject } from './json-lines.ts';
import type { Line } from './lines.ts';
import { traceBegunBy, traceGoesOn, type TraceState } from './traces.ts';

/** One record's worth of lines, joined by LF. */
export interface Entry extends Line {
  /** What `text` is, where it is a JSON object. Not masked yet. */
  readonly json?: JsonObject;
}

export interface EntryAssembler {
  push(line: Line): void;
  /** What is held back for what may follow: text for its trace, or the beginning of an object. */
  pending(): 'text' | 'object' | undefined;
  /** Hands on what is held back. */
  flush(): void;
}

/** A joined record takes no more than this, in UTF-16 units and in lines. */
const MAX_LENGTH = 1 << 20;
const MAX_LINES = 5_000;
/** How a record of text that may own the trace behind it begins: a level or a time somewhere in its first characters. */
const RECORD_START = /\d\d:\d\d|^\[?\d{4}[-/]|\b(?:ERROR|WARN|WARNING|INFO|DEBUG|CRITICAL|FATAL|SEVERE|ERR|TRACE)\b/i;

interface Held {
  readonly lines: string[];
  flags: number;
  length: number;
}

/** Creates the assembler of one connection. A JSON object on one line is handed on at once; text waits for its trace. */
export function createEntryAssembler(onEntry: (entry: Entry) => void): EntryAssembler {
  let text: (Held & { trace: TraceState; readonly startedRecord: boolean; truncated: boolean }) | undefined;
  let object: (Held & { open: number; readonly parts: Line[] }) | undefined;

  const hold = (line: Line): void => {
    text = {
      lines: [line.text],
      flags: line.flags,
      length: line.text.length,
      truncated: line.truncated,
      trace: traceBegunBy(line.text),
      startedRecord: RECORD_START.test(line.text.slice(0, 200)),
    };
  };
  const emitText = (): void => {
    if (text === undefined) return;
    const { lines, flags, truncated } = text;
    text = undefined;
    while (lines.at(-1) === '') lines.pop();
    onEntry({ text: lines.join('\n'), flags, truncated });
  };
  /** A line that only may have begun a trace becomes a record of its own. */
  const splitMaybe = (): void => {
    if (text?.trace !== 'maybe') return;
    const { flags } = text;
    const last = text.lines.pop()!;
    emitText();
    hold({ text: last, flags, truncated: false });
  };
  const flushText = (): void => {
    splitMaybe();
    emitText();
  };
  const giveUpObject = (): void => {
    if (object === undefined) return;
    const { parts } = object;
    object = undefined;
    for (const part of parts) pushText(part);
  };
  const joinsText = (line: Line): boolean => {
    if (text === undefined || line.truncated) return false;
    if (text.length + line.text.length >= MAX_LENGTH || text.lines.length >= MAX_LINES) return false;
    const trace = traceGoesOn(line.text, text.trace, text.startedRecord);
    if (trace === undefined) return false;
    text.trace = trace;
    text.lines.push(line.text);
    text.length += line.text.length + 1;
    text.flags |= line.flags;
    return true;
  };
  const pushText = (line: Line): void => {
    if (joinsText(line)) return;
    flushText();
    if (line.text.trim() !== '') hold(line);
  };

  /** Takes the line as one more of the object being read; false where that is over. */
  const goOnWithObject = (line: Line): boolean => {
    if (object === undefined) return false;
    const open = openBrackets(line.text, object.open);
    if (
      open === undefined ||
      line.truncated ||
      object.length + line.text.length > MAX_LENGTH ||
      object.lines.length >= MAX_LINES
    )
      return false;
    object.open = open;
    object.lines.push(line.text);
    object.parts.push(line);
    object.flags |= line.flags;
    object.length += line.text.length + 1;
    if (open > 0) return true;
    const joined = object.lines.join('\n');
    const json = parseObject(joined);
    if (json === undefined) giveUpObject();
    else {
      const { flags } = object;
      object = undefined;
      onEntry({ text: joined, flags, truncated: false, json });
    }
    return true;
  };

  const openObject = (line: Line): boolean => {
    const open = !line.truncated && mayOpenObject(line.text) ? openBrackets(line.text, 0) : undefined;
    if (open === undefined || open === 0) return false;
    flushText();
    object = { lines: [line.text], parts: [line], flags: line.flags, length: line.text.length, open };
    return true;
  };

  return {
    push(line) {
      if (beginsLikeObject(line.text) && !line.truncated) {
        const json = parseObject(line.text);
        if (json !== undefined && (object === undefined || line.text.startsWith('{"'))) {
          giveUpObject();
          flushText();
          onEntry({ text: line.text, flags: line.flags, truncated: false, json });
          return;
        }
      }
      if (goOnWithObject(line)) return;
      giveUpObject();
      if (!openObject(line)) pushText(line);
    },
    pending: () => (object !== undefined ? 'object' : text !== undefined ? 'text' : undefined),
    flush() {
      giveUpObject();
      flushText();
    },
  };
}
