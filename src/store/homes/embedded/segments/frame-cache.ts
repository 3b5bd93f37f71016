// Keeps what was read and decoded last, within a bound of bytes.

export interface FrameCache {
  /** The value under a key, made where it is not there. `bytes` is what it takes in memory. */
  get<T>(key: string, make: () => { readonly value: T; readonly bytes: number }): T;
  /** Forgets one. */
  drop(key: string): void;
}

export function createFrameCache(maxBytes: number): FrameCache {
  const entries = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  let held = 0;
  return {
    get<T>(key: string, make: () => { readonly value: T; readonly bytes: number }): T {
      const there = entries.get(key);
      if (there !== undefined) {
        // The order of a Map is that of insertion: what is used moves to the end.
        entries.delete(key);
        entries.set(key, there);
        return there.value as T;
      }
      const made = make();
      entries.set(key, made);
      held += made.bytes;
      for (const [oldest, entry] of entries) {
        if (held <= maxBytes) break;
        entries.delete(oldest);
        held -= entry.bytes;
      }
      return made.value;
    },
    drop(key) {
      held -= entries.get(key)?.bytes ?? 0;
      entries.delete(key);
    },
  };
}
