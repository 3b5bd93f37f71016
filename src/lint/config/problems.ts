// What is wrong with a file of `.sightline`, as findings of that file.

import type { JsonNode } from '../../base/json-text.ts';
import { createLines } from '../../base/lines.ts';
import type { Finding, Severity } from '../../model/finding.ts';

/** The id that findings of configuration files bear in place of a rule's. */
export const CONFIGURATION = 'configuration';

/** Collects findings of one file, placed by offset. */
export interface Problems {
  add(at: Pick<JsonNode, 'start' | 'end'>, message: string, severity?: Severity): void;
  /** A name that is none of the known ones, `meant` being the one to write in its place. */
  unknown(at: Pick<JsonNode, 'start' | 'end'>, message: string, meant: string | undefined): void;
  readonly findings: readonly Finding[];
}

export function createProblems(path: string, text: string): Problems {
  const lines = createLines(text);
  const findings: Finding[] = [];
  const put = (
    { start, end }: Pick<JsonNode, 'start' | 'end'>,
    message: string,
    severity: Severity,
    meant?: string,
  ): void => {
    const range = { start: lines.position(start), end: lines.position(end) };
    const fixes =
      meant === undefined
        ? []
        : [{ kind: 'suggest' as const, title: `Write "${meant}"`, edits: [{ range, newText: JSON.stringify(meant) }] }];
    findings.push({ rule: CONFIGURATION, severity, message, path, range, fixes });
  };
  return {
    add: (at, message, severity = 'error') => put(at, message, severity),
    unknown: (at, message, meant) =>
      put(at, meant === undefined ? message : `${message} Did you mean "${meant}"?`, 'warning', meant),
    findings,
  };
}
