// The table below the charts: one row per service, the numbers of the whole span.

import type { Line } from './lines.ts';

/** The last record of level error or above of a service. */
export interface LastError {
  readonly id: string;
  readonly message: string;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
}

export interface ServiceRow {
  readonly service: string;
  /** Records per second since its first record in the span. */
  readonly rate: number | null;
  /** 0 to 1. */
  readonly errorShare: number | null;
  /** Milliseconds. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly lastError?: LastError;
}

/** Lines by id of their chart. */
export type LinesByChart = ReadonlyMap<string, readonly Line[]>;

/** One row for every service that has a line in any chart, by name. */
export function serviceRows(lines: LinesByChart, lastErrors: ReadonlyMap<string, LastError>): readonly ServiceRow[] {
  const services = new Set([...lines.values()].flat().map(({ service }) => service));
  const find = (chart: string, service: string): Line | undefined =>
    lines.get(chart)?.find((line) => line.service === service);
  return [...services]
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((service) => {
      const records = find('records-rate', service);
      return {
        service,
        rate: records === undefined ? null : rateSinceFirst(records.values),
        errorShare: share(find('errors-rate', service)?.total ?? 0, records?.total ?? null),
        p50: find('duration-p50', service)?.total ?? null,
        p95: find('duration-p95', service)?.total ?? null,
        p99: find('duration-p99', service)?.total ?? null,
        lastError: lastErrors.get(service),
      };
    });
}

/** A row with the numbers of one step instead of the whole span. */
export function rowAt(lines: LinesByChart, row: ServiceRow, index: number): ServiceRow {
  const value = (chart: string): number | null =>
    lines.get(chart)?.find(({ service }) => service === row.service)?.values[index] ?? null;
  const rate = value('records-rate');
  return {
    ...row,
    rate,
    errorShare: share(value('errors-rate') ?? 0, rate),
    p50: value('duration-p50'),
    p95: value('duration-p95'),
    p99: value('duration-p99'),
  };
}

/** A service that has run for a minute of the last hour is not sixty times slower than it is. */
function rateSinceFirst(values: readonly (number | null)[]): number | null {
  const first = values.findIndex((value) => value !== null);
  if (first < 0) return null;
  const since = values.slice(first);
  return since.reduce<number>((sum, value) => sum + (value ?? 0), 0) / since.length;
}

function share(part: number, whole: number | null): number | null {
  return whole === null || whole <= 0 ? null : Math.min(1, part / whole);
}

/** `0.2 %`, `0 %`, `< 0.1 %`, `100 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  const digits = percent === 0 || percent >= 9.95 ? 0 : 1;
  return `${percent.toFixed(digits)} %`;
}
