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
/** A rest ends when a turn of the loop has nothing more to do than this, or after so long: records that arrive go first. */
const IDLE_MS = 0.3;
const MAX_REST_MS = 15;

/** Starts work that may be given up through `signal`. */
export function startPace(signal?: AbortSignal): Pace {
  let sliceEnd = performance.now() + SLICE_MS;
  signal?.throwIfAborted();
  async function rest(): Promise<void> {
    const begun = performance.now();
    for (
      let now = begun, turn = -Infinity;
      now - turn > IDLE_MS && now - begun < MAX_REST_MS;
      now = performance.now()
    ) {
      turn = now;
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    sliceEnd = performance.now() + SLICE_MS;
  }
  return { step: () => (performance.now() < sliceEnd ? undefined : rest()) };
}
