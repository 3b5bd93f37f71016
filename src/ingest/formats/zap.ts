// zap's production encoder: level, ts in epoch seconds, caller "a/b.go:12", msg, stacktrace.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

export const zap: JsonFormat = {
  kind: 'json',
  id: 'zap',
  title: 'zap',
  detect: (object) =>
    typeof object['level'] === 'string' && Object.hasOwn(object, 'ts') && Object.hasOwn(object, 'msg'),
  fields: fieldTable(
    { level: 'level', ts: 'time', logger: 'logger', msg: 'message', errorVerbose: 'stack' },
    COMMON_FIELDS,
  ),
  levels: 'otel',
};
