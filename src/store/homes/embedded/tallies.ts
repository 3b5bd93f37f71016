// How many records of a block share level, service and logger: what most bars and lists are counted from.

import type { Level } from '../../../model/level.ts';
import type { IncomingRecord } from '../../../model/record.ts';

/** Level, service and logger of records; null: they have none. */
export interface Kind {
  readonly level: Level | null;
  readonly service: string;
  readonly logger: string | null;
}

/** Records of one kind. */
export interface Tally {
  readonly kind: Kind;
  readonly count: number;
}

/** Counts records by kind. */
export interface TallyCounter {
  add(record: IncomingRecord): void;
  tallies(): Tally[];
}

/** Creates a TallyCounter that has counted nothing. */
export function createTallyCounter(kinds: Kinds): TallyCounter {
  const counts = new Map<Kind, number>();
  return {
    add({ level, service, logger }) {
      const kind = kinds(level ?? null, service, logger ?? null);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    tallies: () => [...counts].map(([kind, count]) => ({ kind, count })),
  };
}

/** Tallies as JSON text. */
export function writeTallies(tallies: readonly Tally[]): string {
  return JSON.stringify(tallies.map(({ kind, count }) => [kind.level, kind.service, kind.logger, count]));
}

/** Tallies from their JSON text; throws where it is damaged. */
export function readTallies(text: string, kinds: Kinds): Tally[] {
  const rows = JSON.parse(text) as [Level | null, string, string | null, number][];
  return rows.map(([level, service, logger, count]) => ({ kind: kinds(level, service, logger), count }));
}

/** Gives the kind of a level, service and logger: mostly the same object for the same three. */
export type Kinds = (level: Level | null, service: string, logger: string | null) => Kind;

const MAX_KINDS = 20_000;

/** Creates Kinds. Kinds are few: thousands of blocks share them, and what was found out about one is known for all. */
export function createKinds(): Kinds {
  const known = new Map<string, Map<string | null, Map<Level | null, Kind>>>();
  let size = 0;
  return (level, service, logger) => {
    const there = known.get(service)?.get(logger)?.get(level);
    if (there !== undefined) return there;
    if (size >= MAX_KINDS) {
      known.clear();
      size = 0;
    }
    size++;
    const kind = { level, service, logger };
    const byLogger = known.get(service) ?? new Map<string | null, Map<Level | null, Kind>>();
    const byLevel = byLogger.get(logger) ?? new Map<Level | null, Kind>();
    known.set(service, byLogger.set(logger, byLevel.set(level, kind)));
    return kind;
  };
}
