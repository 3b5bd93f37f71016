// The duration that 95 of 100 operations stay within, by service.

import { formatDuration } from '../../ui/format.ts';
import type { ChartDefinition } from './chart.ts';

export const durationP95: ChartDefinition = {
  id: 'duration-p95',
  title: 'p95 duration, ms',
  measurement: 'service_performance',
  field: 'duration_ms',
  aggregate: 'p95',
  silence: 'gap',
  format: formatDuration,
  records: 'performance.duration_ms:*',
  empty: 'No record in this range has a performance.duration_ms',
};
