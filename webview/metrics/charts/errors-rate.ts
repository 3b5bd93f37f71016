// Records of level error and above per second, by service.

import { formatRate } from '../rate.ts';
import type { ChartDefinition } from './chart.ts';

export const errorsRate: ChartDefinition = {
  id: 'errors-rate',
  title: 'Errors/s',
  measurement: 'log_records',
  field: 'errors',
  aggregate: 'rate',
  silence: 'zero',
  format: formatRate,
  records: 'level>=ERROR',
  empty: 'No errors in this range',
};
