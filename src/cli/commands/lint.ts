// `sightline lint`: judges the logger calls of source files, as the editor does.

import path from 'node:path';
import { Command } from 'commander';
import { groupBy } from '../../base/group-by.ts';
import { messageOf } from '../../base/errors.ts';
import { createFolderConfigs, type FolderConfigs } from '../../lint/config/folder-configs.ts';
import type { Finding } from '../../model/finding.ts';
import type { SettingsOverrides } from '../../model/lint-settings.ts';
import { decodeText } from '../../workspace/decode-text.ts';
import { readSource } from '../../workspace/node-files.ts';
import { createProjectFiles } from '../../workspace/project-files.ts';
import type { ScannedFile } from '../../workspace/scan-files.ts';
import { palette } from '../color.ts';
import { withoutKnown, writeBaseline } from '../lint/baseline.ts';
import { openCache, type LintCache } from '../lint/cache.ts';
import { fixInMemory, writeFixed, type FixedFile } from '../lint/fixing.ts';
import { githubReport } from '../lint/github.ts';
import { jsonReport } from '../lint/json.ts';
import { junitReport } from '../lint/junit.ts';
import { addLintOptions, type LintOptions } from '../lint/options.ts';
import { fingerprints, type LintReport, type Reported } from '../lint/report.ts';
import { sarifReport } from '../lint/sarif.ts';
import { statsText } from '../lint/stats.ts';
import { textReport } from '../lint/text.ts';
import { unifiedDiff } from '../lint/unified-diff.ts';
import type { Output } from '../output.ts';
import { printableLine } from '../plain-text.ts';
import { findFiles, isSource, scanInOrder, tellSkipped, type NamedFiles } from '../source-files.ts';
import { CommandError, EXIT, type World } from '../world.ts';

const portable = (file: string): string => file.split(path.sep).join('/');

/** What is to be judged: files with the names to show, and texts that go before what the files hold. */
interface Input {
  readonly names: NamedFiles;
  readonly texts: ReadonlyMap<string, string>;
}

async function readInput(paths: readonly string[], stdinFilename: string | undefined, world: World): Promise<Input> {
  if (stdinFilename === undefined) {
    if (paths.length === 0) throw new CommandError('name files or folders to judge, or --stdin-filename');
    return { names: await findFiles(paths, world.cwd, isSource), texts: new Map() };
  }
  if (paths.length > 0) throw new CommandError('--stdin-filename takes no paths: standard input is judged');
  const file = portable(path.resolve(world.cwd, stdinFilename));
  const chunks: Buffer[] = [];
  for await (const chunk of world.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return {
    names: new Map([[file, portable(stdinFilename)]]),
    texts: new Map([[file, decodeText(Buffer.concat(chunks))]]),
  };
}

/** The files that no configuration leaves out, and what is wrong with the configuration of all. */
function configured(
  { names }: Input,
  cwd: string,
): {
  files: string[];
  broken: Finding[];
  nameOf: (file: string) => string;
  configs: FolderConfigs;
} {
  const configs = createFolderConfigs(createProjectFiles());
  const files = [...names.keys()].filter((file) => !configs.of(file).excluded);
  const broken = [...configs.problems().values()].flat();
  return { files, broken, configs, nameOf: (file) => names.get(file) ?? portable(path.relative(cwd, file)) };
}

/** All findings with names and fingerprints, and the texts they are in. */
async function reported(
  findings: readonly Finding[],
  nameOf: (file: string) => string,
  texts: ReadonlyMap<string, string>,
): Promise<{ all: Reported[]; textOf: (file: string) => string }> {
  const read = new Map<string, string>();
  const byPath = groupBy(findings, (finding) => finding.path);
  const all: Reported[] = [];
  for (const [file, ofFile] of byPath) {
    const given = texts.get(file);
    const source = given === undefined ? await readSource(file) : { text: given };
    const text = 'text' in source ? source.text : '';
    read.set(file, text);
    const name = nameOf(file);
    const marks = fingerprints(name, ofFile, text);
    ofFile.forEach((finding, index) => all.push({ finding, file: name, fingerprint: marks[index]! }));
  }
  return { all, textOf: (file) => read.get(file) ?? '' };
}

function render(format: LintOptions['format'], report: LintReport, { color }: Output): string {
  switch (format) {
    case 'text':
      return textReport(report, palette(color));
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report);
    case 'github':
      return githubReport(report);
    case 'junit':
      return junitReport(report);
  }
}

/** Whether the findings are to fail the run. */
function fails(findings: readonly Reported[], maxWarnings: number | undefined): boolean {
  if (maxWarnings === undefined) return findings.length > 0;
  const count = (severity: string): number => findings.filter(({ finding }) => finding.severity === severity).length;
  return count('error') > 0 || count('warning') > maxWarnings;
}

/** Writes what was fixed, or shows it. */
async function handOver(
  fixed: ReadonlyMap<string, FixedFile>,
  nameOf: (file: string) => string,
  { fixDryRun }: LintOptions,
  world: World,
): Promise<void> {
  for (const [file, one] of fixed) {
    if (fixDryRun === true) await world.out.write(unifiedDiff(nameOf(file), one.before, one.after));
    else if (!(await writeFixed(file, one)))
      await world.err.write(`sightline: ${printableLine(nameOf(file))} changed meanwhile and was not fixed\n`);
  }
}

async function run(paths: readonly string[], options: LintOptions, world: World): Promise<number> {
  const { format, rule, preset, fix, fixDryRun, stdinFilename, jobs, stats, maxWarnings } = options;
  const { out, err } = world;
  if (options.updateBaseline === true && options.baseline === undefined)
    throw new CommandError('--update-baseline needs --baseline FILE');
  const began = world.now();
  const input = await readInput(paths, stdinFilename, world);
  const { files, broken, nameOf, configs } = configured(input, world.cwd);
  const overrides: SettingsOverrides = {
    ...(preset === undefined ? {} : { preset }),
    ...(rule === undefined ? {} : { only: rule }),
  };
  const kept = async (): Promise<LintCache | undefined> =>
    options.cache === undefined
      ? undefined
      : openCache({
          folder: path.resolve(world.cwd, options.cache === true ? '.sightline/cache' : options.cache),
          program: world.programs.scan,
          files,
          settingsOf: (file) => configs.of(file, overrides),
        });
  const scan = async (some: readonly string[], texts = input.texts): Promise<Map<string, ScannedFile>> => {
    const found = new Map<string, ScannedFile>();
    const cache = texts.size > 0 ? undefined : await kept();
    const fresh = some.filter((file) => {
      const known = cache?.known(file);
      if (known !== undefined) found.set(file, known);
      return known === undefined;
    });
    const how = {
      overrides,
      texts,
      calls: false,
      leads: cache !== undefined,
      ...(jobs === undefined ? {} : { workers: jobs }),
    };
    const put = (file: ScannedFile): void => {
      found.set(file.path, file);
      cache?.put(file);
    };
    await scanInOrder(fresh, world, put, how);
    // The findings are worth more than their being kept.
    await cache?.write().catch((error: unknown) => world.err.write(`sightline: ${printableLine(messageOf(error))}\n`));
    return new Map(some.flatMap((file) => (found.has(file) ? [[file, found.get(file)!]] : [])));
  };

  const scanned = await scan(files);
  const fixing = fix === true || fixDryRun === true;
  const { fixed, made } = fixing
    ? await fixInMemory(scanned, input.texts, scan)
    : { fixed: new Map<string, FixedFile>(), made: 0 };
  // Standard input has no file to write: its text, fixed or not, is the answer.
  const asFilter = fix === true && stdinFilename !== undefined;
  if (asFilter) {
    for (const [file, text] of input.texts) await out.write(fixed.get(file)?.after ?? text);
  } else await handOver(fixed, nameOf, options, world);

  const texts = new Map([...input.texts, ...[...fixed].map(([file, { after }]) => [file, after] as const)]);
  const findings = [...broken, ...[...scanned.values()].flatMap((file) => file.findings)];
  const { all, textOf } = await reported(findings, nameOf, texts);
  const shown = await applyBaseline(all, textOf, options, world);
  const looked = files.length + new Set(broken.map((finding) => finding.path)).size;
  const report: LintReport = { findings: shown, files: looked, textOf, version: world.version };
  const to = asFilter || fixDryRun === true ? err : out;
  await to.write(render(format, report, to));
  if (made > 0)
    await err.write(`${made.toLocaleString('en-US')} ${fixDryRun === true ? 'would be fixed' : 'fixed'}.\n`);
  const skipped = [...scanned.values()].flatMap(({ path: file, skipped: why }) =>
    why === undefined ? [] : [[nameOf(file), why] as const],
  );
  await tellSkipped(skipped, world);
  if (stats === true) {
    const excluded = input.names.size - files.length;
    await err.write(statsText([...scanned.values()], shown, { excluded, milliseconds: world.now() - began }));
  }
  return fails(shown, maxWarnings) || (fixDryRun === true && made > 0) ? EXIT.findings : EXIT.ok;
}

async function applyBaseline(
  all: readonly Reported[],
  textOf: (file: string) => string,
  { baseline, updateBaseline }: LintOptions,
  world: World,
): Promise<readonly Reported[]> {
  if (baseline === undefined) return all;
  const file = path.resolve(world.cwd, baseline);
  if (updateBaseline === true) {
    await writeBaseline(file, all, textOf);
    await world.err.write(`${all.length.toLocaleString('en-US')} findings are in the baseline now.\n`);
    return [];
  }
  const { fresh, gone } = await withoutKnown(file, all, textOf);
  if (gone > 0)
    await world.err.write(
      `${gone.toLocaleString('en-US')} of the baseline ${gone === 1 ? 'is' : 'are'} gone or were not looked at; --update-baseline writes it anew.\n`,
    );
  return fresh;
}

export function lintCommand(world: World): Command {
  const command = new Command('lint')
    .description('Judge the logger calls of source files: the same findings as in the editor.')
    .argument('[path...]', 'files and folders; what .gitignore or the configuration leaves out is left out');
  return addLintOptions(command)
    .addHelpText(
      'after',
      `
Rules, severities and what to leave out are set in .sightline/config.json. A line with "sightline-ignore: RULE reason"
in a comment, on the line or above it, is left alone.

Exit code: 0 no findings, 1 findings, 2 failure.

Examples:
  sightline lint src
  sightline lint . --fix
  sightline lint . --format sarif --preset strict > sightline.sarif
  sightline lint . --baseline .sightline/baseline.json --update-baseline
  sightline lint services/orders/app.py --format json | jq '.[] | select(.fixable)'`,
    )
    .action(async (paths: readonly string[], options: LintOptions) => world.end(await run(paths, options, world)));
}
