// What a test of the values of a column is, whoever makes it.

/** Which values of a column pass. */
export interface ColumnTest {
  /** No value of the segment passes. */
  readonly none: boolean;
  /** Whether a value passes, given as its column's block has it. */
  readonly passes: (main: number, side: number) => boolean;
  /**
   * Whether a block whose values have a `main` from `min` to `max` can have one that passes; without it, every block can.
   * Asked before values of the block are.
   */
  readonly reaches?: (min: number, max: number) => boolean;
  /** `reaches` looks at nothing any more: it may be asked for the sake of order. */
  readonly settled?: boolean;
  /** Of dictionary values: 1 for each number that passes. */
  readonly table?: Uint8Array;
}

/** Nothing passes. */
export const NONE: ColumnTest = { none: true, passes: () => false };
