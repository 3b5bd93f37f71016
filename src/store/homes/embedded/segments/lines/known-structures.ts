// The structures this process knows, found by the lines that have them.

import type { Meaning } from './leaf.ts';
import { learn, UNKNOWN_MEANING, withTold } from './meaning.ts';
import { hashOn } from './hash.ts';
import type { Scan } from './scan-json.ts';
import { limitsOf } from './limits.ts';
import { fits, isJson, structureOf, wholeLine, type ReadLine, type Structure } from './structure.ts';
import { textPaths } from './text-paths.ts';
import { toldStructure, type Told } from './told.ts';

/** More than these are not remembered: lines of further structures are kept whole. */
const MAX_STRUCTURES = 4096;
/** Different sets of told values, per structure and of whole lines. */
const MAX_TOLD = 1024;
/** Remembers which structures were seen once; a power of two. */
const SEEN_ONCE = 1 << 16;

export interface KnownStructures {
  /**
   * The structure of a scanned line, undefined where it is not known and not yet worth knowing: the first line of a
   * structure stands alone as often as not.
   */
  find(bytes: Uint8Array, from: number, to: number, scan: Scan, origin: OriginKey): Structure | undefined;
  /** A structure that a file names, the known one where it is known. */
  adopt(structure: Given, slow: boolean): Structure;
  /**
   * The structure of lines the reader told something of, which it is a part of; without one, of lines that are kept whole.
   * Undefined where it has too many such.
   */
  told(structure: Structure | undefined, told: Told): Structure | undefined;
  /** What its values mean, learned on first use. */
  readonly meaning: (structure: Structure) => Meaning;
  /** Its lines are read in full from now on. */
  distrust(structure: Structure): void;
}

export interface OriginKey {
  readonly source: string;
  readonly hint: string;
  /** Hash of both. */
  readonly hash: number;
}

/** A structure of text is learned when so many lines have had it: its words may be names that hardly ever come back. */
const TEXT_SIGHTINGS = 3;
/** Learning costs as much as reading some hundred lines: one structure in so many lines, and as many at once as are saved up. */
const LINES_PER_TEXT = 64;
const MAX_SAVED = 512;
/** Of structures of text: how many are remembered, and how many bytes of text they may hold. */
const MAX_TEXTS = 4096;
const MAX_TEXT_BYTES = 16 * 1024 * 1024;
/** Those with fewer lines than this give way to new ones when there are too many. */
const KEPT_LINES = 256;

export function createKnownStructures(read: ReadLine): KnownStructures {
  let byHash = new Map<number, Structure[]>();
  const adopted = new Map<string, Structure>();
  const once = new Uint32Array(SEEN_ONCE);
  const sightings = new Uint8Array(SEEN_ONCE);
  const toldWhole = new Map<string, Structure>();
  const toldOf = new WeakMap<Structure, Map<string, Structure>>();
  let count = 0;
  let texts = 0;
  let textBytes = 0;
  let saved = MAX_SAVED;
  let ids = 0;

  const meaningOf = (structure: Structure): Meaning => (structure.meaning ??= learn(read, structure));

  /** Segments that are read again name structures that were learned when their lines came in. */
  const remember = (key: string, structure: Structure): void => {
    if (adopted.size > 2 * MAX_STRUCTURES) adopted.clear();
    adopted.set(key, structure);
  };

  /** Whether a hash was met so often, this time counted. */
  const wasSeen = (hash: number, times: number): boolean => {
    const place = (hash ^ (hash >>> 16)) & (SEEN_ONCE - 1);
    if (once[place] !== hash >>> 0) {
      once[place] = hash >>> 0;
      sightings[place] = 0;
    }
    return ++sightings[place]! >= times;
  };

  const roomForText = (bytes: number): boolean => {
    if (saved < 1) return false;
    if (texts < MAX_TEXTS && textBytes + bytes <= MAX_TEXT_BYTES) return true;
    forgetRare();
    return texts < MAX_TEXTS && textBytes + bytes <= MAX_TEXT_BYTES;
  };

  const forgetRare = (): void => {
    const kept = new Map<number, Structure[]>();
    texts = 0;
    textBytes = 0;
    for (const [hash, structures] of byHash) {
      const left = structures.filter((structure) => isJson(structure) || structure.seen >= KEPT_LINES);
      if (left.length > 0) kept.set(hash, left);
      for (const structure of left) {
        if (isJson(structure)) continue;
        texts++;
        textBytes += sizeOf(structure);
      }
    }
    byHash = kept;
    // Where most are frequent, going through them again and again would be for nothing.
    if (texts > MAX_TEXTS / 2 || textBytes > MAX_TEXT_BYTES / 2) saved = -MAX_SAVED;
  };

  const learnText = (structure: Structure): void => {
    saved--;
    texts++;
    textBytes += sizeOf(structure);
    const meaning = meaningOf(structure);
    structure.paths = textPaths(structure, meaning);
    if (meaning.skeleton !== undefined) structure.limits = limitsOf(read, structure, meaning);
  };

  return {
    find(bytes, from, to, scan, origin) {
      const hash = hashOn(scan.hash, origin.hash);
      const json = bytes[from] === 0x7b;
      if (!json && saved < MAX_SAVED) saved += 1 / LINES_PER_TEXT;
      const known = byHash.get(hash);
      if (known !== undefined) {
        for (const structure of known) {
          if (
            structure.source === origin.source &&
            structure.hint === origin.hint &&
            fits(structure, bytes, from, to, scan)
          )
            return structure;
        }
      }
      if (json ? count >= MAX_STRUCTURES : saved < 1) return undefined;
      if (!wasSeen(hash, json ? 2 : TEXT_SIGHTINGS)) return undefined;
      if (!json && !roomForText(to - from)) return undefined;
      const structure = structureOf(ids++, origin, bytes, from, to, scan);
      if (json) count++;
      else learnText(structure);
      remember(keyOf(structure, false), structure);
      const alike = byHash.get(hash);
      if (alike === undefined) byHash.set(hash, [structure]);
      else alike.push(structure);
      return structure;
    },
    told(base, told) {
      let alike = base === undefined ? toldWhole : toldOf.get(base);
      if (alike === undefined) toldOf.set(base!, (alike = new Map<string, Structure>()));
      const key = `${told.kinds.join(' ')} ${told.skeleton}`;
      let structure = alike.get(key);
      if (structure !== undefined) return structure;
      if (alike.size >= MAX_TOLD) {
        if (base !== undefined) return undefined;
        alike.clear();
      }
      structure = toldStructure(ids++, base ?? wholeLine(-1, '', '', ['* told']), told);
      if (base !== undefined) structure.meaning = withTold(meaningOf(base), structure);
      alike.set(key, structure);
      remember(keyOf(structure, false), structure);
      return structure;
    },
    adopt(given, slow) {
      const key = keyOf(given, slow);
      let structure = adopted.get(key);
      if (structure === undefined) {
        structure = {
          ...given,
          id: ids++,
          limits: undefined,
          meaning: slow ? UNKNOWN_MEANING : undefined,
          seen: 0,
          made: new Map(),
        };
        remember(key, structure);
      }
      return structure;
    },
    meaning: meaningOf,
    distrust(structure) {
      structure.meaning = UNKNOWN_MEANING;
      for (const one of toldOf.get(structure)?.values() ?? []) one.meaning = UNKNOWN_MEANING;
    },
  };
}

type Given = Omit<Structure, 'id' | 'limits' | 'meaning' | 'seen' | 'made'>;

function keyOf({ source, hint, kinds, pieces, told }: Given, slow: boolean): string {
  return JSON.stringify([source, hint, kinds, pieces.map((one) => Buffer.from(one).toString('latin1')), slow, told]);
}

function sizeOf({ pieces }: Structure): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
