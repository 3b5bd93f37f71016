// Packs the text of a block small: zstd where this Node has it, else deflate.

import zlib from 'node:zlib';

const DEFLATE = 1;
const ZSTD = 2;

// Node has zstd from 22.15 on; a file may be read by an older one than wrote it, so every block names its method.
const { zstdCompressSync, zstdDecompressSync } = zlib as Partial<
  Pick<typeof zlib, 'zstdCompressSync' | 'zstdDecompressSync'>
>;
const FAST = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } };

/** Packed bytes of a text; the first byte names the method. */
export function pack(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  if (zstdCompressSync !== undefined) return marked(ZSTD, zstdCompressSync(bytes, FAST));
  return marked(DEFLATE, zlib.deflateRawSync(bytes, { level: 1 }));
}

/** The text that was packed. Throws where the bytes are damaged, or packed by a method this Node does not know. */
export function unpack(packed: Uint8Array): string {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset + 1, packed.byteLength - 1);
  if (packed[0] === DEFLATE) return zlib.inflateRawSync(bytes).toString('utf8');
  if (packed[0] === ZSTD && zstdDecompressSync !== undefined) return zstdDecompressSync(bytes).toString('utf8');
  throw new Error('packed in a way this Node does not know');
}

function marked(method: number, bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(bytes.length + 1);
  all[0] = method;
  all.set(bytes, 1);
  return all;
}
