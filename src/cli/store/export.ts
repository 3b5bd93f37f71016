// `sightline store export`: records as lines, oldest first, as many as there are.

import { Command, Option } from 'commander';
import type { LogRecord } from '../../model/record.ts';
import { palette } from '../color.ts';
import { withOffline } from '../offline.ts';
import { dataOption, timeArgument } from '../options.ts';
import { offlineSource, pagesOf } from '../pages.ts';
import { explain, type DataOption } from '../reach.ts';
import { recordPrinter } from '../record-formats.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { EXIT, type World } from '../world.ts';

interface ExportOptions extends DataOption {
  readonly from?: number;
  readonly to?: number;
  readonly format: 'raw' | 'ndjson';
}

async function run(query: string, options: ExportOptions, world: World, signal: AbortSignal): Promise<number> {
  return withOffline(options, world, async (records) => {
    const { out, err } = world;
    const { from, to, format } = options;
    const lineOf =
      format === 'raw'
        ? ({ raw }: LogRecord): string => `${raw}\n`
        : recordPrinter('ndjson', 'full', palette(false)).record;
    let partial: string | undefined;
    const wanted = { query, range: { from, to }, order: 'oldest' as const, limit: Infinity };
    for await (const page of pagesOf(offlineSource(records), wanted, signal)) {
      partial ??= page.partial;
      await out.write(page.records.map(lineOf).join(''));
    }
    if (partial === undefined) return EXIT.ok;
    await err.write(`sightline: this is not everything: ${partial}\n`);
    return EXIT.findings;
  });
}

export function exportCommand(world: World): Command {
  const time = timeArgument(world.now());
  return new Command('export')
    .description('Print all records, or those that fit a query, oldest first.')
    .argument('[query]', 'as in the Logs view: level:ERROR service:orders "timed out"', '')
    .option('--from <time>', 'from then on: ISO date, epoch number, or from now back: -15m, now-1h (s m h d w)', time)
    .option('--to <time>', 'before then', time)
    .addOption(
      new Option('--format <format>', 'raw: byte for byte as it came, secrets masked; ndjson: as `query` prints it')
        .choices(['raw', 'ndjson'])
        .default('raw'),
    )
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
What arrives meanwhile is not in it. Raw records end in a line feed each; those of several lines are several lines.

Exit code: 0 everything was printed, 1 records are missing because files are damaged, 2 wrong query or failure.

Examples:
  sightline store export > all.log
  sightline store export 'level:ERROR' --from -7d --format ndjson | gzip > errors.ndjson.gz`,
    )
    .action(async (query: string, options: ExportOptions) => {
      await untilInterrupted(world, (signal) => run(query, options, world, signal)).catch((error: unknown) => {
        throw explain(error, query);
      });
    });
}
