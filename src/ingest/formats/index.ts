// The formats, in the order in which a line of an unknown source is tried. The last of each kind takes whatever is left.

import type { Format } from '../reading/format.ts';
import { bunyan } from './bunyan.ts';
import { ecs } from './ecs.ts';
import { goLog } from './go-log.ts';
import { json } from './json.ts';
import { log4j2 } from './log4j2.ts';
import { logfmt } from './logfmt.ts';
import { logrus } from './logrus.ts';
import { loguru } from './loguru.ts';
import { otel } from './otel.ts';
import { pino } from './pino.ts';
import { plain } from './plain.ts';
import { pythonJsonLogger } from './python-json-logger.ts';
import { pythonText } from './python-text.ts';
import { sightline } from './sightline.ts';
import { slog } from './slog.ts';
import { structlog } from './structlog.ts';
import { syslog } from './syslog.ts';
import { winston } from './winston.ts';
import { zap } from './zap.ts';
import { zerolog } from './zerolog.ts';

export const formats: readonly Format[] = [
  sightline,
  loguru,
  otel,
  ecs,
  bunyan,
  pino,
  zap,
  slog,
  logrus,
  log4j2,
  pythonJsonLogger,
  structlog,
  zerolog,
  winston,
  json,
  logfmt,
  pythonText,
  goLog,
  syslog,
  plain,
];
