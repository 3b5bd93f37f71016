// Finds the test files of a level by their names; nothing is listed by hand.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

const KINDS = [
  ['host', /\.host\.test\.ts$/],
  ['browser', /\.browser\.test\.ts$/],
  ['e2e', /\.e2e\.test\.ts$/],
  ['plain', /\.test\.ts$/],
];

/** Absolute paths of the level's test files below test/, sorted. Levels: plain, host, browser, e2e. */
export function testFiles(level) {
  return readdirSync(path.join(root, 'test'), { recursive: true })
    .filter((file) => !/(^|[\\/])(node_modules|demo|fixtures)[\\/]/.test(file))
    .filter((file) => KINDS.find(([, ending]) => ending.test(file))?.[0] === level)
    .map((file) => path.join(root, 'test', file))
    .sort();
}
