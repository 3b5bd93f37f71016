// What is packed comes out as it was: numbers, times, tokens of JSON lines, words.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { eachWord, fold } from '../../../src/query/fold.ts';
import { decimalText, decimalValue, readDecimal } from '../../../src/store/homes/embedded/segments/lines/decimal.ts';
import { hashWord } from '../../../src/store/homes/embedded/segments/lines/hash.ts';
import { openInts, packInts } from '../../../src/store/homes/embedded/segments/files/ints.ts';
import { isoTimeText, readIsoTime, readTimeAt } from '../../../src/store/homes/embedded/segments/lines/iso-time.ts';
import { createScan, DECIMAL, scanJson, TIME } from '../../../src/store/homes/embedded/segments/lines/scan-json.ts';
import { scanLogfmt } from '../../../src/store/homes/embedded/segments/lines/scan-logfmt.ts';
import { scanText } from '../../../src/store/homes/embedded/segments/lines/scan-text.ts';
import { createWordScan, scanWords } from '../../../src/store/homes/embedded/segments/lines/scan-words.ts';
import { tokenValue } from '../../../src/store/homes/embedded/segments/lines/structure.ts';
import { addWords, filterOf, mayHave } from '../../../src/store/homes/embedded/segments/lines/word-filter.ts';
import { logLine, textRecord } from './lines.ts';

const bytesOf = (text: string): Buffer => Buffer.from(text);

describe('packed numbers', () => {
  const values = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 5000 }),
    fc.array(fc.maxSafeInteger(), { maxLength: 300 }),
    fc.array(fc.integer(), { maxLength: 300 }),
    fc.tuple(fc.integer(), fc.nat(5000)).map(([from, count]) => Array.from({ length: count }, (_, at) => from + at)),
    fc.array(fc.nat(1000), { maxLength: 3000 }).map((steps) => {
      let sum = 1_767_312_000_000;
      return steps.map((step) => (sum += step - 10));
    }),
  );
  it('come out as they went in', () => {
    fc.assert(
      fc.property(values, fc.boolean(), (list, inOrder) => {
        const packed = openInts(packInts(list, inOrder));
        assert.deepEqual([...packed.all()], list);
        assert.deepEqual(
          list.map((_, at) => packed.at(at)),
          list,
        );
      }),
    );
  });
});

describe('decimals', () => {
  it('are the number JavaScript reads, and their text comes back', () => {
    const into = { mantissa: 0, scale: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.double().map(String), fc.stringMatching(/^-?\d{1,17}(\.\d{1,10})?$/)), (text) => {
        const bytes = bytesOf(text);
        if (!readDecimal(bytes, 0, bytes.length, into)) return;
        assert.equal(decimalText(into.mantissa, into.scale), text);
        assert.equal(decimalValue(into.mantissa, into.scale), Number(text));
      }),
    );
    for (const text of ['0', '1.50', '-0.5', '9007199254740991', '0.000001']) {
      const bytes = bytesOf(text);
      assert.ok(readDecimal(bytes, 0, bytes.length, into), text);
    }
    for (const text of [
      '',
      '-',
      '01',
      '1.',
      '.5',
      '-0',
      '1e3',
      '9007199254740993',
      '0.0000001',
      '1.2.3',
      '12345678901234.56',
    ]) {
      const bytes = bytesOf(text);
      assert.ok(!readDecimal(bytes, 0, bytes.length, into), text);
    }
  });
});

describe('times', () => {
  it('are what Date reads, and their text comes back', () => {
    const into = { ms: 0, nanos: 0, style: 0 };
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        date,
        fc.constantFrom('Z', '+00:00', '-05:30', '+14:00'),
        fc.integer({ min: 0, max: 9 }),
        fc.nat(999_999),
        (at, zone, digits, nanos) => {
          const fraction = `${at.toISOString().slice(20, 23)}${String(nanos).padStart(6, '0')}`.slice(0, digits);
          const text = `${at.toISOString().slice(0, 19)}${digits === 0 ? '' : `.${fraction}`}${zone}`;
          const bytes = bytesOf(text);
          assert.ok(readIsoTime(bytes, 0, bytes.length, into), text);
          assert.equal(isoTimeText(into.ms, into.nanos, into.style), text);
          assert.equal(into.ms, Date.parse(`${text.slice(0, 19)}.${fraction.padEnd(3, '0').slice(0, 3)}Z`));
        },
      ),
    );
    for (const text of [
      '2026-02-30T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:60Z',
      '2026-01-01T00:00:00.Z',
      '2026-01-01 00:00',
    ]) {
      const bytes = bytesOf(text);
      assert.ok(!readIsoTime(bytes, 0, bytes.length, into), text);
    }
  });
});

describe('the scanner of JSON lines', () => {
  const scan = createScan();
  /** Every string, number and boolean of a value, in the order they are written. */
  const leavesOf = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(leavesOf)
      : value === null || value === ''
        ? []
        : [value];
  it('finds the values JSON.parse finds', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false, stringUnit: 'binary' }),
        fc.constantFrom(undefined, 1),
        (value, space) => {
          // Keys that are numbers change places when they are read.
          fc.pre(!/"\d+"\s*:/.test(JSON.stringify(value)));
          const bytes = bytesOf(JSON.stringify(value, undefined, space).replaceAll('\n', ' '));
          fc.pre(scanJson(bytes, 0, bytes.length, scan));
          const found = Array.from({ length: scan.count }, (_, at) => {
            const kind = scan.kind[at]!;
            const token = bytes.toString('utf8', scan.from[at], scan.to[at]);
            return kind >= TIME
              ? isoTimeText(scan.main[at]!, scan.side[at]!, kind - TIME)
              : kind === DECIMAL
                ? decimalValue(scan.main[at]!, scan.side[at]!)
                : tokenValue(kind, token);
          });
          assert.deepEqual(found, leavesOf(JSON.parse(bytes.toString())));
        },
      ),
    );
  });
  it('stays within the line, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), logLine.map(bytesOf)), (bytes) => {
        if (!scanJson(bytes, 0, bytes.length, scan)) return;
        let end = 0;
        for (let at = 0; at < scan.count; at++) {
          assert.ok(scan.from[at]! >= end && scan.to[at]! > scan.from[at]!);
          end = scan.to[at]!;
        }
        assert.ok(end <= bytes.length);
      }),
    );
  });
});

describe('the scanners of text', () => {
  const scan = createScan();
  for (const { name, scanned } of [
    { name: 'logfmt', scanned: scanLogfmt },
    { name: 'text', scanned: scanText },
  ]) {
    it(`give every line of ${name} back, byte for byte`, () => {
      let taken = 0;
      fc.assert(
        fc.property(fc.oneof(textRecord.map(bytesOf), fc.uint8Array({ maxLength: 60 })), (bytes) => {
          const line = Buffer.from(bytes);
          if (!scanned(line, 0, line.length, scan)) return;
          taken++;
          let text = '';
          let end = 0;
          for (let at = 0; at < scan.count; at++) {
            const [from, to, kind] = [scan.from[at]!, scan.to[at]!, scan.kind[at]!];
            assert.ok(from >= end && to > from && to <= line.length);
            text += line.toString('latin1', end, from);
            text +=
              kind >= TIME
                ? isoTimeText(scan.main[at]!, scan.side[at]!, kind - TIME)
                : kind === DECIMAL
                  ? decimalText(scan.main[at]!, scan.side[at]!)
                  : line.toString('latin1', from, to);
            end = to;
          }
          assert.equal(text + line.toString('latin1', end), line.toString('latin1'));
        }),
        { numRuns: 1000 },
      );
      assert.ok(taken > 10, `${taken} lines`);
    });
  }
});

describe('times as logs write them', () => {
  it('come back as they were, and end where they end', () => {
    const into = { ms: 0, nanos: 0, style: 0 };
    for (const text of [
      '2026/11/21 10:06:27',
      '2026/02/28 10:06:27.055669',
      '02/Jan/2026:14:03:22 +0000',
      '29/Feb/2028:23:59:59 -0330',
      'Jan  2 14:03:22',
      'Dec 31 23:59:58.123456789',
      'Feb 29 00:00:00',
      '2026-01-02 14:03:22 +0000',
      '2026-01-02T14:03:22,5-0130',
    ]) {
      const bytes = bytesOf(`${text} - rest`);
      assert.equal(readTimeAt(bytes, 0, bytes.length, into), text.length, text);
      assert.equal(isoTimeText(into.ms, into.nanos, into.style), text);
    }
    for (const text of ['Jan 02 14:03:22', 'Foo  2 14:03:22', '31/Feb/2026:14:03:22 +0000', '2026/13/01 10:06:27']) {
      const bytes = bytesOf(`${text} - rest`);
      assert.equal(readTimeAt(bytes, 0, bytes.length, into), -1, text);
    }
  });
});

describe('words', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[ a-zA-Z0-9_.,é-]{0,60}$/));
  it('that vary are those with a digit', () => {
    const words = createWordScan();
    fc.assert(
      fc.property(text, (given) => {
        const bytes = bytesOf(given);
        const whole = bytes.toString();
        if (!scanWords(bytes, 0, bytes.length, false, words)) return;
        const expected: string[] = [];
        eachWord(whole, (from, to) => {
          if (/\d/.test(whole.slice(from, to))) expected.push(whole.slice(from, to));
        });
        const found = Array.from({ length: words.count }, (_, at) =>
          bytes.toString('utf8', words.from[at], words.to[at]),
        );
        assert.deepEqual(found, expected);
      }),
    );
  });
  it('are all in the filter of their text, and most others are not', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
        const set = new Set<number>();
        for (const one of texts) {
          const token = JSON.stringify(one).slice(1, -1);
          addWords(set, bytesOf(token), 0, bytesOf(token).length);
        }
        const filter = filterOf(set);
        for (const one of texts) {
          const folded = fold(Buffer.from(JSON.stringify(one)).toString() === JSON.stringify(one) ? one : '');
          eachWord(folded, (from, to) => assert.ok(mayHave(filter, hashWord(folded, from, to))));
        }
      }),
    );
    const thousand = filterOf(new Set(Array.from({ length: 1000 }, (_, at) => hashWord(`w${at}`))));
    const wrong = Array.from({ length: 10_000 }, (_, at) => mayHave(thousand, hashWord(`x${at}`))).filter(
      Boolean,
    ).length;
    assert.ok(wrong < 150, `${wrong} of 10,000`);
  });
});
