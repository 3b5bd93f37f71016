// Packs whole numbers into bytes: constant, counting up, in as few bits as their range needs, or in compressed byte planes.

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

// A header of 16 bytes: mode, bits or planes, two free bytes, count (u32), smallest or first value (f64); then the body.
const HEADER = 16;
const CONSTANT = 0;
const COUNTING = 1;
const PACKED = 2;
const PLANES = 3;
const DELTAS = 4;
const DOUBLES = 5;

/** Compression must save this much to be worth undoing it on every read: packed bits are read one by one as they are. */
const WORTH = 0.6;
/** …and so many bytes: undoing it takes some 20 µs, however few they are. */
const WORTH_BYTES = 1024;
const FEW = 128;

/** Packs values. `inOrder` says that neighbours are close, as times are. */
export function packInts(values: ArrayLike<number>, inOrder = false): Uint8Array {
  const count = values.length;
  let min = Infinity;
  let max = -Infinity;
  let counting = true;
  for (let at = 0; at < count; at++) {
    const value = values[at]!;
    if (value < min) min = value;
    if (value > max) max = value;
    if (counting && value !== values[0]! + at) counting = false;
  }
  if (count === 0 || min === max) return header(CONSTANT, 0, count, count === 0 ? 0 : min);
  if (counting) return header(COUNTING, 0, count, values[0]!);
  const range = max - min;
  if (range > Number.MAX_SAFE_INTEGER) return compressed(DOUBLES, 8, count, 0, doubleBytes(values));
  const bits = range < 4_294_967_296 ? 32 - Math.clz32(range) : 64;
  const packed = bits <= 32 ? pack(values, min, bits) : undefined;
  let best = packed;
  const consider = (one: Uint8Array): void => {
    const limit = best === undefined ? Infinity : best.length;
    if (one.length < (best === packed ? Math.min(limit * WORTH, limit - WORTH_BYTES) : limit)) best = one;
  };
  if (count >= FEW || packed === undefined) {
    const planes = planesFor(range);
    consider(
      compressed(
        PLANES,
        planes,
        count,
        min,
        planeBytes(values, count, planes, (value) => value - min),
      ),
    );
  }
  if (inOrder && count >= FEW && range < 2 ** 51) consider(packDeltas(values, count));
  return best!;
}

/** Packed values that are read. */
export interface PackedInts {
  readonly count: number;
  /** What it takes in memory. */
  readonly bytes: number;
  /** One value; where the way of packing allows, without unpacking the others. */
  at(index: number): number;
  /** All of them, not to be changed. Int32Array where all fit. */
  all(): Int32Array | Float64Array;
}

/** Reads values again. Throws where the bytes are none of packInts, at once or when its values are asked for. */
export function openInts(bytes: Uint8Array): PackedInts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mode = view.getUint8(0);
  const width = view.getUint8(1);
  const count = view.getUint32(4, true);
  const base = view.getFloat64(8, true);
  switch (mode) {
    case CONSTANT:
      return { count, bytes: SMALL, at: () => base, all: () => room(count, base, base).fill(base) };
    case COUNTING:
      return {
        count,
        bytes: SMALL,
        at: (index) => base + index,
        all() {
          const values = room(count, base, base + count);
          for (let at = 0; at < count; at++) values[at] = base + at;
          return values;
        },
      };
    case PACKED: {
      const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
      const from = new Uint32Array(aligned.buffer, aligned.byteOffset + HEADER, (aligned.byteLength - HEADER) >> 2);
      const narrow = width < 32 && room(0, base, base + 2 ** width - 1) instanceof Int32Array;
      return {
        count,
        bytes: bytes.length + SMALL,
        at: (index) => base + unpackOne(from, index, width),
        all: () => (narrow ? unpackWords(from, count, base, width) : unpackDoubles(from, count, base, width)),
      };
    }
    case PLANES: {
      const planes = inflate(bytes, count * width);
      return {
        count,
        bytes: planes.length + SMALL,
        at: (index) => base + fromPlanes(planes, index, count, width),
        all() {
          const values = room(count, base, base + 256 ** width);
          if (width === 1 && values instanceof Int32Array) return fromBytes(planes, values, base);
          for (let at = 0; at < count; at++) values[at] = base + fromPlanes(planes, at, count, width);
          return values;
        },
      };
    }
    case DELTAS: {
      const planes = inflate(bytes, count * width);
      const values = new Float64Array(count);
      let value = base;
      for (let at = 0; at < count; at++) {
        const zigzag = fromPlanes(planes, at, count, width);
        value += zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
        values[at] = value;
      }
      return held(values);
    }
    case DOUBLES: {
      const planes = inflate(bytes, count * 8);
      return held(new Float64Array(planes.buffer.slice(planes.byteOffset, planes.byteOffset + count * 8)));
    }
    default:
      throw new Error(`numbers are packed in an unknown way (${mode})`);
  }
}

/** What the object around packed values takes. */
const SMALL = 300;

const held = (values: Float64Array): PackedInts => ({
  count: values.length,
  bytes: values.byteLength + SMALL,
  at: (index) => values[index]!,
  all: () => values,
});

function room(count: number, min: number, max: number): Int32Array | Float64Array {
  return min >= -2_147_483_648 && max <= 2_147_483_647 && Number.isInteger(min)
    ? new Int32Array(count)
    : new Float64Array(count);
}

function header(mode: number, width: number, count: number, base: number, body = 0): Uint8Array {
  const bytes = new Uint8Array(HEADER + body);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, mode);
  view.setUint8(1, width);
  view.setUint32(4, count, true);
  view.setFloat64(8, base, true);
  return bytes;
}

function pack(values: ArrayLike<number>, min: number, bits: number): Uint8Array {
  const count = values.length;
  const words = Math.ceil((count * bits) / 32) + 1;
  const bytes = header(PACKED, bits, count, min, words * 4);
  const into = new Uint32Array(bytes.buffer, HEADER);
  for (let at = 0, bit = 0; at < count; at++, bit += bits) {
    const value = (values[at]! - min) >>> 0;
    const word = bit >>> 5;
    const shift = bit & 31;
    into[word] = into[word]! | (value << shift);
    if (shift + bits > 32) into[word + 1] = value >>> (32 - shift);
  }
  return bytes;
}

function unpackOne(from: Uint32Array, index: number, bits: number): number {
  const bit = index * bits;
  const word = bit >>> 5;
  const shift = bit & 31;
  let value = from[word]! >>> shift;
  if (shift + bits > 32) value |= from[word + 1]! << (32 - shift);
  return (bits === 32 ? value : value & ((1 << bits) - 1)) >>> 0;
}

function unpackWords(from: Uint32Array, count: number, base: number, bits: number): Int32Array {
  const values = new Int32Array(count);
  // As a whole number of 32 bits, so that no value is reckoned as a double.
  const min = base | 0;
  if (bits === 8 || bits === 16) {
    const narrow =
      bits === 8
        ? new Uint8Array(from.buffer, from.byteOffset, count)
        : new Uint16Array(from.buffer, from.byteOffset, count);
    for (let at = 0; at < count; at++) values[at] = (narrow[at]! + min) | 0;
    return values;
  }
  const mask = (1 << bits) - 1;
  for (let at = 0, word = 0, shift = 0; at < count; at++) {
    let value = from[word]! >>> shift;
    shift += bits;
    if (shift >= 32) {
      word++;
      shift -= 32;
      if (shift > 0) value |= from[word]! << (bits - shift);
    }
    values[at] = ((value & mask) + min) | 0;
  }
  return values;
}

function fromBytes(bytes: Uint8Array, values: Int32Array, base: number): Int32Array {
  const min = base | 0;
  for (let at = 0; at < values.length; at++) values[at] = (bytes[at]! + min) | 0;
  return values;
}

function unpackDoubles(from: Uint32Array, count: number, min: number, bits: number): Float64Array {
  const values = new Float64Array(count);
  for (let at = 0; at < count; at++) values[at] = min + unpackOne(from, at, bits);
  return values;
}

function packDeltas(values: ArrayLike<number>, count: number): Uint8Array {
  const deltas = new Float64Array(count);
  let max = 0;
  for (let at = 1; at < count; at++) {
    const delta = values[at]! - values[at - 1]!;
    const zigzag = delta >= 0 ? delta * 2 : -delta * 2 - 1;
    deltas[at] = zigzag;
    if (zigzag > max) max = zigzag;
  }
  const planes = planesFor(max);
  return compressed(
    DELTAS,
    planes,
    count,
    values[0]!,
    planeBytes(deltas, count, planes, (value) => value),
  );
}

function planesFor(max: number): number {
  let planes = 1;
  for (let limit = 256; max >= limit; limit *= 256) planes++;
  return planes;
}

/** The lowest bytes of all values, then the next bytes, and so on. */
function planeBytes(
  values: ArrayLike<number>,
  count: number,
  planes: number,
  shift: (value: number) => number,
): Uint8Array {
  const bytes = new Uint8Array(count * planes);
  for (let at = 0; at < count; at++) {
    let rest = shift(values[at]!);
    for (let plane = 0; plane < planes; plane++) {
      const low = rest % 256;
      bytes[plane * count + at] = low;
      rest = (rest - low) / 256;
    }
  }
  return bytes;
}

function fromPlanes(planes: Uint8Array, at: number, count: number, width: number): number {
  let value = 0;
  for (let plane = width - 1; plane >= 0; plane--) value = value * 256 + planes[plane * count + at]!;
  return value;
}

function doubleBytes(values: ArrayLike<number>): Uint8Array {
  return new Uint8Array(Float64Array.from(values).buffer);
}

function compressed(mode: number, width: number, count: number, base: number, body: Uint8Array): Uint8Array {
  const packed = zstdCompressSync(body);
  const bytes = header(mode, width, count, base, packed.length);
  bytes.set(packed, HEADER);
  return bytes;
}

function inflate(bytes: Uint8Array, length: number): Uint8Array {
  const body = zstdDecompressSync(bytes.subarray(HEADER), { chunkSize: Math.max(64, length) });
  if (body.length !== length) throw new Error('packed numbers are too few');
  return body;
}
