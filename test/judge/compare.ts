// Our findings beside those of other linters: the same rule at the same call, or line, is the same finding.

import type { LoggerCall } from '../../src/model/call.ts';
import type { JudgedFile } from './ours.ts';
import type { Package } from './packages.ts';
import { keyOf, type Place } from './place.ts';
import type { TheirFinding } from './tools/tool.ts';

/** A place of a rule, and who speaks of it. */
export interface Compared extends Place {
  readonly ours: boolean;
  /** "ruff G004". */
  readonly theirs: readonly string[];
  /** Its line in the file. */
  readonly text: string | undefined;
  readonly message: string | undefined;
}

/** The line where the innermost call around a line begins, or the line itself. */
function anchor(line: number, calls: readonly LoggerCall[]): number {
  let best: LoggerCall | undefined;
  for (const call of calls) {
    if (call.range.start.line + 1 > line || call.range.end.line + 1 < line) continue;
    if (best === undefined || call.range.start.line > best.range.start.line) best = call;
  }
  return best === undefined ? line : best.range.start.line + 1;
}

/** All places of a package that we or others speak of. */
export function compare(
  { name }: Package,
  files: readonly JudgedFile[],
  theirs: ReadonlyMap<string, readonly TheirFinding[]>,
): Compared[] {
  const places = new Map<string, Compared>();
  const add = (judged: JudgedFile, rule: string, at: number, said: string | undefined, message?: string): void => {
    const place = { package: name, file: judged.file, line: anchor(at, judged.calls), rule };
    const before = places.get(keyOf(place));
    places.set(keyOf(place), {
      ...place,
      ours: before?.ours === true || said === undefined,
      theirs: [...(before?.theirs ?? []), ...(said === undefined ? [] : [said])],
      text: judged.lines[place.line - 1],
      message: message ?? before?.message,
    });
  };
  const byFile = new Map(files.map((judged) => [judged.file, judged]));
  for (const judged of files)
    for (const { rule, line, message } of judged.findings) add(judged, rule, line, undefined, message);
  for (const [tool, found] of theirs)
    for (const { file, line, code, rule } of found) {
      const judged = byFile.get(file);
      if (judged !== undefined) add(judged, rule, line, `${tool} ${code}`);
    }
  return [...places.values()];
}
