// Asks the host for everything the page shows of a span: lines of all charts, rows of the table.

import type { Host } from '../ui/host.ts';
import { CHARTS } from './charts/index.ts';
import { lineOf } from './lines.ts';
import { recordsBehind } from './records-behind.ts';
import { serviceRows, type LastError, type LinesByChart, type ServiceRow } from './rows.ts';
import type { Span } from './span.ts';

/** What is known of a span. */
export interface MetricsData {
  readonly span: Span;
  readonly lines: LinesByChart;
  /** By name of the service. */
  readonly rows: readonly ServiceRow[];
}

/** So many of the last errors are looked at for the services in them… */
const ERRORS_AT_ONCE = 100;
/** …and so many services that are not among them are asked for one by one. */
const MOST_SINGLE = 8;

/** Rejects with RpcError: `cancelled` once `signal` is aborted, else as the host answers. */
export async function loadMetrics(host: Host, span: Span, signal: AbortSignal): Promise<MetricsData> {
  const asked = CHARTS.map(async (chart) => {
    const { measurement, field, aggregate } = chart;
    const series = await host.request(
      'metrics',
      { measurement, field, aggregate, by: ['service'], ...span },
      { signal },
    );
    return [chart.id, series.map((one) => lineOf(chart, one, span))] as const;
  });
  const lines = new Map(await Promise.all(asked));
  const failing = (lines.get('errors-rate') ?? [])
    .filter(({ total }) => total !== null && total > 0)
    .map(({ service }) => service);
  const lastErrors =
    failing.length === 0 ? new Map<string, LastError>() : await loadLastErrors(host, span, failing, signal);
  return { span, lines, rows: serviceRows(lines, lastErrors) };
}

async function loadLastErrors(
  host: Host,
  span: Span,
  failing: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, LastError>> {
  const range = { from: span.from, to: span.to };
  const found = new Map<string, LastError>();
  const search = async (services: readonly string[], limit: number): Promise<void> => {
    const query = recordsBehind(services, 'level>=ERROR');
    const { records } = await host.request('search', { query, range, order: 'newest', limit }, { signal });
    for (const { id, service, message, timestamp } of records) {
      if (!found.has(service)) found.set(service, { id, message, timestamp });
    }
  };
  await search([], ERRORS_AT_ONCE);
  await Promise.all(
    failing
      .filter((service) => !found.has(service))
      .slice(0, MOST_SINGLE)
      .map((service) => search([service], 1)),
  );
  return found;
}
