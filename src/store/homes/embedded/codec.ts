// Packs the text of a block small: zstd where this Node has it, else deflate.

import zlib from 'node:zlib';

const DEFLATE = 1;
const ZSTD = 2;
/** Method, and the length of the text in bytes as four bytes: known beforehand, it is unpacked in one go. */
const HEAD = 5;

// Node has zstd from 22.15 on; a file may be read by an older one than wrote it, so every block names its method.
const { zstdCompressSync, zstdDecompressSync } = zlib as Partial<
  Pick<typeof zlib, 'zstdCompressSync' | 'zstdDecompressSync'>
>;
const FAST = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } };

/** Packed bytes of a text. */
export function pack(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  const packed = zstdCompressSync?.(bytes, FAST) ?? zlib.deflateRawSync(bytes, { level: 1 });
  const all = new Uint8Array(HEAD + packed.length);
  all[0] = zstdCompressSync === undefined ? DEFLATE : ZSTD;
  new DataView(all.buffer).setUint32(1, bytes.length);
  all.set(packed, HEAD);
  return all;
}

/** The text that was packed. Throws where the bytes are damaged, or packed by a method this Node does not know. */
export function unpack(packed: Uint8Array): string {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(1);
  const bytes = packed.subarray(HEAD);
  // One byte more than needed: with exactly enough, zlib asks for a second chunk to see the end.
  const options = { chunkSize: Math.max(64, length + 1), maxOutputLength: Math.max(64, length + 1) };
  if (packed[0] === DEFLATE) return zlib.inflateRawSync(bytes, options).toString('utf8');
  if (packed[0] === ZSTD && zstdDecompressSync !== undefined)
    return zstdDecompressSync(bytes, options).toString('utf8');
  throw new Error('packed in a way this Node does not know');
}
