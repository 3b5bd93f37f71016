// What could be a logger call in a package, listed by a parser that is not ours and knows nothing of logging.

import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { textOnce } from '../cache.ts';
import type { Language, Package } from '../packages.ts';
import { python } from '../tools/python-linters.ts';
import { scriptCandidates } from './candidates-script.ts';

/** A call that could be one of a logger, by nothing but its name. */
export interface Candidate {
  readonly file: string;
  readonly line: number;
  /** What the method is called on, as written. */
  readonly receiver: string;
  readonly name: string;
  /** It calls a function of the package that hands its first parameter to a logger. */
  readonly wrapper: boolean;
  /** Its message is text with values in it, made before the call. */
  readonly built: boolean;
}

const SCRIPT = path.resolve('test/judge/calls/candidates.py');

function pythonCandidates({ name, version, folder, files }: Package): readonly Candidate[] {
  const script = createHash('sha256').update(readFileSync(SCRIPT)).digest('hex').slice(0, 8);
  const listed = textOnce(`said/candidates-${script}/${name}-${version}.jsonl`, () => {
    const { stdout, status, stderr } = spawnSync(python(), [SCRIPT], {
      cwd: folder,
      input: files.join('\n'),
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  });
  return listed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Candidate);
}

/** A language without an entry has no truth on its calls yet, and its packages are left out of that table. */
const LISTS: Readonly<Partial<Record<Language, (of: Package) => readonly Candidate[]>>> = {
  python: pythonCandidates,
  script: scriptCandidates,
};

export function candidatesOf(of: Package): readonly Candidate[] | undefined {
  return LISTS[of.language]?.(of);
}
