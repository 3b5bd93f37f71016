// The shelf of dialects.

import type { Dialect } from '../arguments/dialect.ts';
import { consola } from './consola.ts';
import { consoleDialect } from './console.ts';
import { debug } from './debug.ts';
import { eliot } from './eliot.ts';
import { log4js } from './log4js.ts';
import { loglevel } from './loglevel.ts';
import { loguru } from './loguru.ts';
import { nest } from './nest.ts';
import { pino } from './pino.ts';
import { print } from './print.ts';
import { pythonLogging } from './python-logging.ts';
import { structlog } from './structlog.ts';
import { structuredLogger } from './structured-logger.ts';
import { tslog } from './tslog.ts';
import { twisted } from './twisted.ts';
import { warnings } from './warnings.ts';
import { winston } from './winston.ts';

/** All dialects, each a file of this folder. */
export const DIALECTS: readonly Dialect[] = [
  consola,
  consoleDialect,
  debug,
  eliot,
  log4js,
  loglevel,
  loguru,
  nest,
  pino,
  print,
  pythonLogging,
  structlog,
  structuredLogger,
  tslog,
  twisted,
  warnings,
  winston,
];
