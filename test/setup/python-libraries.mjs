// Puts Python's logging libraries where tests that run Python programs find them, whatever this machine has installed.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { installOnce } from './install-once.mjs';
import { toolsDir } from './paths.mjs';
import { SetUpError } from './set-up-error.mjs';

const LIBRARIES = ['structlog==24.1.0', 'loguru==0.7.2'];

/** The folder they are in, for PYTHONPATH; fetched by pip when first asked for. Throws a SetUpError where pip can't. */
export function pythonLibraries() {
  const folder = path.join(toolsDir, 'python', LIBRARIES.join('-').replaceAll('==', '-'));
  try {
    installOnce(folder, (empty) =>
      execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--target', empty, ...LIBRARIES], {
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: 300_000,
      }),
    );
  } catch (error) {
    throw new SetUpError(`pip could not install ${LIBRARIES.join(' and ')}: ${String(error)}`);
  }
  return folder;
}
