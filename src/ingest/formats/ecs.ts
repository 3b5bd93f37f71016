// Elastic Common Schema: `@timestamp`, `log.level`, `service.name`, nested or with dots in the keys.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const ecs: JsonFormat = {
  kind: 'json',
  id: 'ecs',
  title: 'Elastic Common Schema',
  detect: (object) =>
    Object.hasOwn(object, '@timestamp') &&
    (Object.hasOwn(object, 'ecs.version') || Object.hasOwn(object, 'ecs') || Object.hasOwn(object, 'log.level')),
  fields: fieldTable(
    {
      '@timestamp': 'time',
      'log.level': 'level',
      'log.logger': 'logger',
      log: {
        level: 'level',
        logger: 'logger',
        origin: { function: 'function', file: { name: 'file', line: 'line' } },
        original: 'drop',
      },
      message: 'message',
      error: { '': 'exceptionMessage', type: 'exceptionType', message: 'exceptionMessage', stack_trace: 'stack' },
      'event.action': 'event',
    },
    COMMON_FIELDS,
  ),
  levels: 'syslog',
};
