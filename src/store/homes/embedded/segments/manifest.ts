// The manifest: which sealed segments there are, replaced as a whole whenever that changes.

import { closeSync, fdatasyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A sealed segment as the manifest names it. */
export interface SealedEntry {
  /** File name within the folder. */
  readonly file: string;
  readonly firstArrival: number;
  readonly rows: number;
  /** Earliest and latest timestamp. */
  readonly min: number;
  readonly max: number;
  readonly bytes: number;
}

export interface Manifest {
  readonly version: 1;
  /** The lowest arrival number that may be given out, whatever lies in the folder. */
  readonly nextArrival: number;
  /** In order of arrival. */
  readonly segments: readonly SealedEntry[];
}

const NAME = 'manifest.json';

/** Undefined where there is none, or none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path.join(folder, NAME), 'utf8')) as Partial<Manifest>;
    return manifest.version === 1 && Array.isArray(manifest.segments) ? (manifest as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Throws what the file system throws; then the manifest before is still there. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const draft = path.join(folder, `${NAME}.draft`);
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, JSON.stringify(manifest));
    fdatasyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, path.join(folder, NAME));
}
