// Cuts a stream of bytes into lines, whatever the chunks, in bounded memory.

import { scanLine } from '../redaction/suspects.ts';

/** A line as it came, without its end (LF or CRLF): bytes of a chunk, good until the call ends unless it is held. */
export interface LineBytes {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** What the line may contain (redaction/suspects.ts). */
  readonly flags: number;
  /** Whether it was longer than the cap and has been cut. */
  readonly truncated: boolean;
}

/** The same as text. Invalid UTF-8 has become U+FFFD. */
export interface Line {
  readonly text: string;
  /** What the line may contain (redaction/suspects.ts). */
  readonly flags: number;
  /** Whether it was longer than the cap and has been cut. */
  readonly truncated: boolean;
}

/** The text of a line. */
export function lineOf({ bytes, start, end, flags, truncated }: LineBytes): Line {
  return { text: bytes.toString('utf8', start, end), flags, truncated };
}

export interface LineSplitter {
  /** Takes the next bytes; calls back for each line that they complete, empty ones too: in `chunk` itself where all of it lies there. */
  push(chunk: Buffer): void;
  /** The line that is not complete yet, or undefined where there is none. Only looks. */
  peek(): Line | undefined;
  /** How many bytes of an incomplete line are kept. */
  length(): number;
  /** Makes a line of what is not complete. */
  flush(): void;
  /** Forgets what is not complete. */
  drop(): void;
}

const LF = 10;
const CR = 13;

/**
 * Creates a splitter that keeps at most `cap` bytes of a line: what is longer is handed on truncated as soon as the cap
 * is reached, and the rest up to the next line end is dropped.
 */
export function createLineSplitter(cap: number, onLine: (line: LineBytes) => void): LineSplitter {
  let partial = Buffer.alloc(0);
  let length = 0;
  let dropping = false;

  const keep = (chunk: Buffer, start: number, end: number): void => {
    const size = Math.min(end - start, cap - length);
    if (length + size > partial.length) {
      const grown = Buffer.allocUnsafe(Math.min(cap, Math.max(256, 2 * (length + size))));
      partial.copy(grown, 0, 0, length);
      partial = grown;
    }
    chunk.copy(partial, length, start, start + size);
    length += size;
  };
  const emit = (bytes: Buffer, start: number, end: number, truncated: boolean): void => {
    const last = truncated ? wholeCharacters(bytes, start, end) : bytes[end - 1] === CR && end > start ? end - 1 : end;
    onLine({ bytes, start, end: last, flags: scanLine(bytes, start, last), truncated });
  };
  const emitPartial = (truncated: boolean): void => {
    const size = length;
    length = 0;
    emit(partial, 0, size, truncated);
    if (partial.length > 65_536) partial = Buffer.alloc(0);
  };

  return {
    push(chunk) {
      let start = 0;
      while (start < chunk.length) {
        const found = chunk.indexOf(LF, start);
        const end = found < 0 ? chunk.length : found;
        if (!dropping) {
          if (length + end - start > cap) {
            keep(chunk, start, end);
            dropping = true;
            emitPartial(true);
          } else if (found < 0 || length > 0) {
            keep(chunk, start, end);
            if (found >= 0) emitPartial(false);
          } else emit(chunk, start, end, false);
        }
        if (found >= 0) dropping = false;
        start = end + 1;
      }
    },
    peek() {
      return length === 0
        ? undefined
        : lineOf({ bytes: partial, start: 0, end: length, flags: scanLine(partial, 0, length), truncated: false });
    },
    length: () => length,
    flush() {
      if (length > 0) emitPartial(false);
    },
    drop() {
      length = 0;
    },
  };
}

/** The end of the last whole UTF-8 character at or before `end`. */
function wholeCharacters(bytes: Buffer, start: number, end: number): number {
  let lead = end - 1;
  while (lead > start && lead > end - 4 && (bytes[lead]! & 0xc0) === 0x80) lead--;
  const first = bytes[lead]!;
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return lead + size > end ? lead : end;
}
