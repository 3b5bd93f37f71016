// How many logger calls are found, and how many of those found are some: against candidates by another parser, labelled by hand.

import type { LoggerCall } from '../../../src/model/call.ts';
import type { JudgedFile } from '../ours.ts';
import type { Labels } from '../labels.ts';
import type { Place } from '../place.ts';
import { partOf, rightIn, type Seen } from '../strata.ts';
import type { Candidate } from './candidates.ts';

/** A candidate, or a call that only we know. */
export interface SeenCall extends Seen {
  readonly found: boolean;
  /** Its receiver bears the name of a logger. */
  readonly likely: boolean;
  readonly code: string;
}

export interface CallResult {
  readonly what: 'call' | 'built' | 'wrapper';
  readonly candidates: number;
  readonly found: number;
  readonly recall: number | undefined;
  readonly precision: number | undefined;
  readonly labels: number;
  readonly open: readonly SeenCall[];
}

/** The last name of what the method is called on speaks of logging. */
const LIKELY = /log(?:ger|ging|s)?(?:\(\w*\))?$/i;
const WHAT = ['call', 'built', 'wrapper'] as const;
/** How many of each part are looked at by hand: what is likely one and not found is where the gaps are. */
const SAMPLE = 25;

/** What prints, or warns a developer, is read for other reasons: it is no call of a logger. */
const isOne = (kind: LoggerCall['kind']): boolean => kind === 'log' || kind === 'console';

/** The candidates of a package with what we found of them, and what we found besides. */
export function seenCalls(name: string, files: readonly JudgedFile[], candidates: readonly Candidate[]): SeenCall[] {
  const seen: SeenCall[] = [];
  const known = new Set<string>();
  const byFile = new Map(files.map((judged) => [judged.file, judged]));
  for (const candidate of candidates) {
    const { file, line, receiver } = candidate;
    const judged = byFile.get(file);
    if (judged === undefined) continue;
    const place = (rule: string): Place => ({ package: name, file, line, rule });
    const call = judged.calls.find(
      ({ range, method, kind }) => isOne(kind) && range.start.line + 1 === line && method === candidate.name,
    );
    const built = judged.findings.some(({ rule, line: at }) => {
      if (rule !== 'no-built-message' || call === undefined) return false;
      return at >= line && at <= call.range.end.line + 1;
    });
    const text = judged.lines[line - 1];
    const more = { text, likely: LIKELY.test(receiver), code: `${receiver}.${candidate.name}` };
    known.add(`${file}:${line}`);
    const kind = candidate.wrapper ? 'wrapper' : 'call';
    seen.push({ ...place(kind), ...more, found: call !== undefined });
    if (candidate.built && !candidate.wrapper) seen.push({ ...place('built'), ...more, found: built });
  }
  for (const { file, calls, lines } of files)
    for (const { range, kind, logger, method } of calls) {
      const line = range.start.line + 1;
      if (!isOne(kind) || known.has(`${file}:${line}`)) continue;
      const code = `${logger}.${method}`;
      const text = lines[line - 1];
      seen.push({ package: name, file, line, rule: 'call', text, likely: false, code, found: true });
    }
  return seen;
}

/** Recall and precision of the calls, of the messages built on the spot, and of the project's own wrappers. */
export function judgeCalls(all: readonly SeenCall[], labels: Labels, seed: string): CallResult[] {
  return WHAT.map((what) => {
    const part = (found: boolean, likely: boolean) =>
      partOf(
        all.filter((one) => one.rule === what && one.found === found && one.likely === likely),
        SAMPLE,
        seed,
        labels,
      );
    const found = [part(true, true), part(true, false)];
    const missed = [part(false, true), part(false, false)];
    const [rightFound, rightMissed] = [rightIn(...found), rightIn(...missed)];
    const size = found.reduce((sum, one) => sum + one.size, 0);
    return {
      what,
      candidates: size + missed.reduce((sum, one) => sum + one.size, 0),
      found: size,
      recall:
        rightFound === undefined || rightMissed === undefined || rightFound + rightMissed === 0
          ? undefined
          : rightFound / (rightFound + rightMissed),
      precision: rightFound === undefined || size === 0 ? undefined : rightFound / size,
      labels: [...found, ...missed].reduce((sum, one) => sum + one.labelled, 0),
      open: [...found, ...missed].flatMap((one) => one.open),
    };
  });
}
