// What goes in comes out, byte for byte: from the log, from the open segment, and from the sealed one.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import { createDescriptors } from '../../../src/store/homes/embedded/segments/files/descriptors.ts';
import { diskFiles } from '../../../src/store/homes/embedded/segments/files/files.ts';
import { createFrameCache } from '../../../src/store/homes/embedded/segments/files/frame-cache.ts';
import { createIntake } from '../../../src/store/homes/embedded/segments/filling/intake.ts';
import { createKnownStructures } from '../../../src/store/homes/embedded/segments/lines/known-structures.ts';
import { BLOCK_ROWS, type LineMeta } from '../../../src/store/homes/embedded/segments/layout.ts';
import { createOpenSegment } from '../../../src/store/homes/embedded/segments/filling/open-segment.ts';
import { createBlockReader } from '../../../src/store/homes/embedded/segments/lines/render.ts';
import { sealInput } from '../../../src/store/homes/embedded/segments/files/seal-input.ts';
import { seal } from '../../../src/store/homes/embedded/segments/files/seal.ts';
import { openSegmentFile, sealedView } from '../../../src/store/homes/embedded/segments/files/sealed-segment.ts';
import type { SegmentView } from '../../../src/store/homes/embedded/segments/view.ts';
import { openWal, readWal } from '../../../src/store/homes/embedded/segments/filling/wal.ts';
import { incomingRecord } from '../generate.ts';
import { BASE } from '../plain-record.ts';
import { runOf } from './line-run.ts';
import { logLine } from './lines.ts';
import { linesOf, realLogs } from './real-logs.ts';
import { readLine } from './read-line.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sightline-round-trip-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

const META: LineMeta = { source: 'tcp', hint: 'unknown', masked: 0, truncated: false, observedTimestamp: BASE };

function sameLines(view: SegmentView, lines: readonly Buffer[], where: string): void {
  assert.equal(view.rows, lines.length);
  for (let block = 0; block * BLOCK_ROWS < lines.length; block++) {
    const reader = createBlockReader(view, block);
    for (let row = 0; row < BLOCK_ROWS && block * BLOCK_ROWS + row < lines.length; row++) {
      const line = lines[block * BLOCK_ROWS + row]!;
      const got = Buffer.from(reader.line(row));
      if (!got.equals(line))
        assert.fail(
          `${where}, line ${block * BLOCK_ROWS + row}: ${JSON.stringify(got.toString('latin1'))} was ${JSON.stringify(line.toString('latin1'))}`,
        );
    }
  }
}

/** Takes lines in and looks for them in the log, in the open segment, and in the sealed one. */
function roundTrip(lines: readonly Buffer[], name: string): void {
  const file = path.join(root, String(count++));
  const run = runOf(lines, META);

  const wal = openWal(`${file}.wal`, 0, diskFiles);
  wal.write([run]);
  wal.close();
  const logged: Buffer[] = [];
  const { damaged } = readWal(`${file}.wal`, readFileSync(`${file}.wal`), ({ meta, bytes, spans }) => {
    assert.deepEqual(meta, META);
    for (let at = 0; at < spans.length; at += 2) logged.push(Buffer.from(bytes.subarray(spans[at], spans[at + 1])));
  });
  assert.ok(!damaged);
  assert.ok(logged.length === lines.length && logged.every((line, at) => line.equals(lines[at]!)), `${name}, log`);

  const known = createKnownStructures(readLine);
  const intake = createIntake(readLine, known);
  const segment = createOpenSegment(1);
  const bytes = Buffer.from(run.bytes);
  for (let at = 0; at < run.spans.length; at += 2) intake.add(segment, bytes, run.spans[at]!, run.spans[at + 1]!, META);
  sameLines(segment, lines, `${name}, open`);
  if (lines.length > 0) {
    seal(sealInput(segment, known.meaning), `${file}.seg`);
    // As another process reads it: nothing is known yet.
    const descriptors = createDescriptors(1);
    const opened = openSegmentFile(`${file}.seg`, descriptors);
    sameLines(
      sealedView(1, opened, createKnownStructures(readLine), createFrameCache(1 << 20)),
      lines,
      `${name}, sealed`,
    );
    descriptors.close();
    rmSync(`${file}.seg`);
  }
  rmSync(`${file}.wal`);
}

it('holds for what programs of this machine wrote', () => {
  const logs = realLogs();
  const names = logs.map(({ name }) => name).join(', ');
  // The repository's own lines of 20 libraries, and what node writes, are always there.
  assert.ok(logs.length >= 22, names);
  let all = 0;
  for (const { name, bytes } of logs) {
    const lines = linesOf(bytes);
    all += lines.length;
    roundTrip(lines, name);
  }
  assert.ok(all > 5000, `${all} lines of ${names}`);
});

it('holds for generated lines of every kind', () => {
  fc.assert(
    fc.property(fc.array(logLine, { maxLength: 120, size: 'max' }), (lines) =>
      roundTrip(
        lines.map((line) => Buffer.from(line)),
        'generated',
      ),
    ),
    { numRuns: 60 },
  );
});

it('holds for JSON of any make: keys twice, numbers of any size, spaces, nesting', () => {
  const space = fc.constantFrom('', ' ', '\t', '  ');
  const key = fc.constantFrom('a', 'a', 'b', '__proto__', 'constructor', 'é', '', 'a.b', '\\u0061', 'with \\"quote\\"');
  const number = fc.constantFrom(
    ...['0', '-0', '1', '1.0', '1.00', '1e0', '1E+2', '-1.5e-7', '9007199254740992', '9007199254740993', '0.1', '0.10'],
    ...[
      '123456789012345678901234567890',
      '1e400',
      '-1e-400',
      '00',
      '01',
      '1.',
      '.5',
      '+1',
      '0x10',
      '1_000',
      'NaN',
      '-',
    ],
  );
  const text = fc.oneof(
    fc.constantFrom(
      '',
      '\\u0000',
      '\\ud800',
      '\\udc00\\ud800',
      '\\ud83d\\ude00',
      '\\/',
      '/',
      '\\n',
      '\u007f',
      '\u2028',
      'é',
      'e\u0301',
    ),
    fc.constantFrom(
      '2026-01-02T03:04:05Z',
      '2026-01-02T03:04:05.000Z',
      '2026-01-02 03:04:05,123',
      '2026-13-45T99:99:99Z',
    ),
    fc.constantFrom('order 17 took 3 ms', 'order 017 took 3.0 ms', 'x1', '1e5 2', '\\t1 2'),
  );
  const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      text.map((one) => `"${one}"`),
      number,
      fc.constantFrom('true', 'false', 'null', 'tru', 'nul', 'undefined', '{}', '[]', '{ }'),
      fc
        .array(fc.tuple(key, space, tie('value')), { maxLength: 5 })
        .map((entries) => `{${entries.map(([k, s, v]) => `"${k}"${s}:${s}${v}`).join(',')}}`),
      fc.array(tie('value'), { maxLength: 4 }).map((values) => `[${values.join(', ')}]`),
    ),
  })).value;
  const line = fc
    .array(fc.tuple(key, space, value), { maxLength: 6 })
    .map((entries) => `{${entries.map(([k, s, v]) => `"${k}"${s}:${v}`).join(',')}}`);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25, size: 'max' }), fc.nat(3), (lines, times) => {
      // Again and again: a structure is known from its second line on.
      const all = Array.from({ length: times + 1 }, () => lines).flat();
      roundTrip(
        all.map((one) => Buffer.from(one)),
        'made',
      );
    }),
    { numRuns: 150 },
  );
});

it('holds for bytes that are no text at all', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .uint8Array({ maxLength: 20 })
      .map((inside) => Buffer.concat([Buffer.from('{"a":"'), inside, Buffer.from('","n":1}')])),
    fc
      .uint8Array({ maxLength: 12 })
      .map((inside) => Buffer.concat([Buffer.from('{"message":"order 1 '), inside, Buffer.from('"}')])),
    fc.uint8Array({ maxLength: 6 }).map((inside) => Buffer.concat([Buffer.from('{"'), inside, Buffer.from('":"x"}')])),
  );
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 40, size: 'max' }), fc.nat(3), (lines, times) => {
      roundTrip(
        Array.from({ length: times + 1 }, () => lines)
          .flat()
          .map((one) => Buffer.from(one)),
        'bytes',
      );
    }),
    { numRuns: 150 },
  );
});

it('holds for records as lines, for thousands of shapes, for keys that never come again, for large lines', () => {
  const records = fc
    .sample(incomingRecord, { numRuns: 300, seed: 1 })
    .map((record) => Buffer.from(JSON.stringify(record)));
  roundTrip(records, 'records');
  const shapes = Array.from({ length: 6000 }, (_, n) => {
    const shape = n % 1500;
    const fields = Array.from({ length: 11 }, (_none, bit) => ((shape & (1 << bit)) === 0 ? '' : `,"f${bit}":${n}`));
    return Buffer.from(`{"message":"line ${n} of kind${shape % 7}"${fields.join('')}}`);
  });
  roundTrip(shapes, 'shapes');
  roundTrip(
    Array.from({ length: 5000 }, (_, n) => Buffer.from(`{"key_${n}":"value ${n}","key_${n}":${n}}`)),
    'keys',
  );
  const words = Array.from({ length: 9000 }, (_, n) =>
    Buffer.from(
      `{"message":"${Array.from({ length: 6 }, (_none, at) => `w${(n * 7 + at * 13) % 97}${'xyz'[at % 3]}`).join(n % 2 === 0 ? ' ' : ', ')}"}`,
    ),
  );
  roundTrip(words, 'templates');
  const large = [
    `{"message":"${'long 1 '.repeat(200_000)}"}`,
    `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    'x'.repeat(1 << 20),
    '',
    ' ',
    '\r',
    '\0',
    `{${Array.from({ length: 500 }, (_, n) => `"k${n}":${n}`).join(',')}}`,
  ];
  roundTrip(
    [...large, ...large, ...large].map((line) => Buffer.from(line)),
    'large',
  );
});
