// Files that break when a test says so: one step of many, or every step for a while.

import { diskFiles, type Files } from '../../../src/store/homes/embedded/segments/files/files.ts';

export type Fault = 'ENOSPC' | 'EIO' | 'EROFS';

export interface BreakableFiles extends Files {
  /** Steps so far: calls of the port. */
  readonly steps: () => number;
  /** From now on, steps for which this names a fault fail with it; a write that fails has written a little. */
  readonly breaks: (fault: (step: number) => Fault | undefined) => void;
  readonly heal: () => void;
}

/** The disk's files, unbroken. */
export function createBreakableFiles(): BreakableFiles {
  let steps = 0;
  let faultOf: (step: number) => Fault | undefined = () => undefined;
  const check = (): void => {
    const code = faultOf(steps++);
    if (code !== undefined) throw Object.assign(new Error(`${code}: broken by the test`), { code });
  };
  const breakable =
    <A extends unknown[], R>(call: (...given: A) => R) =>
    (...given: A): R => {
      check();
      return call(...given);
    };
  return {
    makeFolder: breakable(diskFiles.makeFolder),
    open: breakable(diskFiles.open),
    write(descriptor, bytes, from, length, at) {
      try {
        check();
      } catch (error) {
        diskFiles.write(descriptor, bytes, from, Math.min(5, length), at);
        throw error;
      }
      // Never more at once than this: what is long is written in several steps.
      return diskFiles.write(descriptor, bytes, from, Math.min(4000, length), at);
    },
    truncate: breakable(diskFiles.truncate),
    sync: breakable(diskFiles.sync),
    close(descriptor) {
      // As on Linux, the descriptor is gone whatever close says.
      diskFiles.close(descriptor);
      check();
    },
    release: diskFiles.release,
    rename: breakable(diskFiles.rename),
    syncFolder: breakable(diskFiles.syncFolder),
    remove: breakable(diskFiles.remove),
    steps: () => steps,
    breaks(fault) {
      faultOf = fault;
    },
    heal() {
      faultOf = () => undefined;
    },
  };
}
