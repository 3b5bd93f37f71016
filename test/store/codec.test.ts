// Packed blocks: unpacked as they were, by either method, and never taken for something else when damaged.
import assert from 'node:assert/strict';
import test from 'node:test';
import zlib from 'node:zlib';
import { pack, unpack } from '../../src/store/homes/embedded/codec.ts';

const text = `${'{"message":"payment declined","n":1}\n'.repeat(500)}ÉTÉ 日本語 😀`;

test('a text comes back as it was, an empty one too', () => {
  for (const one of [text, '', 'x']) assert.equal(unpack(pack(one)), one);
  assert.ok(pack(text).length < text.length / 10);
});

test('a block packed by a Node without zstd is read', () => {
  const bytes = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeUInt32BE(bytes.length, 1);
  assert.equal(unpack(Buffer.concat([head, zlib.deflateRawSync(bytes)])), text);
});

test('damaged bytes throw', () => {
  const packed = pack(text);
  assert.throws(() => unpack(packed.subarray(0, packed.length / 2)));
  assert.throws(() => unpack(Uint8Array.of(9, 0, 0, 0, 1, 2, 3)));
  assert.throws(() => unpack(new Uint8Array()));
  assert.throws(() => unpack(new Uint8Array(200)));
});
