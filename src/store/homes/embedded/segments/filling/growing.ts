// Typed arrays that grow as values are pushed; their memory can be shared with a worker without copying.

/** Whole numbers of 32 bits. `data` is replaced when it grows: read it anew after every push. */
export interface Ints {
  data: Int32Array;
  length: number;
}

/** Numbers up to 2^53 and beyond. */
export interface Doubles {
  data: Float64Array;
  length: number;
}

export interface Bytes {
  data: Uint8Array;
  length: number;
}

// The engine does not count shared memory as its own and so is in no hurry to give it back: what a list outgrows stays
// for long. A list whose size is known beforehand is better made as large at once.

export function createInts(capacity = 16): Ints {
  return { data: new Int32Array(new SharedArrayBuffer(capacity * 4)), length: 0 };
}

export function createDoubles(capacity = 16): Doubles {
  return { data: new Float64Array(new SharedArrayBuffer(capacity * 8)), length: 0 };
}

export function createBytes(capacity = 256): Bytes {
  return { data: new Uint8Array(new SharedArrayBuffer(capacity)), length: 0 };
}

const LEAST = 16;

export function pushInt(list: Ints, value: number): void {
  if (list.length === list.data.length) {
    const grown = new Int32Array(new SharedArrayBuffer(Math.max(LEAST * 4, list.data.byteLength * 2)));
    grown.set(list.data);
    list.data = grown;
  }
  list.data[list.length++] = value;
}

export function pushDouble(list: Doubles, value: number): void {
  if (list.length === list.data.length) {
    const grown = new Float64Array(new SharedArrayBuffer(Math.max(LEAST * 8, list.data.byteLength * 2)));
    grown.set(list.data);
    list.data = grown;
  }
  list.data[list.length++] = value;
}

/** Appends `from` to `to` of `source`. */
export function pushBytes(list: Bytes, source: Uint8Array, from: number, to: number): void {
  const length = to - from;
  if (list.length + length > list.data.length) {
    const grown = new Uint8Array(new SharedArrayBuffer(Math.max(list.data.length * 2, list.length + length)));
    grown.set(list.data.subarray(0, list.length));
    list.data = grown;
  }
  if (length > 64) list.data.set(source.subarray(from, to), list.length);
  else for (let at = 0; at < length; at++) list.data[list.length + at] = source[from + at]!;
  list.length += length;
}
