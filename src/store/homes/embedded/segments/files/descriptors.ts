// Keeps a bounded number of files open for reading.

import { closeSync, openSync } from 'node:fs';

export interface Descriptors {
  /** A descriptor of the file, good until the next call. Throws what the file system throws. */
  of(file: string): number;
  forget(file: string): void;
  close(): void;
}

export function createDescriptors(most: number): Descriptors {
  const open = new Map<string, number>();
  const forget = (file: string): void => {
    const descriptor = open.get(file);
    if (descriptor === undefined) return;
    open.delete(file);
    closeSync(descriptor);
  };
  return {
    of(file) {
      let descriptor = open.get(file);
      if (descriptor === undefined) {
        descriptor = openSync(file, 'r');
        const [oldest] = open.keys();
        if (open.size >= most && oldest !== undefined) forget(oldest);
      } else open.delete(file);
      open.set(file, descriptor);
      return descriptor;
    },
    forget,
    close() {
      for (const file of [...open.keys()]) forget(file);
    },
  };
}
