// Keeps what was read and decoded last, within a bound of bytes.

export interface FrameCache<Key> {
  /** The value under a key, made where it is not there. `bytes` is what it takes in memory. */
  get<T>(key: Key, make: () => { readonly value: T; readonly bytes: number }): T;
  /** Forgets one. */
  drop(key: Key): void;
}

export function createFrameCache<Key>(maxBytes: number): FrameCache<Key> {
  const entries = new Map<Key, { readonly value: unknown; readonly bytes: number; used: boolean }>();
  let held = 0;
  return {
    get<T>(key: Key, make: () => { readonly value: T; readonly bytes: number }): T {
      const there = entries.get(key);
      if (there !== undefined) {
        there.used = true;
        return there.value as T;
      }
      const made = make();
      entries.set(key, { ...made, used: false });
      held += made.bytes;
      // The order of a Map is that of insertion. What was used since it came, or was spared, is spared (once).
      for (const [oldest, entry] of entries) {
        if (held <= maxBytes) break;
        entries.delete(oldest);
        if (entry.used) {
          entry.used = false;
          entries.set(oldest, entry);
        } else held -= entry.bytes;
      }
      return made.value;
    },
    drop(key) {
      held -= entries.get(key)?.bytes ?? 0;
      entries.delete(key);
    },
  };
}
