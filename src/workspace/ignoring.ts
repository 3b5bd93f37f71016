// Which paths the `.gitignore` files of a repository leave out.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The `.gitignore` files that hold for a folder. */
export interface Ignoring {
  ignores(fullPath: string, isFolder: boolean): boolean;
  /** With the `.gitignore` of a folder added. */
  enter(folder: string): Promise<Ignoring>;
}

interface Level {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Creates an Ignoring for a folder: what its repository's folders above say; what it says itself comes by `enter`. */
export async function createIgnoring(root: string): Promise<Ignoring> {
  const above: string[] = [];
  if (!existsSync(path.join(root, '.git'))) {
    for (let at = path.dirname(root); ; at = path.dirname(at)) {
      above.unshift(at);
      if (existsSync(path.join(at, '.git'))) break;
      if (at === path.dirname(at)) {
        above.length = 0;
        break;
      }
    }
  }
  let ignoring = withLevels([]);
  for (const folder of above) {
    ignoring = await ignoring.enter(folder);
    // Who asks for an ignored folder by name wants it.
    if (ignoring.ignores(root, true)) return withLevels([]);
  }
  return ignoring;
}

function withLevels(levels: readonly Level[]): Ignoring {
  return {
    ignores(fullPath, isFolder) {
      // The deepest file that says anything decides, as in git.
      for (let index = levels.length - 1; index >= 0; index--) {
        const { folder, rules } = levels[index]!;
        const relative = path.relative(folder, fullPath).split(path.sep).join('/');
        const { ignored, unignored } = rules.test(isFolder ? `${relative}/` : relative);
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    async enter(folder) {
      const text = await readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => undefined);
      return text === undefined ? withLevels(levels) : withLevels([...levels, { folder, rules: ignore().add(text) }]);
    },
  };
}
