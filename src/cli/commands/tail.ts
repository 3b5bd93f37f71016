// `sightline tail`: records as they arrive.

import { Command } from 'commander';
import type { Cursor } from '../../model/query.ts';
import type { LogRecord } from '../../model/record.ts';
import { RpcError } from '../../protocol/rpc.ts';
import type { CollectorConnection } from '../../collector/client/connection.ts';
import { palette } from '../color.ts';
import { dataOption, wholeNumber } from '../options.ts';
import { explain, keepCollector, type DataOption } from '../reach.ts';
import { recordPrinter } from '../record-formats.ts';
import { dayOf } from '../record-text.ts';
import { CommandError, type World } from '../world.ts';

interface TailOptions extends DataOption {
  readonly lines: number;
  readonly json?: boolean;
}

const PAGE = 1_000;

/** Prints records of a screen with a line wherever a new day begins. */
function screenPrinter(options: TailOptions, { out }: World): (records: readonly LogRecord[]) => Promise<void> {
  const colors = palette(out.color);
  const printer = recordPrinter(options.json === true ? 'ndjson' : 'text', out.isTerminal ? 'clock' : 'full', colors);
  let day = '';
  const newDay = (record: LogRecord): string => {
    const today = dayOf(record.timestamp);
    if (options.json === true || !out.isTerminal || today === day) return '';
    day = today;
    return `${colors.quiet(`── ${today} ──`)}\n`;
  };
  return (records) => out.write(records.map((record) => newDay(record) + printer.record(record)).join(''));
}

/** Prints what arrived after `since`, up to `upTo`. */
async function printNew(
  connection: CollectorConnection,
  query: string,
  since: number,
  upTo: number,
  signal: AbortSignal,
  print: (records: readonly LogRecord[]) => Promise<void>,
): Promise<void> {
  let after: Cursor | undefined;
  do {
    const page = await connection.request(
      'search',
      { query, range: {}, since, upTo, order: 'oldest', limit: PAGE, after },
      { signal },
    );
    await print(page.records);
    after = page.next;
  } while (after !== undefined);
}

/** Waits until there is something beyond `seen`; resolves with how far. Undefined: the collector was stopped. */
function nextArrival(
  connection: CollectorConnection,
  seen: () => number,
  signal: AbortSignal,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const { state } = connection;
      if (signal.aborted || state.state === 'stopped') finish(undefined);
      else if (state.state === 'unreachable') fail(new CommandError(state.message));
      else if (state.state === 'ready' && state.upTo > seen()) finish(state.upTo);
    };
    const listening = [connection.onChanged(look), connection.onDidChangeState(look)];
    signal.addEventListener('abort', look);
    const letGo = (): void => {
      for (const one of listening) one.dispose();
      signal.removeEventListener('abort', look);
    };
    const finish = (upTo: number | undefined): void => {
      letGo();
      resolve(upTo);
    };
    const fail = (error: Error): void => {
      letGo();
      reject(error);
    };
    look();
  });
}

async function run(query: string, options: TailOptions, world: World): Promise<void> {
  const { out, err } = world;
  const signal = AbortSignal.any([out.gone, world.interrupted()]);
  const print = screenPrinter(options, world);
  const connection = await keepCollector(options, world);
  try {
    let seen = (await connection.request('status', {}, { signal })).store.upTo;
    // Also where no earlier record is wanted: a mistake in the query is told at once.
    const before = await connection.request(
      'search',
      { query, range: {}, upTo: seen, order: 'newest', limit: Math.max(1, options.lines) },
      { signal },
    );
    await print(before.records.slice(0, options.lines).reverse());
    for (;;) {
      const upTo = await nextArrival(connection, () => seen, signal);
      if (upTo === undefined) break;
      try {
        await printNew(connection, query, seen, upTo, signal, print);
        seen = upTo;
      } catch (error) {
        // The collector was killed or replaced while it answered: asked again when it is back.
        if (!(error instanceof RpcError) || error.kind !== 'closed') throw error;
      }
    }
    if (!signal.aborted) await err.write('sightline: the collector was stopped.\n');
  } catch (error) {
    if (!signal.aborted) throw explain(error, query);
  } finally {
    connection.dispose();
  }
}

export function tailCommand(world: World): Command {
  return new Command('tail')
    .description('Print records as they arrive, coloured by level; Ctrl+C ends it.')
    .argument('[query]', 'only records that fit it, as in the Logs view', '')
    .option('-n, --lines <n>', 'begin with this many of the newest records', wholeNumber(0, 5_000), 0)
    .option('--json', 'one JSON object a line')
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Exit code: 0 ended by Ctrl+C or with the collector, 2 wrong query or failure.

Examples:
  sightline tail
  sightline tail 'level>=WARNING' -n 20
  sightline tail 'service:orders' --json | jq .message`,
    )
    .action((query: string, options: TailOptions) => run(query, options, world));
}
