// Things that must be let go again, alone or many at once.

/** Something that holds a resource until `dispose` is called; calling it twice is harmless. */
export interface Disposable {
  dispose(): void;
}

/** Makes a Disposable of a function; the function runs at most once. */
export function toDisposable(release: () => void): Disposable {
  let held = true;
  return {
    dispose() {
      if (!held) return;
      held = false;
      release();
    },
  };
}

/** Collects Disposables and lets them go together, last one first. What is added after disposal is let go at once. */
export interface DisposableStore extends Disposable {
  add<T extends Disposable>(held: T): T;
}

/** Creates an empty DisposableStore. */
export function createDisposableStore(): DisposableStore {
  const held: Disposable[] = [];
  let disposed = false;
  return {
    add(one) {
      if (disposed) one.dispose();
      else held.push(one);
      return one;
    },
    dispose() {
      disposed = true;
      for (let one = held.pop(); one !== undefined; one = held.pop()) one.dispose();
    },
  };
}
