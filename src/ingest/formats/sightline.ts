// Sightline's own schema: timestamp, level, service, message, correlation_id, context, performance.

import type { JsonFormat } from '../reading/format.ts';
import { COMMON_FIELDS } from '../reading/common-fields.ts';
import { fieldTable } from '../reading/fields.ts';

const LEVEL_NAMES: ReadonlySet<unknown> = new Set(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']);

export const sightline: JsonFormat = {
  kind: 'json',
  id: 'sightline',
  title: 'Sightline schema',
  detect: (object) =>
    LEVEL_NAMES.has(object['level']) &&
    typeof object['message'] === 'string' &&
    typeof object['timestamp'] === 'string' &&
    (typeof object['service'] === 'string' || typeof object['correlation_id'] === 'string'),
  fields: fieldTable(
    { timestamp: 'time', level: 'level', message: 'message', logger: 'logger', event: 'event', version: 'version' },
    COMMON_FIELDS,
  ),
  levels: 'python',
};
