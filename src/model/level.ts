// The levels of a record and their order.

/** Levels from least to most severe. TRACE exists because programs write it; the default schema knows the other five. */
export const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;

export type Level = (typeof LEVELS)[number];

/** Position in LEVELS, 0 for TRACE to 5 for CRITICAL. */
export function levelRank(level: Level): number {
  return LEVELS.indexOf(level);
}

const NAMES: Readonly<Record<string, Level>> = {
  trace: 'TRACE',
  finest: 'TRACE',
  finer: 'TRACE',
  silly: 'TRACE',
  verbose: 'DEBUG',
  vrb: 'TRACE',
  trc: 'TRACE',
  debug: 'DEBUG',
  dbg: 'DEBUG',
  fine: 'DEBUG',
  config: 'DEBUG',
  d: 'DEBUG',
  info: 'INFO',
  information: 'INFO',
  informational: 'INFO',
  inf: 'INFO',
  notice: 'INFO',
  success: 'INFO',
  http: 'INFO',
  log: 'INFO',
  i: 'INFO',
  warning: 'WARNING',
  warn: 'WARNING',
  wrn: 'WARNING',
  w: 'WARNING',
  error: 'ERROR',
  err: 'ERROR',
  severe: 'ERROR',
  e: 'ERROR',
  exception: 'ERROR',
  critical: 'CRITICAL',
  crit: 'CRITICAL',
  fatal: 'CRITICAL',
  ftl: 'CRITICAL',
  emerg: 'CRITICAL',
  emergency: 'CRITICAL',
  alert: 'CRITICAL',
  panic: 'CRITICAL',
  dpanic: 'CRITICAL',
  f: 'CRITICAL',
};

/** The Level a level name means, in any case and of any library in use ("warn", "SEVERE", "notice"…); undefined if none. */
export function levelFromName(name: string): Level | undefined {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
}
