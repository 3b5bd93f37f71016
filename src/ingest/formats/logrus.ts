// logrus with JSONFormatter: time, level in lower case, msg; func and file "x.go:12" where it reports the caller.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

const LEVEL_NAMES: ReadonlySet<unknown> = new Set(['trace', 'debug', 'info', 'warning', 'error', 'fatal', 'panic']);

export const logrus: JsonFormat = {
  kind: 'json',
  id: 'logrus',
  title: 'logrus',
  detect: (object) =>
    LEVEL_NAMES.has(object['level']) && typeof object['time'] === 'string' && typeof object['msg'] === 'string',
  fields: fieldTable({ level: 'level', time: 'time', msg: 'message', file: 'caller', logger: 'logger' }, COMMON_FIELDS),
  levels: 'otel',
};
