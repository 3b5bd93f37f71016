// `sightline calls`: every logger call found in source files.

import { Command, Option } from 'commander';
import type { LoggerCall } from '../../model/call.ts';
import { callJson, messageText } from '../call-json.ts';
import { levelColor, palette } from '../color.ts';
import { printableJson, printableLine } from '../plain-text.ts';
import { findFiles, isSource, scanInOrder, tellSkipped } from '../source-files.ts';
import { EXIT, type World } from '../world.ts';

const FORMATS = ['text', 'ndjson'] as const;

interface CallsOptions {
  readonly format: (typeof FORMATS)[number];
}

async function run(paths: readonly string[], { format }: CallsOptions, world: World): Promise<number> {
  const names = await findFiles(paths, world.cwd, isSource);
  const colors = palette(world.out.color);
  const skipped: (readonly [string, string])[] = [];
  let found = 0;
  const line = (call: LoggerCall, file: string): string => {
    if (format === 'ndjson') return `${printableJson(callJson(call, file))}\n`;
    const level = levelColor(colors, call.level)((call.level ?? '-').padEnd(8));
    const fields = call.fields.map(({ key }) => key).join(', ');
    const text = [
      level,
      colors.name(call.dialect.padEnd(16)),
      printableLine(messageText(call)),
      ...(fields === '' ? [] : [colors.quiet(printableLine(`(${fields})`))]),
    ];
    return `${printableLine(file)}:${call.range.start.line + 1}:${call.range.start.column + 1}  ${text.join('  ')}\n`;
  };
  await scanInOrder([...names.keys()], world, ({ path, calls, skipped: why }) => {
    const name = names.get(path)!;
    if (why !== undefined) skipped.push([name, why]);
    found += calls.length;
    if (calls.length > 0) void world.out.write(calls.map((call) => line(call, name)).join(''));
  });
  await tellSkipped(skipped, world);
  return found > 0 ? EXIT.ok : EXIT.findings;
}

export function callsCommand(world: World): Command {
  return new Command('calls')
    .description('List every logger call in source files: where it stands, its library, level, message and fields.')
    .argument('<path...>', 'files and folders; what .gitignore leaves out is left out')
    .addOption(new Option('--format <format>', 'how to print them').choices(FORMATS).default('text'))
    .addHelpText(
      'after',
      `
Exit code: 0 calls found, 1 none found, 2 failure.

Examples:
  sightline calls src
  sightline calls . --format ndjson | jq -r 'select(.level == "ERROR") | .file'`,
    )
    .action(async (paths: readonly string[], options: CallsOptions) => world.end(await run(paths, options, world)));
}
