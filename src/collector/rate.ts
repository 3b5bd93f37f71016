// Counts what happens, per second, over the last ten seconds.

import type { Clock } from '../base/ports.ts';

export interface Rate {
  add(count: number): void;
  /** Mean per second over the last 10 whole or begun seconds. */
  perSecond(): number;
}

const SECONDS = 10;

/** Creates a Rate; each second of the window has one counter, reused in turn. */
export function createRate(clock: Clock): Rate {
  const counts = new Array<number>(SECONDS).fill(0);
  let current = Math.floor(clock.now() / 1_000);

  const turnTo = (second: number): void => {
    // A clock that jumped, either way, leaves nothing that can still be counted.
    const passed = second < current ? SECONDS : Math.min(SECONDS, second - current);
    for (let step = 1; step <= passed; step++) counts[(second - passed + step + SECONDS) % SECONDS] = 0;
    current = second;
  };
  return {
    add(count) {
      turnTo(Math.floor(clock.now() / 1_000));
      counts[current % SECONDS]! += count;
    },
    perSecond() {
      turnTo(Math.floor(clock.now() / 1_000));
      return counts.reduce((sum, count) => sum + count, 0) / SECONDS;
    },
  };
}
