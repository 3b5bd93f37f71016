// The figures of a coverage report as people read them.

import type { CoverageReport, Place, PlaceKind, Share, Shares } from '../../model/coverage.ts';

/** The columns of the table, in order. */
export const COLUMNS: readonly { readonly kind: PlaceKind; readonly title: string }[] = [
  { kind: 'route', title: 'Routes' },
  { kind: 'message', title: 'Messages' },
  { kind: 'handler', title: 'Handlers' },
  { kind: 'outgoing', title: 'Calls out' },
];

/** "3/4", or a dash where there are none. */
export const shareText = ({ told, all }: Share): string => (all === 0 ? '-' : `${told}/${all}`);

/** In percent, rounded down so that 100 is only said of all; undefined where there is nothing. */
export function percentOf({ told, all }: Share): number | undefined {
  return all === 0 ? undefined : Math.floor((told / all) * 100);
}

export const percentText = (share: Share): string => {
  const percent = percentOf(share);
  return percent === undefined ? '-' : `${percent}%`;
};

/** The cells of a row, without its name. */
export function cellsOf(shares: Shares): string[] {
  return [...COLUMNS.map(({ kind }) => shareText(shares[kind])), percentText(shares.total)];
}

/** A report and how its files are called. */
export interface Shown {
  readonly report: CoverageReport;
  readonly nameOf: (path: string) => string;
}

/** "orders/app.py:88:5". */
export function positionOf({ path, range: { start } }: Place, nameOf: Shown['nameOf']): string {
  return `${nameOf(path)}:${start.line + 1}:${start.column + 1}`;
}
