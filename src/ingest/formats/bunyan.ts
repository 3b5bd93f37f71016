// bunyan: like pino, with `v: 0`, a required name and an ISO time; `src` where it is asked for.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const bunyan: JsonFormat = {
  kind: 'json',
  id: 'bunyan',
  title: 'bunyan',
  detect: (object) =>
    object['v'] === 0 &&
    typeof object['name'] === 'string' &&
    typeof object['level'] === 'number' &&
    Object.hasOwn(object, 'hostname'),
  fields: fieldTable(
    {
      name: 'service',
      level: 'level',
      time: 'time',
      msg: 'message',
      v: 'drop',
      component: 'logger',
      src: { file: 'path', line: 'line', func: 'function' },
    },
    COMMON_FIELDS,
  ),
  levels: 'pino',
};
