// The duration that 99 of 100 operations stay within, by service.

import { formatDuration } from '../../ui/format.ts';
import type { ChartDefinition } from './chart.ts';

export const durationP99: ChartDefinition = {
  id: 'duration-p99',
  title: 'p99 duration, ms',
  measurement: 'service_performance',
  field: 'duration_ms',
  aggregate: 'p99',
  silence: 'gap',
  format: formatDuration,
  records: 'performance.duration_ms:*',
  empty: 'No record in this range has a performance.duration_ms',
};
