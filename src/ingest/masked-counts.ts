// Counts the secrets that were masked, by kind and service.

import type { MaskedCount } from '../model/door.ts';

export interface MaskedCounts {
  add(kinds: readonly string[], service: string, now: number): void;
  /** Most recent first. */
  list(): readonly MaskedCount[];
}

const MAX_COUNTS = 500;

/** Creates an empty count; of more than 500 kinds and services the one not seen for longest is forgotten. */
export function createMaskedCounts(): MaskedCounts {
  const counts = new Map<string, { kind: string; service: string; count: number; lastAt: number }>();
  return {
    add(kinds, service, now) {
      for (const kind of kinds) {
        const key = JSON.stringify([kind, service]);
        const seen = counts.get(key) ?? { kind, service, count: 0, lastAt: now };
        counts.delete(key);
        counts.set(key, { ...seen, count: seen.count + 1, lastAt: now });
        if (counts.size > MAX_COUNTS) counts.delete(counts.keys().next().value!);
      }
    },
    list: () => [...counts.values()].reverse(),
  };
}
