// zerolog: level in lower case, time as RFC 3339 or epoch, message, caller.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

const LEVEL_NAMES: ReadonlySet<unknown> = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'panic']);

export const zerolog: JsonFormat = {
  kind: 'json',
  id: 'zerolog',
  title: 'zerolog',
  detect: (object) =>
    LEVEL_NAMES.has(object['level']) &&
    Object.hasOwn(object, 'time') &&
    !Object.hasOwn(object, 'msg') &&
    !Object.hasOwn(object, '@timestamp'),
  fields: fieldTable(
    { level: 'level', time: 'time', message: 'message', logger: 'logger', component: 'logger' },
    COMMON_FIELDS,
  ),
  levels: 'otel',
};
