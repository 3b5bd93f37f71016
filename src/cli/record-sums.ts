// What is summed up of records instead of printing them: statistics of a numeric field, and message templates.

import type { StatisticsAnswer, TemplatesAnswer } from '../model/query.ts';
import type { CollectorRequests } from '../protocol/collector-contract.ts';
import { printableJson, printableLine } from './plain-text.ts';
import { CommandError, EXIT, type World } from './world.ts';

/** What is asked for besides the query. */
export interface SumOptions {
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
  readonly format: string;
  readonly stats?: string;
  readonly by?: string;
  readonly templates?: boolean;
}

/** Who answers. */
export interface SumSource {
  statistics(params: CollectorRequests['statistics']['params']): Promise<StatisticsAnswer>;
  templates(params: CollectorRequests['templates']['params']): Promise<TemplatesAnswer>;
}

/** The most values or templates of one answer. */
const MOST = 1_000;

/** Whether a sum is asked for rather than records. Throws a CommandError where what is asked for does not go together. */
export function asksForSums({ stats, by, templates, format }: SumOptions): boolean {
  if (by !== undefined && stats === undefined) throw new CommandError('--by goes with --stats');
  if (stats === undefined && templates !== true) return false;
  if (stats !== undefined && templates === true) throw new CommandError('--stats or --templates, not both');
  if (format !== 'text' && format !== 'json') throw new CommandError('sums are printed as text or json');
  return true;
}

/** Asks, prints, and returns what the process is to end with. */
export async function printSums(
  source: SumSource,
  query: string,
  { from, to, limit, format, stats, by }: SumOptions,
  { out, err }: World,
): Promise<number> {
  const asked = { query, range: { from, to }, limit: Math.min(MOST, limit) };
  const answer =
    stats === undefined ? await source.templates(asked) : await source.statistics({ ...asked, field: stats, by });
  const rows = 'templates' in answer ? templateRows(answer) : statisticsRows(answer, by);
  await out.write(format === 'json' ? `${printableJson(answer)}\n` : table(rows));
  if (answer.partial !== undefined) await err.write(`sightline: this is not everything: ${answer.partial}\n`);
  return ('templates' in answer ? answer.distinct > 0 : answer.all !== undefined) ? EXIT.ok : EXIT.findings;
}

const MEASURES = ['count', 'min', 'mean', 'p50', 'p90', 'p95', 'p99', 'max', 'sum'] as const;

function statisticsRows({ all, groups }: StatisticsAnswer, by: string | undefined): string[][] {
  if (all === undefined) return [];
  const numbers = (of: NonNullable<StatisticsAnswer['all']>): string[] => MEASURES.map((name) => shortNumber(of[name]));
  const rows = groups.map((group) => [...numbers(group), group.value === '' ? '(none)' : printableLine(group.value)]);
  return [
    [...MEASURES, ...(by === undefined ? [] : [printableLine(by)])],
    ...rows,
    [...numbers(all), ...(by === undefined ? [] : ['(all)'])],
  ];
}

function templateRows({ templates }: TemplatesAnswer): string[][] {
  if (templates.length === 0) return [];
  const rows = templates.map(({ id, text, count, last }) => [
    String(count),
    new Date(last).toISOString(),
    id,
    printableLine(text),
  ]);
  return [['count', 'last', 'id', 'template'], ...rows];
}

/** Six significant digits are enough for eyes; JSON has them all. */
const shortNumber = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));

/** Columns of numbers are aligned at their ends, the last column is text and stays as it is. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows
    .map(
      (row) =>
        `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padStart(widths[column]!))).join('  ')}\n`,
    )
    .join('');
}
