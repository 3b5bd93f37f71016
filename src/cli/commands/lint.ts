// `sightline lint`: judges the logger calls of source files, as the editor does.

import { Command, Option } from 'commander';
import { createLines } from '../../base/lines.ts';
import type { Finding } from '../../model/finding.ts';
import { readSource } from '../../workspace/node-files.ts';
import type { ScannedFile } from '../../workspace/scan-files.ts';
import { palette } from '../color.ts';
import { fixFile } from '../fix-files.ts';
import { findingText, isFixable, summaryText } from '../lint-text.ts';
import { printableJson } from '../plain-text.ts';
import { findFiles, isSource, scanInOrder, tellSkipped, type NamedFiles } from '../source-files.ts';
import { EXIT, type World } from '../world.ts';

const FORMATS = ['text', 'json'] as const;

interface LintOptions {
  readonly format: (typeof FORMATS)[number];
  readonly fix?: boolean;
}

/** A fix may make room for the next one; more rounds than this no file needs. */
const MAX_ROUNDS = 10;

async function scan(files: readonly string[], world: World): Promise<Map<string, ScannedFile>> {
  const scanned = new Map<string, ScannedFile>();
  await scanInOrder(files, world, (file) => scanned.set(file.path, file));
  return scanned;
}

/** Makes all safe fixes, looking again at what was changed until nothing is left to fix. Returns how many were made. */
async function fixAll(scanned: Map<string, ScannedFile>, world: World): Promise<number> {
  let made = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const changed: string[] = [];
    for (const { path, findings } of scanned.values()) {
      const count = await fixFile(path, findings);
      made += count;
      if (count > 0) changed.push(path);
    }
    if (changed.length === 0) break;
    for (const [path, file] of await scan(changed, world)) scanned.set(path, file);
  }
  return made;
}

function findingJson(finding: Finding, file: string): Record<string, unknown> {
  const { start, end } = finding.range;
  return {
    file,
    line: start.line + 1,
    column: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    fixable: isFixable(finding),
  };
}

async function printText(scanned: readonly ScannedFile[], names: NamedFiles, { out }: World): Promise<void> {
  const colors = palette(out.color);
  for (const { path, findings } of scanned) {
    if (findings.length === 0) continue;
    const source = await readSource(path);
    const text = 'text' in source ? source.text : '';
    const starts = createLines(text);
    const lines = Array.from({ length: starts.count }, (_, line) =>
      text.slice(starts.start(line), starts.start(line + 1)).replace(/[\r\n]+$/, ''),
    );
    await out.write(findings.map((finding) => findingText(finding, names.get(path)!, lines, colors)).join(''));
  }
}

async function run(paths: readonly string[], { format, fix }: LintOptions, world: World): Promise<number> {
  const { out, err } = world;
  const names = await findFiles(paths, world.cwd, isSource);
  const scanned = await scan([...names.keys()], world);
  const made = fix === true ? await fixAll(scanned, world) : 0;
  const files = [...scanned.values()];
  const findings = files.flatMap((file) => file.findings);
  if (format === 'json') {
    const rows = files.flatMap((file) =>
      file.findings.map((finding) => printableJson(findingJson(finding, names.get(file.path)!))),
    );
    await out.write(rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`);
  } else {
    await printText(files, names, world);
    await out.write(summaryText(findings, names.size, palette(out.color)));
  }
  if (made > 0) await err.write(`${made.toLocaleString('en-US')} fixed.\n`);
  await tellSkipped(
    files.flatMap(({ path, skipped }) => (skipped === undefined ? [] : [[names.get(path)!, skipped] as const])),
    world,
  );
  return findings.length > 0 ? EXIT.findings : EXIT.ok;
}

export function lintCommand(world: World): Command {
  return new Command('lint')
    .description('Judge the logger calls of source files: the same findings as in the editor.')
    .argument('<path...>', 'files and folders; what .gitignore leaves out is left out')
    .addOption(new Option('--format <format>', 'how to print them').choices(FORMATS).default('text'))
    .option('--fix', 'write the safe fixes into the files, then print what is left')
    .addHelpText(
      'after',
      `
A line with "sightline-ignore: RULE reason" in a comment, on the line or above it, is left alone.

Exit code: 0 no findings, 1 findings, 2 failure.

Examples:
  sightline lint src
  sightline lint . --fix
  sightline lint services/orders/app.py --format json | jq '.[] | select(.fixable)'`,
    )
    .action(async (paths: readonly string[], options: LintOptions) => world.end(await run(paths, options, world)));
}
