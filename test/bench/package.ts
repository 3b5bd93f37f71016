// Measures what a user downloads: the size of the packaged extension.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { printFigure } from './report.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Packages the extension with `npm run package` and weighs it. */
export function packaged(): Promise<void> {
  execFileSync(process.execPath, [path.join(root, 'test/setup/package.mjs')], { cwd: root, stdio: 'pipe' });
  const [file] = readdirSync(root).filter((name) => name.endsWith('.vsix'));
  if (file === undefined) throw new Error('npm run package left no .vsix');
  printFigure({
    what: 'VSIX',
    value: statSync(path.join(root, file)).size / 1e6,
    unit: 'MB',
    floor: 6,
    better: 'lower',
    work: file,
  });
  return Promise.resolve();
}
