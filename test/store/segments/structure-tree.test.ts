// Walking a line along the tree of known structures finds what scanning it finds, and nothing where it has none of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  createScan,
  DECIMAL,
  scanJson,
  TIME,
  type Scan,
} from '../../../src/store/homes/embedded/segments/lines/scan-json.ts';
import { createStructureTree } from '../../../src/store/homes/embedded/segments/lines/structure-tree.ts';
import { fits, structureOf } from '../../../src/store/homes/embedded/segments/lines/structure.ts';
import { logLine } from './lines.ts';

/** Few signs, so that lines are alike up to any place in them, also such as are no JSON. */
const signs = fc.constantFrom(
  '{"a":',
  '{"',
  '"',
  ':',
  ',',
  '"a"',
  '""',
  'true',
  't',
  'f',
  'null',
  '1',
  '-',
  '0.5',
  '}',
  ' ',
  '\\',
);
const scribble = fc.array(signs, { maxLength: 12 }).map((parts) => parts.join(''));
const origin = { source: 'tcp', hint: '' };

/** What a scan found of a line. */
function found({ count, from, to, kind, main, side }: Scan): unknown[] {
  return Array.from({ length: count }, (_, slot) => {
    const numeric = kind[slot] === DECIMAL || kind[slot]! >= TIME;
    return [from[slot], to[slot], kind[slot], numeric && main[slot], numeric && side[slot]];
  });
}

describe('the tree of structures', () => {
  for (const { of, line, most } of [
    { of: 'lines of all kinds', line: logLine, most: 30 },
    { of: 'scribbles', line: scribble, most: 60 },
  ])
    it(`cuts ${of} as the scanner does`, () => {
      const [scanned, walked] = [createScan(), createScan()];
      fc.assert(
        fc.property(fc.array(line, { maxLength: most }), (lines) => {
          const tree = createStructureTree();
          for (const bytes of lines.map((text) => Buffer.from(text))) {
            const structure = tree.walk(bytes, 0, bytes.length, walked);
            const good = scanJson(bytes, 0, bytes.length, scanned);
            if (structure !== undefined) {
              assert.ok(good && fits(structure, bytes, 0, bytes.length, scanned));
              assert.deepEqual(found(walked), found(scanned));
            }
            if (good) tree.add(structureOf(0, origin, bytes, 0, bytes.length, scanned));
          }
        }),
        { numRuns: 500 },
      );
    });

  it('knows every line it was given, as long as places have few ways on', () => {
    const scan = createScan();
    fc.assert(
      fc.property(fc.array(scribble, { maxLength: 8 }), (lines) => {
        const tree = createStructureTree();
        const given = lines.map((text) => Buffer.from(text)).filter((bytes) => scanJson(bytes, 0, bytes.length, scan));
        for (const bytes of given) {
          scanJson(bytes, 0, bytes.length, scan);
          tree.add(structureOf(0, origin, bytes, 0, bytes.length, scan));
        }
        for (const bytes of given) assert.notEqual(tree.walk(bytes, 0, bytes.length, scan), undefined);
      }),
    );
  });

  it('gives up on a line where too many ways lead on', () => {
    const scan = createScan();
    const tree = createStructureTree();
    const lines = Array.from({ length: 50 }, (_, at) => Buffer.from(`{"key${at}":1}`));
    for (const bytes of lines) {
      scanJson(bytes, 0, bytes.length, scan);
      tree.add(structureOf(0, origin, bytes, 0, bytes.length, scan));
    }
    const known = lines.filter((bytes) => tree.walk(bytes, 0, bytes.length, scan) !== undefined);
    assert.ok(known.length > 0 && known.length < lines.length);
  });
});
