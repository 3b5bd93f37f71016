// Holds every shelf: its index lists each file of the folder, in order; nothing on it is forgotten.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

const root = path.resolve(import.meta.dirname, '..');

const SHELVES = [
  'src/calls/languages',
  'src/calls/dialects',
  'src/lint/rules',
  'src/ingest/formats',
  'src/ingest/doors',
  'src/store/homes',
  'src/vscode/features',
  'webview/metrics/charts',
];

/** Files and folders of a shelf by the name of the thing on it. */
function things(shelf: string): string[] {
  return readdirSync(path.join(root, shelf), { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? entry.name : entry.name.replace(/\.ts$/, '')))
    .filter((name) => name !== 'index')
    .sort();
}

/** What the index imports from beside itself, in its order. */
function listed(shelf: string): string[] {
  const text = readFileSync(path.join(root, shelf, 'index.ts'), 'utf8');
  const names = [...text.matchAll(/from '\.\/([^'/]+?)(?:\.ts|\/[^']+)'/g)].map(([, name]) => name!);
  return [...new Set(names)];
}

for (const shelf of SHELVES) {
  test(`${shelf}: the index lists what is on the shelf`, () => {
    assert.ok(existsSync(path.join(root, shelf)), `${shelf} is not there`);
    // A shelf may hold a file that its things share; it is imported by them, not by the index, and says so by its name.
    const shared = new Set(things(shelf).filter((name) => name.startsWith('shared-')));
    assert.deepEqual(
      [...listed(shelf)].sort(),
      things(shelf).filter((name) => !shared.has(name)),
    );
  });
}
