// Go's log/slog: JSONHandler with time, level in upper case ("WARN+2"), msg and, where it is asked for, source.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const slog: JsonFormat = {
  kind: 'json',
  id: 'slog',
  title: 'Go slog',
  detect: (object) =>
    typeof object['time'] === 'string' &&
    typeof object['msg'] === 'string' &&
    typeof object['level'] === 'string' &&
    /^(?:DEBUG|INFO|WARN|ERROR)(?:[+-]\d+)?$/.test(object['level']),
  fields: fieldTable(
    {
      time: 'time',
      level: 'level',
      msg: 'message',
      source: { '': 'caller', file: 'path', line: 'line', function: 'function' },
      logger: 'logger',
    },
    COMMON_FIELDS,
  ),
  levels: 'slog',
};
