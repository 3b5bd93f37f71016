// `sightline store verify`: whether every file of the store is whole, and what those that are not cost.

import { Command, Option } from 'commander';
import { palette } from '../color.ts';
import { count, plural, size } from '../figures.ts';
import { dataFolderOf, noRecords, withAccess } from '../offline.ts';
import { dataOption } from '../options.ts';
import { printableJson, printableLine } from '../plain-text.ts';
import type { DataOption } from '../reach.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { EXIT, type World } from '../world.ts';

interface VerifyOptions extends DataOption {
  readonly format: 'text' | 'json';
}

function run(options: VerifyOptions, world: World, signal: AbortSignal): Promise<number> {
  const { out } = world;
  return withAccess(world, async (access) => {
    const check = await access.verify(dataFolderOf(options, world), signal);
    if (check === undefined) throw noRecords(options, world);
    const { damaged, files, bytes, records } = check;
    if (options.format === 'json') {
      await out.write(
        `${printableJson({ ok: damaged.length === 0, files, bytes, records, damaged: damaged.map((one) => ({ ...one, records: one.records ?? null })) })}\n`,
      );
    } else {
      const { error } = palette(out.color);
      const rows = damaged.map(
        ({ file, problem, records: lost }) =>
          `${error('damaged')}  ${printableLine(file)}: ${printableLine(problem)}. It costs ${lost === undefined ? 'an unknown number of records' : plural(lost, 'record', 'records')}.\n`,
      );
      const whole = `${plural(files, 'file', 'files')} (${size(bytes)}) read; ${count(records)} records are whole.\n`;
      await out.write(`${rows.join('')}${whole}`);
    }
    return damaged.length === 0 ? EXIT.ok : EXIT.findings;
  });
}

export function verifyCommand(world: World): Command {
  return new Command('verify')
    .description('Read every file and check every checksum; say which file is damaged and what it costs.')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Changes nothing, and can be done while a collector runs. A damaged file costs its own records only: the rest is
answered, and answers say what is missing.

Exit code: 0 everything is whole, 1 something is damaged, 2 nothing is kept there, or failure.

Examples:
  sightline store verify
  sightline store verify --format json --data ./backup`,
    )
    .action(async (options: VerifyOptions) => {
      await untilInterrupted(world, (signal) => run(options, world, signal));
    });
}
