// The project's own npm packages: installed where they are missing or differ from package-lock.json.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether node_modules holds what the lock file asks for, by npm's own note of what it installed. */
function areInstalled() {
  const note = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = packagesOf(note);
  return Object.entries(packagesOf(path.join(root, 'package-lock.json'))).every(
    ([where, { version, optional }]) =>
      where === '' || (installed[where]?.version ?? (optional ? version : undefined)) === version,
  );
}

/** Installs them where needed; quick where not. Throws SetUpError. */
export function ensurePackages() {
  if (areInstalled()) return;
  console.log("Fetching the project's packages …");
  npm(['ci', '--ignore-scripts'], {
    cwd: root,
    what: "Could not install the project's packages",
    hint: 'Run this again when the npm registry can be reached.',
  });
}
