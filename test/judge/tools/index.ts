// The shelf of linters we are compared with.

import { flake8Logging } from './flake8-logging.ts';
import { pylint } from './pylint.ts';
import { ruff } from './ruff.ts';
import type { Tool } from './tool.ts';

/** Add one for another language here: its findings are compared with ours on the packages of that language. */
export const TOOLS: readonly Tool[] = [ruff, pylint, flake8Logging];
