// Long work in short slices: between two of them the process serves everyone else.

/** A piece of work that rests now and then. */
export interface Pace {
  /**
   * Asked for between steps of well below a millisecond: undefined while the slice lasts, else a rest to be awaited,
   * which rejects with an AbortError once the work was given up.
   */
  step(): Promise<void> | undefined;
}

const SLICE_MS = 5;

/** Starts work that may be given up through `signal`. */
export function startPace(signal?: AbortSignal): Pace {
  let sliceEnd = performance.now() + SLICE_MS;
  signal?.throwIfAborted();
  async function rest(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    sliceEnd = performance.now() + SLICE_MS;
  }
  return { step: () => (performance.now() < sliceEnd ? undefined : rest()) };
}
