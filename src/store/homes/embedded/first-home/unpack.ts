// Unpacks the text of a block of the first home.

import zlib from 'node:zlib';

const DEFLATE = 1;
const ZSTD = 2;
/** Method, and the length of the text in bytes as four bytes. */
const HEAD = 5;

/** The text that was packed. Throws where the bytes are damaged. */
export function unpack(packed: Uint8Array): string {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(1);
  const bytes = packed.subarray(HEAD);
  // One byte more than needed: with exactly enough, zlib asks for a second chunk to see the end.
  const options = { chunkSize: Math.max(64, length + 1), maxOutputLength: Math.max(64, length + 1) };
  if (packed[0] === DEFLATE) return zlib.inflateRawSync(bytes, options).toString('utf8');
  if (packed[0] === ZSTD) return zlib.zstdDecompressSync(bytes, options).toString('utf8');
  throw new Error('packed in an unknown way');
}
