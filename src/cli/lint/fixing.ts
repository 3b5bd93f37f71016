// Makes the fixes of findings, in memory first, then in the files, where nobody changed them meanwhile.

import { readFile, writeFile } from 'node:fs/promises';
import { applyFix } from '../../lint/fixes/apply-fix.ts';
import { fixesTogether, MAX_ROUNDS } from '../../lint/fixes/fix-all.ts';
import type { ScannedFile } from '../../workspace/scan-files.ts';

/** A file that was fixed: its text without byte order mark, before and after. */
export interface FixedFile {
  readonly before: string;
  readonly after: string;
}

/** A file as it is to be written back; undefined where its bytes could not be kept, as it is not UTF-8. */
function utf8(bytes: Uint8Array): { readonly mark: string; readonly text: string } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
    return { mark, text: text.slice(mark.length) };
  } catch {
    return undefined;
  }
}

/**
 * Makes all safe fixes in memory, looking again (`scan`) at what was changed until nothing is left to fix; `scanned` is
 * brought up to date. `given` are texts that no file holds. Returns what became of the files, and how many fixes it were.
 */
export async function fixInMemory(
  scanned: Map<string, ScannedFile>,
  given: ReadonlyMap<string, string>,
  scan: (paths: readonly string[], texts: ReadonlyMap<string, string>) => Promise<ReadonlyMap<string, ScannedFile>>,
): Promise<{ readonly fixed: ReadonlyMap<string, FixedFile>; readonly made: number }> {
  const fixed = new Map<string, FixedFile>();
  let made = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const changed: string[] = [];
    for (const { path, findings } of scanned.values()) {
      const fixes = fixesTogether(findings.filter((finding) => finding.path === path));
      if (fixes.length === 0) continue;
      const known = fixed.get(path);
      const text = known?.after ?? given.get(path) ?? utf8(await readFile(path))?.text;
      if (text === undefined) continue;
      const after = applyFix(
        text,
        fixes.flatMap(({ edits }) => edits),
      );
      if (after === text) continue;
      fixed.set(path, { before: known?.before ?? text, after });
      made += fixes.length;
      changed.push(path);
    }
    if (changed.length === 0) break;
    const texts = new Map([...given, ...[...fixed].map(([path, { after }]) => [path, after] as const)]);
    for (const [path, file] of await scan(changed, texts)) scanned.set(path, file);
  }
  return { fixed, made };
}

/** Writes a fixed file, byte order mark and line ends kept. Resolves to false, and writes nothing, where it has changed meanwhile. */
export async function writeFixed(file: string, { before, after }: FixedFile): Promise<boolean> {
  const now = utf8(await readFile(file));
  if (now?.text !== before) return false;
  await writeFile(file, now.mark + after);
  return true;
}
