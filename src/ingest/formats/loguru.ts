// loguru with serialize=True: the rendered text beside the whole record.

import type { JsonObject } from '../../model/json.ts';
import { isObject } from '../reading/objects.ts';
import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { readTrace } from '../reading/exceptions.ts';
import { fieldTable } from '../reading/fields.ts';

export const loguru: JsonFormat = {
  kind: 'json',
  id: 'loguru',
  title: 'loguru',
  detect: (object) =>
    typeof object['text'] === 'string' && isObject(object['record']) && Object.hasOwn(object['record'], 'message'),
  fields: fieldTable(
    {
      time: { timestamp: 'time', repr: 'drop' },
      level: { name: 'level', no: 'levelNumber', icon: 'drop' },
      message: 'message',
      name: 'logger',
      file: { path: 'path', name: 'drop' },
      exception: { type: 'exceptionType', value: 'exceptionMessage', traceback: 'drop' },
      extra: {
        service: 'service',
        'service.name': 'service',
        correlation_id: 'correlation',
        event: 'event',
        environment: 'environment',
        version: 'version',
      },
    },
    COMMON_FIELDS,
  ),
  levels: 'python',
  unwrap: (object) => object['record'] as JsonObject,
  finish(draft, object) {
    const text = object['text'] as string;
    const trace = draft.exceptionType === undefined ? -1 : text.indexOf('\n');
    if (trace >= 0) readTrace(draft, text.slice(trace + 1).trimEnd());
  },
};
