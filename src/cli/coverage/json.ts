// A coverage report as JSON: everything, positions counted from 1.

import type { Place, Shares } from '../../model/coverage.ts';
import { printableJson } from '../plain-text.ts';
import { percentOf, type Shown } from './figures.ts';

const shareJson = (shares: Shares) => ({
  routes: shares.route,
  messages: shares.message,
  handlers: shares.handler,
  callsOut: shares.outgoing,
  total: { ...shares.total, percent: percentOf(shares.total) ?? null },
});

export function jsonReport({ report, nameOf }: Shown): string {
  const placeJson = ({ path, kind, name, function: around, range, state, weight, reason }: Place) => ({
    file: nameOf(path),
    line: range.start.line + 1,
    column: range.start.column + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.column + 1,
    kind,
    name,
    function: around,
    state,
    ...(state === 'silent' ? { weight, reason } : {}),
  });
  return `${printableJson({
    total: shareJson(report.shares),
    most: report.most.map(placeJson),
    files: report.files.map(({ path, shares, places }) => ({
      file: nameOf(path),
      ...shareJson(shares),
      places: places.map(placeJson),
    })),
  })}\n`;
}
