// Metrics that follow from records as they arrive: how many, how many errors, how long operations took.

import type { Disposable } from '../base/disposable.ts';
import type { Clock } from '../base/ports.ts';
import { createDistribution, type Distribution } from '../model/histogram.ts';
import type { MetricPoint } from '../model/metric.ts';
import type { LineFacts } from '../model/line.ts';

/** Turns records into points, a second of arrival at a time. */
export interface RecordMetrics extends Disposable {
  /** Counts a record that was observed then, milliseconds since the Unix epoch. */
  observe(facts: LineFacts, observedTimestamp: number): void;
  /** Hands on what has been counted so far, also of the second that is not over. */
  flush(): void;
}

/** What RecordMetrics reaches the world through. */
export interface RecordMetricsPorts {
  readonly write: (points: readonly MetricPoint[]) => unknown;
  readonly clock: Clock;
}

interface ServiceSecond {
  readonly service: string;
  count: number;
  errors: number;
  /** By operation; undefined for records that name none. */
  readonly durations: Map<string | undefined, Distribution>;
}

const SECOND_MS = 1000;
/** Most services, and most operations of all services; further ones are counted together under OTHER. */
const MAX_SERIES = 500;
const OTHER = 'other';

/**
 * Creates RecordMetrics. Per service and second: `log_records` with fields `count` and `errors` (ERROR and above);
 * per service, operation and second: `service_performance` with the distribution of `performance.duration_ms`. Points
 * are handed on about a second after arrival; several of one second and series add up.
 */
export function createRecordMetrics({ write, clock }: RecordMetricsPorts): RecordMetrics {
  const services = createNames(MAX_SERIES);
  const operations = createNames(MAX_SERIES);
  /** By second, milliseconds since the Unix epoch, then by service. */
  const seconds = new Map<number, Map<string, ServiceSecond>>();
  let current: { readonly timestamp: number; readonly services: Map<string, ServiceSecond> } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function secondOf(timestamp: number, named: string): ServiceSecond {
    if (current?.timestamp !== timestamp) {
      let begun = seconds.get(timestamp);
      if (begun === undefined) seconds.set(timestamp, (begun = new Map<string, ServiceSecond>()));
      current = { timestamp, services: begun };
    }
    const known = current.services.get(named);
    if (known !== undefined) return known;
    const service = services(named, named);
    let second = current.services.get(service);
    if (second === undefined)
      current.services.set(service, (second = { service, count: 0, errors: 0, durations: new Map() }));
    return second;
  }

  function durationsOf({ service, durations }: ServiceSecond, named: string | undefined): Distribution {
    const known = durations.get(named);
    if (known !== undefined) return known;
    const operation = named === undefined ? undefined : operations(`${service}\n${named}`, named);
    let distribution = durations.get(operation);
    if (distribution === undefined) durations.set(operation, (distribution = createDistribution()));
    return distribution;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const points: MetricPoint[] = [];
    for (const [timestamp, services] of seconds) {
      for (const { service, count, errors } of services.values())
        points.push({ measurement: 'log_records', tags: { service }, timestamp, fields: { count, errors } });
    }
    for (const [timestamp, services] of seconds) {
      for (const { service, durations } of services.values()) {
        for (const [operation, distribution] of durations) {
          const duration_ms = distribution.toHistogram();
          const tags: Record<string, string> = operation === undefined ? { service } : { service, operation };
          if (duration_ms !== undefined)
            points.push({ measurement: 'service_performance', tags, timestamp, fields: { duration_ms } });
        }
      }
    }
    seconds.clear();
    current = undefined;
    if (points.length > 0) write(points);
  }

  return {
    observe(facts, observedTimestamp) {
      const second = secondOf(Math.floor(observedTimestamp / SECOND_MS) * SECOND_MS, facts.service);
      second.count++;
      if (facts.level === 'ERROR' || facts.level === 'CRITICAL') second.errors++;
      if (facts.duration !== undefined) durationsOf(second, facts.operation).add(facts.duration);
      // At the turn of a second, so that most seconds become one point.
      timer ??= setTimeout(flush, SECOND_MS - (clock.now() % SECOND_MS));
    },
    flush,
    dispose: flush,
  };
}

/** Lets the first `most` keys through under their own name, and calls the rest OTHER. */
function createNames(most: number): (key: string, name: string) => string {
  const known = new Set<string>();
  return (key, name) => {
    if (!known.has(key)) {
      if (known.size >= most) return OTHER;
      known.add(key);
    }
    return name;
  };
}
