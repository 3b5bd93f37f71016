// The options of `sightline lint`, and how their values are read.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { didYouMean } from '../../base/near.ts';
import { RULES } from '../../lint/rules/index.ts';
import { PRESETS, type Preset } from '../../model/lint-settings.ts';
import { wholeNumber } from '../options.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'] as const;

export interface LintOptions {
  readonly format: (typeof FORMATS)[number];
  readonly rule?: readonly string[];
  readonly preset?: Preset;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly stdinFilename?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly maxWarnings?: number;
  /** Where findings are kept for the next run; true for the usual place. */
  readonly cache?: string | true;
  readonly jobs?: number;
  readonly stats?: boolean;
}

/** Ids of rules, by commas or by the option given again. */
function ruleIds(text: string, before: readonly string[] = []): readonly string[] {
  const known = RULES.map(({ id }) => id);
  const ids = text.split(',').map((id) => id.trim());
  for (const id of ids) {
    if (!known.includes(id)) throw new InvalidArgumentError(`There is no rule "${id}".${didYouMean(id, known)}`);
  }
  return [...before, ...ids];
}

/** Adds them to the command. */
export function addLintOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'how to print the findings').choices(FORMATS).default('text'))
    .addOption(new Option('--preset <preset>', 'in place of what the configuration says').choices(PRESETS))
    .option('--rule <id>', 'only this rule, even if it is off; several by commas or by giving it again', ruleIds)
    .option('--fix', 'write the safe fixes into the files, then print what is left')
    .addOption(new Option('--fix-dry-run', 'print the safe fixes as a diff, write nothing').conflicts('fix'))
    .option('--stdin-filename <path>', 'judge standard input as this file; with --fix print it fixed')
    .option('--baseline <file>', 'leave out the findings this file knows')
    .option('--update-baseline', 'write all findings of this run into the file of --baseline')
    .option(
      '--max-warnings <n>',
      'end with 1 only on an error or on more warnings than this',
      wholeNumber(0, 1_000_000_000),
    )
    .option('--cache [folder]', 'judge only what has changed since the last run with this (in .sightline/cache)')
    .option('--jobs <n>', 'so many threads', wholeNumber(1, 64))
    .option('--stats', 'also tell what was read, how long it took and which rules found how much');
}
