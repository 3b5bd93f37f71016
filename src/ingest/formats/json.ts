// Any other JSON object: the keys that most programs use, whatever wrote them.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const json: JsonFormat = {
  kind: 'json',
  id: 'json',
  title: 'JSON',
  detect: () => true,
  fields: fieldTable(
    {
      '@timestamp': 'time',
      timestamp: 'time',
      time: 'time',
      ts: 'time',
      datetime: 'time',
      date: 'time',
      eventTime: 'time',
      asctime: 'time',
      Timestamp: 'time',
      '@t': 'time',
      level: 'level',
      severity: 'level',
      severityText: 'level',
      levelname: 'level',
      lvl: 'level',
      loglevel: 'level',
      log_level: 'level',
      logLevel: 'level',
      Level: 'level',
      LogLevel: 'level',
      '@l': 'level',
      'log.level': 'level',
      message: 'message',
      msg: 'message',
      Message: 'message',
      '@m': 'message',
      '@mt': 'message',
      text: 'message',
      log: { '': 'message', level: 'level', logger: 'logger' },
      logger: 'logger',
      logger_name: 'logger',
      loggerName: 'logger',
      SourceContext: 'logger',
      Category: 'logger',
      event: 'event',
      app: 'service',
      application: 'service',
      version: 'version',
      '@x': 'stack',
      Exception: 'exception',
    },
    COMMON_FIELDS,
  ),
  levels: 'pino',
  finish(draft, object) {
    draft.message ??=
      draft.event ?? draft.exceptionMessage ?? (typeof object['error'] === 'string' ? object['error'] : undefined);
  },
};
