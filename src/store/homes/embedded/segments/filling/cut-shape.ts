// Shapes whose message is cut: put together from their structure and the text between the message's values.

import type { Shape, Span } from '../layout.ts';
import { DECIMAL, type Scan } from '../lines/scan-json.ts';
import type { WordScan } from '../lines/scan-words.ts';

/** A structure's pieces with the message at `slot` replaced by its own: `inner` is the text between its values. */
export function cutPieces(
  whole: readonly Uint8Array[],
  slot: number,
  inner: readonly Uint8Array[],
): { readonly pieces: Uint8Array[]; readonly cut: Span } {
  const [before, after] = [whole[slot]!, whole[slot + 1]!];
  const [first, last] = [inner[0]!, inner.at(-1)!];
  const values = inner.length - 1;
  const message =
    values === 0
      ? [Buffer.concat([before, first, after])]
      : [Buffer.concat([before, first]), ...inner.slice(1, -1), Buffer.concat([last, after])];
  return {
    pieces: [...whole.slice(0, slot), ...message, ...whole.slice(slot + 2)],
    cut: { slot, values, start: before.length, end: values === 0 ? before.length + first.length : last.length },
  };
}

/** What a structure has per value, with what the message's values have in the place of the message. */
export function cutList<T>(whole: readonly T[], slot: number, inner: readonly T[]): T[] {
  return [...whole.slice(0, slot), ...inner, ...whole.slice(slot + 1)];
}

/** The text between the varying words of a message. */
export function innerPieces(bytes: Uint8Array, scan: Scan, slot: number, words: WordScan): Uint8Array[] {
  const inner: Uint8Array[] = [];
  let at = scan.from[slot]!;
  for (let word = 0; word < words.count; word++) {
    inner.push(bytes.slice(at, words.from[word]));
    at = words.to[word]!;
  }
  inner.push(bytes.slice(at, scan.to[slot]));
  return inner;
}

/** Whether a message cut into words has the text of a shape between them. */
export function sameTemplate(shape: Shape, bytes: Uint8Array, scan: Scan, slot: number, words: WordScan): boolean {
  const { values, start, end } = shape.cut!;
  if (values !== words.count) return false;
  let at = scan.from[slot]!;
  for (let index = 0; index <= values; index++) {
    const piece = shape.pieces[slot + index]!;
    const first = index === 0 ? start : 0;
    const length = (index === values ? end : piece.length) - first;
    if ((index === values ? scan.to[slot]! : words.from[index]!) - at !== length) return false;
    for (let inside = 0; inside < length; inside++) if (piece[first + inside] !== bytes[at + inside]) return false;
    if (index === values) return true;
    if (words.numbers[index]! >= 0 !== (shape.kinds[slot + index] === DECIMAL)) return false;
    at = words.to[index]!;
  }
  return true;
}
