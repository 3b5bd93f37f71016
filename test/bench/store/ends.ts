// What has to be ended when a benchmark ends, however it ends.

export interface Ends {
  /** `end` is called once, at the end, the latest added first; it may have nothing left to do. */
  add(end: () => Promise<void> | void): void;
  all(): Promise<void>;
}

/** Creates an empty list. One that fails keeps no other from ending. */
export function createEnds(): Ends {
  const ends: (() => Promise<void> | void)[] = [];
  return {
    add: (end) => void ends.push(end),
    async all() {
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
        try {
          await end();
        } catch (error) {
          console.error(error);
        }
      }
    },
  };
}
