// The shelf of dialects.

import type { Dialect } from '../reading.ts';
import { consoleDialect } from './console.ts';
import { loguru } from './loguru.ts';
import { pino } from './pino.ts';
import { print } from './print.ts';
import { pythonLogging } from './python-logging.ts';
import { structlog } from './structlog.ts';
import { structuredLogger } from './structured-logger.ts';
import { warnings } from './warnings.ts';
import { winston } from './winston.ts';

/** All dialects, each a file of this folder. */
export const DIALECTS: readonly Dialect[] = [
  consoleDialect,
  loguru,
  pino,
  print,
  pythonLogging,
  structlog,
  structuredLogger,
  warnings,
  winston,
];
