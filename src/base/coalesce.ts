// Many calls in, few calls out: nudges and redraws are coalesced here.

import type { Disposable } from './disposable.ts';

/** Calls asked for through a Coalescer run at once when quiet, else once at the end of the current interval. */
export interface Coalescer extends Disposable {
  trigger(): void;
}

/**
 * Creates a Coalescer that runs `action` at most once per `intervalMs`: the first trigger runs at once (next
 * macrotask), triggers within the interval after it are answered by one run at its end. Never loses the last trigger.
 */
export function coalesce(action: () => void, intervalMs: number): Coalescer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  return {
    trigger() {
      if (timer !== undefined) return;
      const wait = Math.max(0, last + intervalMs - Date.now());
      timer = setTimeout(() => {
        timer = undefined;
        last = Date.now();
        action();
      }, wait);
    },
    dispose() {
      clearTimeout(timer);
      timer = undefined;
      last = -Infinity;
    },
  };
}
