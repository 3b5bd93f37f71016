// Installs into a folder whole or not at all: an interrupted installation, or two at the same time, never leave half of it.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where `folder` is not there: lets `install` fill an empty folder, which then becomes it. What `install` throws is passed on. */
export function installOnce(folder, install) {
  if (existsSync(folder)) return;
  mkdirSync(path.dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(path.join(path.dirname(folder), 'unfinished-'));
  try {
    install(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
