// The charts of the metrics page, in the order they stand there.

import type { ChartDefinition } from './chart.ts';
import { durationP50 } from './duration-p50.ts';
import { durationP95 } from './duration-p95.ts';
import { durationP99 } from './duration-p99.ts';
import { errorsRate } from './errors-rate.ts';
import { recordsRate } from './records-rate.ts';

export type { ChartDefinition } from './chart.ts';

export const CHARTS: readonly ChartDefinition[] = [recordsRate, errorsRate, durationP50, durationP95, durationP99];
