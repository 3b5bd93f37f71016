// The known structures of JSON lines as a tree: a line is cut by walking along it, without looking at its keys one by one.

import { ESCAPED, PLAIN, scanBare, scanString, TIME, UNICODE, type Scan } from './scan-json.ts';
import type { Structure } from './structure.ts';

/** A tree of the structures of one origin. */
export interface StructureTree {
  /** The structure of a line, and its values in `scan` as scanJson would put them there; undefined where it is not in the tree. */
  walk(bytes: Uint8Array, from: number, to: number, scan: Scan): Structure | undefined;
  /** Takes a structure of JSON lines in; nothing changes where it is in already or the tree is full. */
  add(structure: Structure): void;
}

/** The text before a value, and what may follow that value. */
interface Step {
  readonly piece: Piece;
  /** The value is a string: the piece ends with its opening quote. */
  readonly quoted: boolean;
  /** The structure of lines that end with this piece. */
  structure: Structure | undefined;
  /** Kinds of the value, and for each the steps behind it, those taken last in front. */
  readonly kinds: number[];
  readonly behind: Step[][];
}

/** Steps of a tree at most. */
const MAX_STEPS = 1 << 15;
/** So many steps are tried at one place: a line that differs from all of them is scanned as quickly. */
const MAX_TRIES = 8;

/** Creates a tree without structures. */
export function createStructureTree(): StructureTree {
  const first: Step[] = [];
  let steps = 0;
  let viewed: Uint8Array | undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));
  return {
    walk(bytes, from, to, scan) {
      if (viewed !== bytes) {
        viewed = bytes;
        view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      }
      let level: Step[] | undefined = first;
      let at = from;
      for (let slot = 0; level !== undefined; slot++) {
        let next: Step[] | undefined;
        const tries = Math.min(level.length, MAX_TRIES);
        for (let index = 0; index < tries; index++) {
          const step: Step = level[index]!;
          const start = at + step.piece.length;
          if (start > to || !isAt(step.piece, view, at)) continue;
          if (start === to) {
            scan.count = slot;
            return step.structure;
          }
          const end = step.quoted ? scanString(bytes, start, to, scan, slot) : scanBare(bytes, start, to, scan, slot);
          if (end < 0) continue;
          next = step.behind[step.kinds.indexOf(scan.kind[slot]!)];
          if (next === undefined) continue;
          if (index > 0) {
            level.copyWithin(1, 0, index);
            level[0] = step;
          }
          at = end;
          break;
        }
        level = next;
      }
      return undefined;
    },
    add(structure) {
      const { pieces, kinds } = structure;
      if (steps + pieces.length > MAX_STEPS) return;
      let level = first;
      for (let slot = 0; ; slot++) {
        const piece = pieceOf(pieces[slot]!);
        let step = level.find((one) => isSame(one.piece, piece));
        if (step === undefined) {
          const quoted = slot < kinds.length && isString(kinds[slot]!);
          step = { piece, quoted, structure: undefined, kinds: [], behind: [] };
          level.unshift(step);
          steps++;
        }
        if (slot === kinds.length) {
          step.structure = structure;
          return;
        }
        let kind = step.kinds.indexOf(kinds[slot]!);
        if (kind < 0) {
          kind = step.kinds.push(kinds[slot]!) - 1;
          step.behind.push([]);
        }
        level = step.behind[kind]!;
      }
    },
  };
}

/** Text that is compared four bytes at a time. */
interface Piece {
  readonly length: number;
  /** From every fourth byte on; the last of them ends where the text ends. */
  readonly words: Int32Array;
  /** The text itself where it is shorter than that. */
  readonly few: Uint8Array;
}

const WORD_BYTES = 4;
const NONE = new Uint8Array(0);

function pieceOf(text: Uint8Array): Piece {
  const { length } = text;
  if (length < WORD_BYTES) return { length, words: new Int32Array(0), few: text };
  const view = new DataView(text.buffer, text.byteOffset, length);
  const words = Int32Array.from({ length: Math.ceil(length / WORD_BYTES) }, (_, word) =>
    view.getInt32(Math.min(word * WORD_BYTES, length - WORD_BYTES), true),
  );
  return { length, words, few: NONE };
}

/** Whether the text stands at a place where there are bytes enough for it. */
function isAt({ length, words, few }: Piece, view: DataView, at: number): boolean {
  const last = words.length - 1;
  for (let word = 0; word < last; word++) if (words[word] !== view.getInt32(at + word * WORD_BYTES, true)) return false;
  if (last >= 0) return words[last] === view.getInt32(at + length - WORD_BYTES, true);
  for (let inside = 0; inside < length; inside++) if (few[inside] !== view.getUint8(at + inside)) return false;
  return true;
}

function isSame(a: Piece, b: Piece): boolean {
  return (
    a.length === b.length &&
    a.words.every((word, at) => word === b.words[at]) &&
    a.few.every((one, at) => one === b.few[at])
  );
}

function isString(kind: number): boolean {
  return kind === PLAIN || kind === ESCAPED || kind === UNICODE || kind >= TIME;
}
