// structlog with JSONRenderer: the message is `event`.

import { isObject } from '../reading/objects.ts';
import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const structlog: JsonFormat = {
  kind: 'json',
  id: 'structlog',
  title: 'structlog',
  detect: (object) =>
    typeof object['event'] === 'string' && !Object.hasOwn(object, 'message') && !Object.hasOwn(object, 'msg'),
  fields: fieldTable(
    {
      event: 'message',
      level: 'level',
      log_level: 'level',
      timestamp: 'time',
      time: 'time',
      logger: 'logger',
      logger_name: 'logger',
    },
    COMMON_FIELDS,
  ),
  levels: 'python',
  finish(draft, object) {
    const exception = object['exception'];
    const first: unknown = Array.isArray(exception) ? exception[0] : undefined;
    if (!isObject(first)) return;
    const { exc_type: type, exc_value: message } = first;
    if (typeof type === 'string') draft.exceptionType = type;
    if (typeof message === 'string') draft.exceptionMessage = message;
  },
};
