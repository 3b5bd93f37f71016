// Turns the model into what the list shows: which row is which record, and how rows are drawn.

import type { LogRecord } from '../../src/model/record.ts';
import { formatCount, sameDay } from '../ui/format.ts';
import { constantFields } from './chips.ts';
import { fieldFilters } from './filters.ts';
import type { ListContent } from './list.ts';
import type { LogsModel } from './model.ts';
import type { ListItem, RowStyle } from './row.ts';

/** Rows that can be scrolled through; a result with more shows its newest. */
export const MOST_ROWS = 1_000_000;
/** Records looked at to find fields that are the same in all. */
const SAMPLE = 60;

/** Rows by place on screen; `recordAt` leaves gaps and remarks out. */
export interface Rows extends Omit<ListContent, 'open' | 'selected' | 'stick'> {
  readonly recordAt: (index: number) => LogRecord | undefined;
  /** Place of a record that is held; undefined where it is not. */
  readonly indexOf: (id: string) => number | undefined;
  /** Ranks of the result at these places; undefined where the rows are not ranks. */
  readonly ranksOf: (first: number, end: number) => { readonly from: number; readonly end: number } | undefined;
}

/** Keeps the row style the same object as long as rows are to be drawn the same. */
export interface RowStyles {
  of(model: LogsModel): RowStyle;
}

export function createRowStyles(): RowStyles {
  let key = '';
  let answered: unknown;
  let style: RowStyle | undefined;
  return {
    of(model) {
      const { feed, saved, request } = model;
      const { result, counted } = feed;
      const now = Date.now();
      const { earliest = now, latest = now } = counted?.histogram ?? {};
      const days = request === undefined && (!sameDay(earliest, latest) || !sameDay(latest, now)) && result.total > 0;
      const sample = request === undefined ? Math.min(SAMPLE, result.total) : request.records.length;
      const newKey = JSON.stringify([
        saved.columns.map(({ field }) => field),
        feed.answered?.query,
        days,
        request?.id,
        Math.min(sample, 3),
      ]);
      if (style !== undefined && key === newKey && answered === feed.answered) return style;
      key = newKey;
      answered = feed.answered;
      const records =
        request?.records ??
        Array.from({ length: sample }, (_, place) => result.at(result.total - 1 - place)).filter(
          (record) => record !== undefined,
        );
      const fixed = fieldFilters(feed.answered?.query ?? '').filter(({ negated }) => !negated);
      style = {
        columns: saved.columns.map(({ field }) => field),
        chips: {
          hidden: new Set([...fixed, ...saved.columns].map(({ field }) => field)),
          constant: constantFields(records.slice(0, SAMPLE)),
        },
        colours: model.colours,
        days,
        now,
      };
      return style;
    },
  };
}

function requestRows(model: LogsModel, style: RowStyle): Rows {
  const { items } = model.request!.layout;
  return {
    style,
    count: items.length,
    at: (index) => items[index],
    recordAt(index) {
      const item = items[index];
      return item?.kind === 'record' ? item.record : undefined;
    },
    indexOf(id) {
      const index = items.findIndex((item) => item.kind === 'record' && item.record.id === id);
      return index < 0 ? undefined : index;
    },
    ranksOf: () => undefined,
  };
}

/** Rows of the result: oldest at the top or at the bottom, as the setting says. */
function resultRows(model: LogsModel, style: RowStyle): Rows {
  const { result } = model.feed;
  const { total } = result;
  const hidden = Math.max(0, total - MOST_ROWS);
  const notes = hidden > 0 ? 1 : 0;
  const count = total - hidden + notes;
  const isDown = model.settings.newestAtBottom;
  const rankAt = (index: number): number => (isDown ? hidden + index - notes : total - 1 - index);
  const isNote = (index: number): boolean => notes > 0 && index === (isDown ? 0 : count - 1);
  const note: ListItem = {
    kind: 'note',
    text: `${formatCount(hidden)} older records are not listed. Choose a shorter time range to see them.`,
  };
  const recordAt = (index: number): LogRecord | undefined =>
    isNote(index) || index < 0 || index >= count ? undefined : result.at(rankAt(index));
  return {
    style,
    count,
    at(index) {
      if (isNote(index)) return note;
      const record = recordAt(index);
      return record === undefined ? undefined : { kind: 'record', record };
    },
    recordAt,
    indexOf(id) {
      const rank = result.rankOf(id);
      if (rank === undefined || rank < hidden) return undefined;
      return isDown ? rank - hidden + notes : total - 1 - rank;
    },
    ranksOf(first, end) {
      const [a, b] = [rankAt(first), rankAt(end - 1)];
      return { from: Math.max(0, Math.min(a, b)), end: Math.max(a, b) + 1 };
    },
  };
}

export function rowsOf(model: LogsModel, styles: RowStyles): Rows {
  const style = styles.of(model);
  return model.request !== undefined && model.request.records.length > 0
    ? requestRows(model, style)
    : resultRows(model, style);
}
