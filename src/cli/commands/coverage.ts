// `sightline coverage`: what logs and what is silent, and where a log call would help most.

import path from 'node:path';
import { Command, Option } from 'commander';
import { coverageReport } from '../../coverage/report.ts';
import { createFolderConfigs } from '../../lint/config/folder-configs.ts';
import type { FileFacts } from '../../model/coverage.ts';
import { createProjectFiles } from '../../workspace/project-files.ts';
import { palette } from '../color.ts';
import { percentOf, type Shown } from '../coverage/figures.ts';
import { jsonReport } from '../coverage/json.ts';
import { markdownReport } from '../coverage/markdown.ts';
import { textReport } from '../coverage/text.ts';
import { wholeNumber } from '../options.ts';
import type { Output } from '../output.ts';
import { findFiles, isSource, scanInOrder, tellSkipped } from '../source-files.ts';
import { EXIT, type World } from '../world.ts';

const FORMATS = ['text', 'markdown', 'json'] as const;

interface CoverageOptions {
  readonly format: (typeof FORMATS)[number];
  readonly min?: number;
  readonly jobs?: number;
}

function render(format: CoverageOptions['format'], shown: Shown, { color }: Output): string {
  switch (format) {
    case 'text':
      return textReport(shown, palette(color));
    case 'markdown':
      return markdownReport(shown);
    case 'json':
      return jsonReport(shown);
  }
}

async function run(paths: readonly string[], { format, min, jobs }: CoverageOptions, world: World): Promise<number> {
  const names = await findFiles(paths.length === 0 ? ['.'] : paths, world.cwd, isSource);
  const configs = createFolderConfigs(createProjectFiles());
  const files = [...names.keys()].filter((file) => !configs.of(file).excluded);
  for (const { path: file, message } of [...configs.problems().values()].flat())
    await world.err.write(`sightline: ${path.relative(world.cwd, file)}: ${message}\n`);
  const nameOf = (file: string): string => names.get(file) ?? file;
  const facts: FileFacts[] = [];
  const skipped: (readonly [string, string])[] = [];
  await scanInOrder(
    files,
    world,
    ({ path: file, coverage, skipped: why }) => {
      if (why !== undefined) skipped.push([nameOf(file), why]);
      if (coverage !== undefined) facts.push(coverage);
    },
    { coverage: true, ...(jobs === undefined ? {} : { workers: jobs }) },
  );
  const report = coverageReport(facts);
  await world.out.write(render(format, { report, nameOf }, world.out));
  await tellSkipped(skipped, world);
  const percent = percentOf(report.shares.total) ?? 100;
  if (min === undefined || percent >= min) return EXIT.ok;
  await world.err.write(`sightline: ${percent}% of the places are logged, ${min}% are wanted\n`);
  return EXIT.findings;
}

export function coverageCommand(world: World): Command {
  return new Command('coverage')
    .description(
      'Tell what logs and what is silent: routes, messages, exception handlers, calls that leave the process.',
    )
    .argument(
      '[path...]',
      'files and folders, by default this one; what .gitignore or the configuration leaves out is left out',
    )
    .addOption(new Option('--format <format>', 'how to print the report').choices(FORMATS).default('text'))
    .option('--min <percent>', 'end with 1 where less of all places is logged', wholeNumber(0, 100))
    .option('--jobs <n>', 'so many threads', wholeNumber(1, 64))
    .addHelpText(
      'after',
      `
A place is logged where something is written in it, straight, through a function of the project, or by a decorator.
A handler that throws on, or hands the exception to somebody, is not silent; tests are left out.

Exit code: 0 done, 1 less than --min, 2 failure.

Examples:
  sightline coverage
  sightline coverage src --min 70
  sightline coverage services --format markdown >> "$GITHUB_STEP_SUMMARY"
  sightline coverage . --format json | jq -r '.most[] | "\\(.file):\\(.line) \\(.reason)"'`,
    )
    .action(async (paths: readonly string[], options: CoverageOptions) => world.end(await run(paths, options, world)));
}
