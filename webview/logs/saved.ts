// What the Logs page keeps across reloads and moves, read back with suspicion.

import { DEFAULT_RANGE, readRange, type RangeChoice } from './range.ts';

export interface Column {
  readonly field: string;
  /** Pixels. */
  readonly width: number;
}

export interface FacetChoice {
  readonly field: string;
  readonly open: boolean;
}

/** Plain JSON. */
export interface SavedState {
  readonly query: string;
  readonly range: RangeChoice;
  /** Whether the user wants new records to be followed. */
  readonly live: boolean;
  readonly columns: readonly Column[];
  readonly facets: readonly FacetChoice[];
  readonly facetsShown: boolean;
  readonly facetsWidth: number;
  readonly detailsWidth: number;
  readonly detailsHeight: number;
  readonly selectedId: string | undefined;
  /** Queries asked before, newest first. */
  readonly history: readonly string[];
}

export const COLUMN_WIDTH = { least: 40, usual: 110, most: 800 } as const;
const MOST_COLUMNS = 20;
const MOST_FACETS = 20;
export const MOST_HISTORY = 50;

export const FIRST_STATE: SavedState = {
  query: '',
  range: DEFAULT_RANGE,
  live: true,
  columns: [],
  facets: [
    { field: 'level', open: true },
    { field: 'service', open: true },
    { field: 'logger', open: false },
    { field: 'correlation_id', open: false },
  ],
  facetsShown: true,
  facetsWidth: 180,
  detailsWidth: 340,
  detailsHeight: 220,
  selectedId: undefined,
  history: [],
};

/** Keeps a size within what makes sense. */
export function clampSize(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}

/** Reads saved state; whatever does not make sense is as in the first state. */
export function readSaved(saved: unknown): SavedState {
  if (typeof saved !== 'object' || saved === null) return FIRST_STATE;
  const from = saved as Record<string, unknown>;
  const size = (value: unknown, usual: number, least: number, most: number): number =>
    typeof value === 'number' && Number.isFinite(value) ? clampSize(value, least, most) : usual;
  const texts = (value: unknown, most: number): string[] =>
    Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string').slice(0, most) : [];
  const objects = (value: unknown): Record<string, unknown>[] =>
    Array.isArray(value)
      ? value.filter(
          (one): one is Record<string, unknown> =>
            typeof one === 'object' && one !== null && typeof (one as { field?: unknown }).field === 'string',
        )
      : [];
  const flag = (value: unknown, usual: boolean): boolean => (typeof value === 'boolean' ? value : usual);
  const columns = objects(from['columns']).map((one) => ({
    field: String(one['field']),
    width: size(one['width'], COLUMN_WIDTH.usual, COLUMN_WIDTH.least, COLUMN_WIDTH.most),
  }));
  const facets = objects(from['facets']).map((one) => ({ field: String(one['field']), open: one['open'] === true }));
  return {
    query: typeof from['query'] === 'string' ? from['query'] : FIRST_STATE.query,
    range: readRange(from['range']) ?? FIRST_STATE.range,
    live: flag(from['live'], true),
    columns: columns.slice(0, MOST_COLUMNS),
    facets: facets.length > 0 ? facets.slice(0, MOST_FACETS) : FIRST_STATE.facets,
    facetsShown: flag(from['facetsShown'], true),
    facetsWidth: size(from['facetsWidth'], FIRST_STATE.facetsWidth, 120, 480),
    detailsWidth: size(from['detailsWidth'], FIRST_STATE.detailsWidth, 220, 1200),
    detailsHeight: size(from['detailsHeight'], FIRST_STATE.detailsHeight, 66, 800),
    selectedId: typeof from['selectedId'] === 'string' ? from['selectedId'] : undefined,
    history: texts(from['history'], MOST_HISTORY),
  };
}
