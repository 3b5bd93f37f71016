// pino: level as a number, time in epoch milliseconds, msg, pid and hostname; pino-http adds req and res.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const pino: JsonFormat = {
  kind: 'json',
  id: 'pino',
  title: 'pino',
  detect: (object) =>
    (typeof object['level'] === 'number' ||
      (typeof object['level'] === 'string' && typeof object['pid'] === 'number')) &&
    Object.hasOwn(object, 'time') &&
    object['v'] !== 0 &&
    (Object.hasOwn(object, 'msg') || Object.hasOwn(object, 'pid')),
  fields: fieldTable(
    { level: 'level', time: 'time', msg: 'message', name: 'service', module: 'logger', component: 'logger' },
    COMMON_FIELDS,
  ),
  levels: 'pino',
  finish(draft) {
    draft.message ??= draft.exceptionMessage;
  },
};
