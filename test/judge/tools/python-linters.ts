// Where the Python linters are that we are compared with: in a virtual environment of their own, at pinned versions.

import path from 'node:path';
import { folderOnce, outputOf } from '../cache.ts';

export const PYLINT = 'pylint==3.3.9';
export const RUFF = 'ruff==0.14.5';
export const FLAKE8_LOGGING = 'flake8-logging==1.8.0';

/** The environment's Python. Its scripts name the folder they were made in, so all is run as modules. */
export function python(): string {
  const folder = folderOnce('linters', (target) => {
    outputOf('python3', ['-m', 'venv', target]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    outputOf(path.join(target, 'bin/python'), [...pip, PYLINT, RUFF, 'flake8==7.3.0', FLAKE8_LOGGING]);
  });
  return path.join(folder, 'bin/python');
}
