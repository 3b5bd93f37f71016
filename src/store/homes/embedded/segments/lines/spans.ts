// Stretches of a line that a leaf of the record is: a message with values in it, a stack trace, an address.

import type { IncomingRecord } from '../../../../../model/record.ts';
import type { Span } from '../layout.ts';
import type { Structure } from './structure.ts';

/** A line of a structure and the record the reader makes of it. */
export interface Sample {
  readonly tokens: readonly string[];
  readonly record: IncomingRecord;
}

/** Places at which a text is looked for in a line. */
const MAX_PLACES = 16;

/** The text of a stretch of a line whose values are given. */
export function spanText(pieces: readonly Uint8Array[], tokens: readonly string[], span: Span): string {
  const { slot, values, start, end } = span;
  let text = '';
  for (let index = 0; index <= values; index++) {
    const piece = pieces[slot + index]!;
    text += Buffer.from(piece.subarray(index === 0 ? start : 0, index === values ? end : piece.length)).toString();
    if (index < values) text += tokens[slot + index]!;
  }
  return text;
}

/** Whether a stretch is one value and nothing else. */
export function isOneValue(pieces: readonly Uint8Array[], { slot, values, start, end }: Span): boolean {
  return values === 1 && end === 0 && start === pieces[slot]!.length;
}

/** The stretch that what `valueOf` finds in records is, in all samples; the first sample is the structure's example. */
export function findSpan(
  { pieces }: Structure,
  samples: readonly Sample[],
  valueOf: (record: IncomingRecord) => unknown,
): Span | undefined {
  const example = samples[0]!;
  const value = valueOf(example.record);
  if (typeof value !== 'string' || value === '') return undefined;
  const line = Buffer.from(
    spanText(pieces, example.tokens, { slot: 0, values: example.tokens.length, start: 0, end: pieces.at(-1)!.length }),
  );
  const wanted = Buffer.from(value);
  let at = line.indexOf(wanted);
  for (let place = 0; at >= 0 && place < MAX_PLACES; place++) {
    const span = spanAt(pieces, example.tokens, at, at + wanted.length);
    const fits =
      span !== undefined && samples.every(({ tokens, record }) => spanText(pieces, tokens, span) === valueOf(record));
    if (fits) return span;
    at = line.indexOf(wanted, at + 1);
  }
  return undefined;
}

/** The bytes of a line as a stretch; undefined where they begin or end within a value. */
function spanAt(pieces: readonly Uint8Array[], tokens: readonly string[], from: number, to: number): Span | undefined {
  let slot = -1;
  let start = 0;
  let at = 0;
  for (let index = 0; index < pieces.length; index++) {
    const end = at + pieces[index]!.length;
    if (slot < 0 && from >= at && from <= end && (from < end || to > from)) {
      slot = index;
      start = from - at;
    }
    if (slot >= 0 && to >= at && to <= end) return { slot, values: index - slot, start, end: to - at };
    at = end + Buffer.byteLength(tokens[index] ?? '');
    if (slot < 0 && from < at) return undefined;
  }
  return undefined;
}
