// The baseline of an old project: findings that are known and not to be shown, until they are gone.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { groupBy } from '../../base/group-by.ts';
import { messageOf } from '../../base/errors.ts';
import { CommandError } from '../world.ts';
import { fingerprints, type Reported } from './report.ts';

/** How often each fingerprint (without its count) is known, by file and rule: "orders/app.py", "no-print". */
type Known = Record<string, Record<string, Record<string, number>>>;

const COMMENT = 'Known findings, which sightline lint --baseline leaves out. --update-baseline writes this file anew.';

/** A finding as a baseline knows it: its file from the baseline's folder, so that it does not matter where one stands. */
function entries(
  findings: readonly Reported[],
  baseline: string,
  textOf: (path: string) => string,
): [Reported, string, string][] {
  const byPath = groupBy(findings, ({ finding }) => finding.path);
  return [...byPath].flatMap(([file, all]) => {
    const name = path.relative(path.dirname(baseline), file).split(path.sep).join('/');
    const marks = fingerprints(
      name,
      all.map(({ finding }) => finding),
      textOf(file),
    );
    return all.map((one, index): [Reported, string, string] => [one, name, marks[index]!.split(':')[0]!]);
  });
}

/** Writes all findings as known. */
export async function writeBaseline(
  baseline: string,
  findings: readonly Reported[],
  textOf: (path: string) => string,
): Promise<void> {
  const known: Known = {};
  for (const [{ finding }, name, mark] of entries(findings, baseline, textOf)) {
    const marks = ((known[name] ??= {})[finding.rule] ??= {});
    marks[mark] = (marks[mark] ?? 0) + 1;
  }
  await writeFile(baseline, `${JSON.stringify({ comment: COMMENT, version: 1, findings: known }, undefined, 2)}\n`);
}

/** The findings that a baseline does not know, and how many it knows that are gone. Throws CommandError where it can't be read. */
export async function withoutKnown(
  baseline: string,
  findings: readonly Reported[],
  textOf: (path: string) => string,
): Promise<{ fresh: Reported[]; gone: number }> {
  const left = await read(baseline);
  const fresh = entries(findings, baseline, textOf).flatMap(([one, name, mark]) => {
    const key = [name, one.finding.rule, mark].join('\0');
    const count = left.get(key) ?? 0;
    if (count === 0) return [one];
    left.set(key, count - 1);
    return [];
  });
  return { fresh, gone: [...left.values()].reduce((sum, count) => sum + count, 0) };
}

async function read(baseline: string): Promise<Map<string, number>> {
  try {
    const { version, findings } = JSON.parse(await readFile(baseline, 'utf8')) as { version: unknown; findings: Known };
    if (version !== 1) throw new Error('it is of another version');
    return new Map(
      Object.entries(findings).flatMap(([name, rules]) =>
        Object.entries(rules).flatMap(([rule, marks]) =>
          Object.entries(marks).map(([mark, count]): [string, number] => [[name, rule, mark].join('\0'), count]),
        ),
      ),
    );
  } catch (error) {
    throw new CommandError(`the baseline ${baseline} can’t be read: ${messageOf(error)}. --update-baseline writes it.`);
  }
}
