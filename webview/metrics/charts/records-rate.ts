// Records per second, by service.

import { formatRate } from '../rate.ts';
import type { ChartDefinition } from './chart.ts';

export const recordsRate: ChartDefinition = {
  id: 'records-rate',
  title: 'Records/s',
  measurement: 'log_records',
  field: 'count',
  aggregate: 'rate',
  silence: 'zero',
  format: formatRate,
  records: '',
  empty: 'No records in this range',
};
