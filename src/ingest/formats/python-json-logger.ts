// python-json-logger: the attributes of a Python LogRecord as JSON keys (levelname, asctime, lineno…).

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

const LEVEL_NAMES: ReadonlySet<unknown> = new Set(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']);

export const pythonJsonLogger: JsonFormat = {
  kind: 'json',
  id: 'python-json-logger',
  title: 'python-json-logger',
  detect: (object) =>
    Object.hasOwn(object, 'message') &&
    (Object.hasOwn(object, 'levelname') ||
      Object.hasOwn(object, 'asctime') ||
      Object.hasOwn(object, 'levelno') ||
      Object.hasOwn(object, 'taskName') ||
      (LEVEL_NAMES.has(object['level']) && typeof object['name'] === 'string')),
  fields: fieldTable(
    {
      asctime: 'time',
      created: 'time',
      timestamp: 'time',
      time: 'time',
      levelname: 'level',
      level: 'level',
      levelno: 'levelNumber',
      message: 'message',
      name: 'logger',
      logger: 'logger',
    },
    COMMON_FIELDS,
  ),
  levels: 'python',
};
