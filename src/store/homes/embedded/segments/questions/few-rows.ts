// Rows of a block as a list, where they are so few that they are looked at one by one.

/** Up to so many rows of a block cost less one by one than all together. */
const FEW = 256;

/** The rows with a 1, in order; undefined where they are many. */
export function fewRows(passing: Uint8Array): Int32Array | undefined {
  const rows = new Int32Array(FEW);
  let count = 0;
  for (let row = passing.indexOf(1); row >= 0; row = passing.indexOf(1, row + 1)) {
    if (count === FEW) return undefined;
    rows[count++] = row;
  }
  return rows.subarray(0, count);
}
