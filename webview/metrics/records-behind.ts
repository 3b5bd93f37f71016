// The query for the records behind what is shown: of all services, of those in view, of one chart.

import { quoteValue } from '../../src/query/escape.ts';

/** Query text of the records of `services` (all when empty) that fit `condition` (any when empty). */
export function recordsBehind(services: readonly string[], condition = ''): string {
  const named = services.map((service) => `service:${quoteValue(service)}`).join(' OR ');
  const which = services.length > 1 && condition !== '' ? `(${named})` : named;
  return [which, condition].filter((part) => part !== '').join(' ');
}
