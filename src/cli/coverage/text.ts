// A coverage report for the terminal: the places where a log call would help most, a table of the files, the total.

import type { Palette } from '../color.ts';
import { count, plural } from '../figures.ts';
import { printableLine } from '../plain-text.ts';
import { cellsOf, COLUMNS, percentOf, percentText, positionOf, type Shown } from './figures.ts';

/** A name that would make the table too wide loses its middle. */
const WIDEST = 60;

function shortened(name: string): string {
  return name.length <= WIDEST ? name : `${name.slice(0, WIDEST / 2 - 1)}…${name.slice(-WIDEST / 2)}`;
}

export function textReport({ report, nameOf }: Shown, colors: Palette): string {
  const { files, shares, most } = report;
  if (files.length === 0) return 'No routes, messages, handlers or calls out were found.\n';
  const rows = files
    .filter(({ shares: own }) => own.total.all > 0)
    .map(({ path, shares: own }) => ({
      name: shortened(printableLine(nameOf(path))),
      cells: cellsOf(own),
      percent: percentOf(own.total),
    }));
  const total = { name: 'All files', cells: cellsOf(shares), percent: percentOf(shares.total) };
  const head = ['File', ...COLUMNS.map(({ title }) => title), 'Total'];
  const all = [head, ...[...rows, total].map(({ name, cells }) => [name, ...cells])];
  const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  const rule = colors.quiet('─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)));
  const colored = ({ name, cells, percent }: typeof total): string => {
    const color =
      percent === undefined ? colors.quiet : percent < 50 ? colors.error : percent < 80 ? colors.warning : undefined;
    return color === undefined ? line([name, ...cells]) : color(line([name, ...cells]));
  };
  const silent = shares.total.all - shares.total.told;
  return [
    ...(most.length === 0
      ? []
      : [
          colors.strong('Where a log call would help most'),
          ...most.flatMap((place, index) => [
            `${String(index + 1).padStart(2)}. ${colors.name(printableLine(positionOf(place, nameOf)))}  ${printableLine(place.name)}${place.function === '' || place.function === place.name ? '' : colors.quiet(printableLine(` in ${place.function}`))}`,
            `    ${printableLine(place.reason)}`,
          ]),
          '',
        ]),
    colors.strong(line(head)),
    rule,
    ...rows.map(colored),
    rule,
    colors.strong(line([total.name, ...total.cells])),
    '',
    `${percentText(shares.total)} logged: ${count(shares.total.told)} of ${plural(shares.total.all, 'place', 'places')} in ${plural(files.length, 'file', 'files')}, ${count(silent)} silent.`,
    '',
  ].join('\n');
}
