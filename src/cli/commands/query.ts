// `sightline query`: stored records that fit a query, in the form another program or a person wants.

import { Command, InvalidArgumentError, Option } from 'commander';
import type { OfflineRecords } from '../../collector/offline.ts';
import { palette } from '../color.ts';
import { withOffline } from '../offline.ts';
import { dataOption, offlineOption, timeArgument } from '../options.ts';
import { collectorSource, offlineSource, pagesOf, type RecordSource } from '../pages.ts';
import { explain, withCollector, type DataOption } from '../reach.ts';
import { FORMATS, recordPrinter, type RecordFormat } from '../record-formats.ts';
import { asksForSums, printSums, type SumOptions, type SumSource } from '../record-sums.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { EXIT, type World } from '../world.ts';

interface QueryOptions extends DataOption, SumOptions {
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
  readonly order: 'newest' | 'oldest';
  readonly format: RecordFormat;
  readonly offline?: boolean;
}

function readLimit(text: string): number {
  if (text === 'all') return Infinity;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number from 1, or "all".');
}

async function print(
  source: RecordSource,
  query: string,
  { from, to, limit, order, format }: QueryOptions,
  { out, err }: World,
  signal: AbortSignal,
): Promise<number> {
  const printer = recordPrinter(format, out.isTerminal ? 'clock' : 'full', palette(out.color));
  let found = 0;
  let more = false;
  let partial: string | undefined;
  for await (const page of pagesOf(source, { query, range: { from, to }, order, limit }, signal)) {
    partial ??= page.partial;
    // Nothing is printed before the first page is here: a mistake in the query leaves the output empty.
    if (found === 0) await out.write(printer.begin());
    await out.write(page.records.map(printer.record).join(''));
    found += page.records.length;
    more = page.next !== undefined;
  }
  await out.write(printer.end());
  if (partial !== undefined) await err.write(`sightline: this is not everything: ${partial}\n`);
  if (more && out.isTerminal)
    await err.write(`${palette(err.color).quiet(`The first ${found}; more with --limit.`)}\n`);
  return found > 0 ? EXIT.ok : EXIT.findings;
}

async function run(query: string, options: QueryOptions, world: World, signal: AbortSignal): Promise<number> {
  const sums = asksForSums(options);
  const answer = async (asked: RecordSource & SumSource): Promise<number> =>
    sums ? printSums(asked, query, options, world) : print(asked, query, options, world, signal);
  return options.offline === true
    ? withOffline(options, world, (records) => answer({ ...offlineSource(records), ...offlineSums(records, signal) }))
    : withCollector(options, world, async (client) =>
        answer({
          ...(await collectorSource(client)),
          statistics: (params) => client.request('statistics', params, { signal }),
          templates: (params) => client.request('templates', params, { signal }),
        }),
      );
}

function offlineSums(records: OfflineRecords, signal: AbortSignal): SumSource {
  const context = { signal, step: () => undefined };
  return {
    statistics: async (params) => records.statistics(params, context),
    templates: async (params) => records.templates(params, context),
  };
}

export function queryCommand(world: World): Command {
  const time = timeArgument(world.now());
  return new Command('query')
    .description('Print stored records that fit a query.')
    .argument(
      '[query]',
      'as in the Logs view: level:ERROR service:orders "timed out" performance.duration_ms>100 -debug',
      '',
    )
    .option('--from <time>', 'from then on: ISO date, epoch number, or from now back: -15m, now-1h (s m h d w)', time)
    .option('--to <time>', 'before then', time)
    .option('--limit <n>', 'at most this many records, or "all"', readLimit, 200)
    .addOption(new Option('--order <order>', 'which end to begin at').choices(['newest', 'oldest']).default('newest'))
    .addOption(new Option('--format <format>', 'how to print them').choices(FORMATS).default('text'))
    .option('--stats <field>', 'count, mean, extremes and percentiles of a field’s numbers instead of the records')
    .option('--by <field>', 'with --stats: apart by the values of this field')
    .option('--templates', 'the templates of messages, most frequent first, instead of the records')
    .addOption(offlineOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
A query that begins with "-" goes behind "--".

Exit code: 0 records found, 1 none found, 2 wrong query or failure.

Examples:
  sightline query 'level:ERROR' --from -15m
  sightline query 'correlation_id:req_1767312000_9f1c2a7b' --order oldest
  sightline query 'service:orders' --limit all --format ndjson > orders.ndjson
  sightline query 'level:ERROR' --offline --data ./backup
  sightline query 'performance.duration_ms>500' --from 2026-01-31 --to 2026-02-01 --format csv
  sightline query 'level:ERROR' --stats performance.duration_ms --by service
  sightline query --templates --from -1d`,
    )
    .action(async (query: string, options: QueryOptions) => {
      await untilInterrupted(world, (signal) => run(query, options, world, signal)).catch((error: unknown) => {
        throw explain(error, query);
      });
    });
}
