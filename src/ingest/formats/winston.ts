// winston with its json format: level in lower case and message, timestamp where it is asked for.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

/** npm, syslog and cli levels of winston. */
const LEVEL_NAMES: ReadonlySet<unknown> = new Set(
  'error warn info http verbose debug silly emerg alert crit warning notice help data prompt input'.split(' '),
);

export const winston: JsonFormat = {
  kind: 'json',
  id: 'winston',
  title: 'winston',
  detect: (object) =>
    LEVEL_NAMES.has(object['level']) &&
    Object.hasOwn(object, 'message') &&
    !Object.hasOwn(object, 'time') &&
    !Object.hasOwn(object, 'logger_name') &&
    !Object.hasOwn(object, '@timestamp'),
  fields: fieldTable(
    { level: 'level', message: 'message', timestamp: 'time', label: 'logger', event: 'event' },
    COMMON_FIELDS,
  ),
  levels: 'syslog',
};
