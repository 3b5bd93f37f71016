// The structures this process knows, found by the lines that have them.

import type { Meaning } from './leaf.ts';
import { learn, UNKNOWN_MEANING } from './meaning.ts';
import { hashOn } from './hash.ts';
import type { Scan } from './scan-json.ts';
import { fits, structureOf, type ReadLine, type Structure } from './structure.ts';

/** More than these are not remembered: lines of further structures are kept whole. */
const MAX_STRUCTURES = 4096;
/** Remembers which structures were seen once; a power of two. */
const SEEN_ONCE = 1 << 16;

export interface KnownStructures {
  /**
   * The structure of a scanned line, undefined where it is not known and not yet worth knowing: the first line of a
   * structure stands alone as often as not.
   */
  find(bytes: Uint8Array, from: number, to: number, scan: Scan, origin: OriginKey): Structure | undefined;
  /** A structure that a file names, the known one where it is known. */
  adopt(structure: Omit<Structure, 'id' | 'meaning' | 'seen' | 'made'>, slow: boolean): Structure;
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

export function createKnownStructures(read: ReadLine): KnownStructures {
  const byHash = new Map<number, Structure[]>();
  const adopted = new Map<string, Structure>();
  const once = new Uint32Array(SEEN_ONCE);
  let count = 0;
  let ids = 0;
  return {
    find(bytes, from, to, scan, origin) {
      const hash = hashOn(scan.hash, origin.hash);
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
      if (count >= MAX_STRUCTURES) return undefined;
      const place = (hash ^ (hash >>> 16)) & (SEEN_ONCE - 1);
      if (once[place] !== hash >>> 0) {
        once[place] = hash >>> 0;
        return undefined;
      }
      const structure = structureOf(ids++, origin, bytes, from, to, scan);
      count++;
      if (known === undefined) byHash.set(hash, [structure]);
      else known.push(structure);
      return structure;
    },
    adopt(given, slow) {
      const key = JSON.stringify([
        given.source,
        given.hint,
        given.kinds,
        given.pieces.map((piece) => Buffer.from(piece).toString('latin1')),
        slow,
      ]);
      let structure = adopted.get(key);
      if (structure === undefined) {
        if (adopted.size > 2 * MAX_STRUCTURES) adopted.clear();
        structure = { ...given, id: ids++, meaning: slow ? UNKNOWN_MEANING : undefined, seen: 0, made: new Map() };
        adopted.set(key, structure);
      }
      return structure;
    },
    meaning(structure) {
      return (structure.meaning ??= learn(read, structure));
    },
    distrust(structure) {
      structure.meaning = UNKNOWN_MEANING;
    },
  };
}
