// Takes lines into the open segment: by their known structure where there is one, whole where there is none.

import { factsOf, type LineFacts } from '../../../../../model/line.ts';
import type { IncomingRecord } from '../../../../../model/record.ts';
import { agrees } from '../lines/agreement.ts';
import { countFields } from '../lines/field-counts.ts';
import { eachWord, fold } from '../../../../../query/fold.ts';
import { searchableTexts } from '../../../../../query/match.ts';
import { timeFromDecimal } from '../lines/epoch.ts';
import { hashWord, textId } from '../lines/hash.ts';
import type { KnownStructures, OriginKey } from '../lines/known-structures.ts';
import type { LineMeta, Origin } from '../layout.ts';
import type { Meaning } from '../lines/leaf.ts';
import { createFactsOfLine } from '../lines/line-facts.ts';
import { type OpenSegment, type RowMeta } from './open-segment.ts';
import { fromLocal } from '../lines/calendar.ts';
import { withinLimits } from '../lines/limits.ts';
import { createScan, ESCAPED, PLAIN, scanJson } from '../lines/scan-json.ts';
import { scanLogfmt } from '../lines/scan-logfmt.ts';
import { scanText } from '../lines/scan-text.ts';
import { createWordScan, scanWords } from '../lines/scan-words.ts';
import { wholeLine, type ReadLine, type Structure } from '../lines/structure.ts';
import { createStructureTree, type StructureTree } from '../lines/structure-tree.ts';
import { partAt, takeApart, withoutCarried } from '../lines/told.ts';
import { yearlessTime } from '../lines/yearless.ts';

/** A moment that is known already. */
export interface When {
  readonly timestamp: number;
  readonly nanos: number;
}

export interface Intake {
  /** Adds one line. `when` spares asking the reader for its time. */
  add(segment: OpenSegment, bytes: Buffer, from: number, to: number, meta: LineMeta, when?: When): void;
  /** The facts of the line that was added last. */
  facts(): LineFacts;
}

/** What is known of the lines of one origin. */
interface Key extends OriginKey {
  /** The structure of those that are kept whole. */
  readonly whole: Structure;
  readonly tree: StructureTree;
}

/** So many lines of a structure are compared with the reader at first, then one in 64, and after so many lines one in 1,024. */
const FIRST_CHECKS = 16;
const EARLY_LINES = 4096;
/** Times outside of 1970 to 2100 are the reader's business. */
const LAST_MS = 4_102_444_800_000;

export function createIntake(read: ReadLine, known: KnownStructures): Intake {
  const scan = createScan();
  const words = createWordScan();
  const row: RowMeta = { timestamp: 0, nanos: 0, observed: 0, origin: 0 };
  const keys = new Map<string, Key>();
  let lastMeta: Origin | undefined;
  let lastKey: Key | undefined;

  const keyOf = (origin: Origin): Key => {
    if (lastKey !== undefined && lastMeta !== undefined && sameReader(lastMeta, origin)) return lastKey;
    const name = JSON.stringify([origin.source, origin.hint]);
    let key = keys.get(name);
    if (key === undefined) {
      const { source, hint } = origin;
      key = {
        source,
        hint,
        hash: parseInt(textId(name).slice(0, 8), 16) | 0,
        whole: wholeLine(-1 - keys.size, source, hint),
        tree: createStructureTree(),
      };
      keys.set(name, key);
    }
    lastMeta = origin;
    lastKey = key;
    return key;
  };

  /** The line added last: its record, where it was read, or its values, still in `scan`. */
  let last: { readonly record: IncomingRecord } | { structure: Structure; meaning: Meaning; bytes: Buffer } | undefined;
  const factsOfLine = createFactsOfLine(read);

  const textOfLine = (bytes: Buffer, from: number, to: number): string => bytes.toString('utf8', from, to);

  const addWhole = (
    segment: OpenSegment,
    bytes: Buffer,
    from: number,
    to: number,
    meta: LineMeta,
    alreadyRead?: IncomingRecord,
  ): void => {
    const line = textOfLine(bytes, from, to);
    const record = alreadyRead ?? read(line, meta);
    last = { record };
    row.timestamp = record.timestamp;
    row.nanos = record.nanos;
    const told = takeApart(withoutCarried(record, line));
    const structure = told && known.told(undefined, told);
    if (structure !== undefined && segment.takes(structure))
      return segment.addTold(structure, bytes, from, to, told!.tokens, row);
    countFields(segment.parts.wholeFields, record);
    segment.addWhole(keyOf(meta).whole, bytes, from, to, wordsOf(record), row);
  };

  /** The understood structure of a line, whose values are then in `scan`. */
  const structureIn = (bytes: Buffer, from: number, to: number, meta: LineMeta): Structure | undefined => {
    const key = keyOf(meta);
    if (bytes[from] === 0x7b)
      return understood(key.tree.walk(bytes, from, to, scan) ?? jsonStructure(bytes, from, to, key));
    const found = (): Structure | undefined => understood(known.find(bytes, from, to, scan, key));
    const pairs = scanLogfmt(bytes, from, to, scan) ? found() : undefined;
    return pairs ?? (scanText(bytes, from, to, scan) ? found() : undefined);
  };

  const understood = (structure: Structure | undefined): Structure | undefined =>
    structure === undefined || known.meaning(structure).skeleton === undefined ? undefined : structure;

  const jsonStructure = (bytes: Buffer, from: number, to: number, key: Key): Structure | undefined => {
    const structure = scanJson(bytes, from, to, scan) ? known.find(bytes, from, to, scan, key) : undefined;
    if (structure !== undefined) key.tree.add(structure);
    return structure;
  };

  /** Sets the row's time; false where the values do not tell it. */
  const setTime = ({ time }: Meaning, when: When | undefined): boolean => {
    if (when !== undefined) {
      row.timestamp = when.timestamp;
      row.nanos = when.nanos;
      return true;
    }
    switch (time.kind) {
      case 'observed':
        row.timestamp = row.observed;
        row.nanos = 0;
        return true;
      case 'time':
        row.timestamp = scan.main[time.slot]! - time.offsetMs;
        row.nanos = scan.side[time.slot]!;
        return row.timestamp >= 0 && row.timestamp < LAST_MS;
      case 'local':
        row.timestamp = fromLocal(scan.main[time.slot]!);
        row.nanos = scan.side[time.slot]!;
        return row.timestamp >= 0 && row.timestamp < LAST_MS;
      case 'yearless':
        row.timestamp = yearlessTime(scan.main[time.slot]!, row.observed);
        row.nanos = scan.side[time.slot]!;
        return row.timestamp >= 0 && row.timestamp < LAST_MS;
      case 'decimal': {
        const { ms, nanos } = timeFromDecimal(scan.main[time.slot]!, scan.side[time.slot]!, time.unit);
        row.timestamp = ms;
        row.nanos = nanos;
        // Below 2001 the number of digits, from which readers guess the unit, is another.
        return ms >= 1_000_000_000_000 && ms < LAST_MS;
      }
      case 'read':
        return false;
    }
  };

  return {
    add(segment, bytes, from, to, meta, when) {
      row.observed = meta.observedTimestamp;
      row.origin = segment.originId(meta);
      const structure = meta.truncated ? undefined : structureIn(bytes, from, to, meta);
      if (structure === undefined || !segment.takes(structure) || !withinLimits(structure, scan))
        return addWhole(segment, bytes, from, to, meta);
      const meaning = known.meaning(structure);
      const check = structure.seen < FIRST_CHECKS || (when === undefined && isCheckDue(structure.seen));
      structure.seen++;
      const timed = setTime(meaning, when);
      const isTold = meaning.told.length > 0;
      let record: IncomingRecord | undefined;
      if (!timed || check || isTold) {
        record = read(textOfLine(bytes, from, to), meta);
        const agreed = timed && row.timestamp === record.timestamp && row.nanos === record.nanos;
        if (check && ((timed && !agreed) || !agrees(read, structure, tokens(bytes), record, meta))) {
          known.distrust(structure);
          return addWhole(segment, bytes, from, to, meta, record);
        }
        row.timestamp = record.timestamp;
        row.nanos = record.nanos;
      }
      const told = isTold ? takeApart(partAt(record!, meaning.told)) : undefined;
      const full = told === undefined ? structure : known.told(structure, told);
      if (full === undefined || (isTold && (told === undefined || !segment.takes(full))))
        return addWhole(segment, bytes, from, to, meta, record);
      const { message } = meaning;
      const kind = message === undefined ? 0 : structure.kinds[message]!;
      const cut =
        (kind === PLAIN || kind === ESCAPED) &&
        scanWords(bytes, scan.from[message!]!, scan.to[message!]!, kind === ESCAPED, words);
      segment.addStructured(full, bytes, scan, cut ? { slot: message!, words } : undefined, row, told?.tokens);
      last = isTold ? { record: record! } : { structure, meaning, bytes };
    },
    facts() {
      if (last === undefined) throw new Error('no line was added yet');
      return 'record' in last ? factsOf(last.record) : factsOfLine(last.structure, last.meaning, last.bytes, scan);
    },
  };

  function tokens(bytes: Buffer): string[] {
    const found: string[] = [];
    for (let slot = 0; slot < scan.count; slot++) found.push(textOfLine(bytes, scan.from[slot]!, scan.to[slot]!));
    return found;
  }
}

function isCheckDue(seen: number): boolean {
  return (seen & (seen < EARLY_LINES ? 63 : 1023)) === 0;
}

function sameReader(a: Origin, b: Origin): boolean {
  return a.source === b.source && a.hint === b.hint;
}

/** Hashes of the words a record can be found by. */
function wordsOf(record: IncomingRecord): Set<number> {
  const found = new Set<number>();
  for (const text of searchableTexts(record)) {
    const folded = fold(text);
    eachWord(folded, (start, end) => found.add(hashWord(folded, start, end)));
  }
  return found;
}
