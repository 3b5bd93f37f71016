// Puts lines together again: the text of any row of a segment, byte for byte, from its shape and its values.

import { decimalText } from './decimal.ts';
import { isoTimeText } from './iso-time.ts';
import type { Shape, Span } from '../layout.ts';
import { DECIMAL, TIME } from './scan-json.ts';
import type { BlockCells, SegmentView } from '../view.ts';

/** Reads single rows of one block. Rows asked for in ascending order cost least. */
export interface BlockReader {
  /** The bytes of a row's line. */
  line(row: number): Buffer;
  /** The token of a value of a row, as it was written. */
  token(row: number, value: number): string;
  /** A stretch of a row's line. */
  span(row: number, span: Span): string;
}

export function createBlockReader(view: SegmentView, block: number): BlockReader {
  const shapeIds = view.shapeIds(block);
  /** Per shape, how many rows before `counted` have it; and which shapes those are. */
  const before = new Uint16Array(view.shapes.length);
  let met: number[] = [];
  let counted = 0;
  const columns = new Map<number, BlockCells>();

  const moveTo = (row: number): void => {
    if (row < counted) {
      before.fill(0);
      met = [];
      counted = 0;
    }
    for (; counted < row; counted++) {
      const shape = shapeIds[counted]!;
      if (before[shape]!++ === 0) met.push(shape);
    }
  };

  /** Where the values of a row in a column begin. */
  const placeOf = (column: number): number => {
    const times = timesOf(view, column);
    let place = 0;
    for (const shape of met) place += before[shape]! * times[shape]!;
    return place;
  };

  const columnAt = (column: number): BlockCells => {
    let values = columns.get(column);
    if (values === undefined) columns.set(column, (values = view.columns[column]!.cells(block)));
    return values;
  };

  const tokenBytes = (shape: Shape, value: number): Uint8Array => {
    const column = shape.columns[value]!;
    let place = placeOf(column);
    for (let earlier = 0; earlier < value; earlier++) if (shape.columns[earlier] === column) place++;
    const values = columnAt(column);
    const kind = shape.kinds[value]!;
    const main = values.main(place);
    if (kind === DECIMAL) return Buffer.from(decimalText(main, values.side(place)), 'latin1');
    if (kind >= TIME) return Buffer.from(isoTimeText(main, values.side(place), kind - TIME), 'latin1');
    return view.columns[column]!.dictionary!.bytes(main);
  };

  const shapeAt = (row: number): Shape => {
    moveTo(row);
    return view.shapes[shapeIds[row]!]!;
  };

  return {
    line(row) {
      const shape = shapeAt(row);
      const parts: Uint8Array[] = [];
      shape.pieces.forEach((piece, value) => {
        parts.push(piece);
        if (value < shape.pieces.length - 1) parts.push(tokenBytes(shape, value));
      });
      return Buffer.concat(parts);
    },
    token: (row, value) => textOf(tokenBytes(shapeAt(row), value)),
    span(row, { slot, values, start, end }) {
      const shape = shapeAt(row);
      const parts: Uint8Array[] = [];
      for (let index = 0; index <= values; index++) {
        const piece = shape.pieces[slot + index]!;
        parts.push(piece.subarray(index === 0 ? start : 0, index === values ? end : piece.length));
        if (index < values) parts.push(tokenBytes(shape, slot + index));
      }
      return Buffer.concat(parts).toString();
    },
  };
}

/** Bytes as text. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

const timesByView = new WeakMap<SegmentView, Map<number, Uint16Array>>();

/** Per shape, how many values it has in a column. */
export function timesOf(view: SegmentView, column: number): Uint16Array {
  let byColumn = timesByView.get(view);
  if (byColumn === undefined) timesByView.set(view, (byColumn = new Map<number, Uint16Array>()));
  let times = byColumn.get(column);
  if (times?.length !== view.shapes.length) {
    times = Uint16Array.from(view.shapes, (shape) => timesIn(shape, column));
    byColumn.set(column, times);
  }
  return times;
}

function timesIn(shape: Shape, column: number): number {
  let times = 0;
  for (const one of shape.columns) if (one === column) times++;
  return times;
}
