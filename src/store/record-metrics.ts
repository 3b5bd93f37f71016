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
  count: number;
  errors: number;
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
  const counts = new Map<
    string,
    { readonly timestamp: number; readonly service: string; readonly of: ServiceSecond }
  >();
  const durations = new Map<
    string,
    { readonly timestamp: number; readonly tags: Record<string, string>; readonly of: Distribution }
  >();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function count({ service: named, level, duration, operation }: LineFacts, timestamp: number): void {
    const service = services(named, named);
    const key = `${timestamp} ${service}`;
    let second = counts.get(key);
    if (second === undefined) counts.set(key, (second = { timestamp, service, of: { count: 0, errors: 0 } }));
    second.of.count++;
    if (level === 'ERROR' || level === 'CRITICAL') second.of.errors++;
    if (duration !== undefined) durationOf(operation, timestamp, service).add(duration);
  }

  function durationOf(named: string | undefined, timestamp: number, service: string): Distribution {
    const operation = named === undefined ? undefined : operations(`${service}\n${named}`, named);
    const key = `${timestamp} ${service}\n${operation ?? '\n'}`;
    let distribution = durations.get(key);
    if (distribution === undefined) {
      const tags: Record<string, string> = operation === undefined ? { service } : { service, operation };
      durations.set(key, (distribution = { timestamp, tags, of: createDistribution() }));
    }
    return distribution.of;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const points: MetricPoint[] = [];
    for (const { timestamp, service, of } of counts.values()) {
      points.push({
        measurement: 'log_records',
        tags: { service },
        timestamp,
        fields: { count: of.count, errors: of.errors },
      });
    }
    for (const { timestamp, tags, of } of durations.values()) {
      const histogram = of.toHistogram();
      if (histogram !== undefined)
        points.push({ measurement: 'service_performance', tags, timestamp, fields: { duration_ms: histogram } });
    }
    counts.clear();
    durations.clear();
    if (points.length > 0) write(points);
  }

  return {
    observe(facts, observedTimestamp) {
      count(facts, Math.floor(observedTimestamp / SECOND_MS) * SECOND_MS);
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
