// Cut messages that several segments share, held once: most segments know the same templates.

import { cutList, cutPieces } from '../filling/cut-shape.ts';
import type { Span } from '../layout.ts';
import type { Structure } from '../lines/structure.ts';

/** What is the same of a shape in every segment. */
export interface AdoptedCut {
  readonly pieces: readonly Uint8Array[];
  readonly kinds: readonly number[];
  readonly cut: Span;
}

const byStructure = new WeakMap<Structure, Map<string, AdoptedCut>>();
/** Cuts of a structure that are remembered. */
const MAX_CUTS = 8192;

/** The cut of a structure's message at `slot`; `inner` is the text between its values, bytes as Latin-1. */
export function adoptCut(
  structure: Structure,
  slot: number,
  inner: readonly string[],
  innerKinds: readonly number[],
): AdoptedCut {
  let cuts = byStructure.get(structure);
  if (cuts === undefined) byStructure.set(structure, (cuts = new Map<string, AdoptedCut>()));
  const key = JSON.stringify([slot, inner, innerKinds]);
  let adopted = cuts.get(key);
  if (adopted === undefined) {
    if (cuts.size >= MAX_CUTS) cuts.clear();
    const texts = inner.map((text) => Buffer.from(text, 'latin1'));
    adopted = { ...cutPieces(structure.pieces, slot, texts), kinds: cutList(structure.kinds, slot, innerKinds) };
    cuts.set(key, adopted);
  }
  return adopted;
}
