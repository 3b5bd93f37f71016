// Which rows of a very long list are on screen, and where: plain arithmetic over rows of one height and one open row.

/** A row that has something of `height` pixels open below it. */
export interface OpenRow {
  readonly index: number;
  readonly height: number;
}

export interface ListShape {
  readonly count: number;
  readonly rowHeight: number;
  /** Height of what is seen, pixels. */
  readonly viewHeight: number;
  readonly open?: OpenRow;
}

/**
 * Browsers lay out no element beyond 2^25 pixels, zoom included; beyond this height the scroll bar stands for more
 * pixels than it has (1.5 for a million rows), while rows keep their size.
 */
const MAX_SCROLL_HEIGHT = 15_000_000;

function contentHeight({ count, rowHeight, open }: ListShape): number {
  return count * rowHeight + (open?.height ?? 0);
}

/** Height the scrolled element must have. */
export function scrollHeightOf(shape: ListShape): number {
  return Math.min(contentHeight(shape), MAX_SCROLL_HEIGHT);
}

/** Pixels of content per pixel of scrolling. */
function ratioOf(shape: ListShape): number {
  const content = contentHeight(shape);
  if (content <= MAX_SCROLL_HEIGHT) return 1;
  return (content - shape.viewHeight) / (MAX_SCROLL_HEIGHT - shape.viewHeight);
}

/** Where a row begins in the content, pixels from its top. */
function rowTop(shape: ListShape, index: number): number {
  const { rowHeight, open } = shape;
  return index * rowHeight + (open !== undefined && index > open.index ? open.height : 0);
}

/** Index of the row at a height of the content; what is open belongs to the row above it. */
function rowAt(shape: ListShape, y: number): number {
  const { rowHeight, open, count } = shape;
  let index = Math.floor(y / rowHeight);
  if (open !== undefined && index > open.index) index = Math.max(open.index, Math.floor((y - open.height) / rowHeight));
  return Math.min(count - 1, Math.max(0, index));
}

export interface Window {
  /** Rows to draw: `first` inclusive, `end` exclusive. */
  readonly first: number;
  readonly end: number;
  /** Rows that are wholly or partly seen. */
  readonly firstSeen: number;
  readonly endSeen: number;
  /** Where row `index` is to be put in the scrolled element, pixels from its top. */
  readonly topOf: (index: number) => number;
}

/** Rows drawn beyond either edge, so that a quick flick shows no blank. */
const OVERSCAN = 6;

/** What to draw at a scroll position. */
export function windowAt(shape: ListShape, scrollTop: number): Window {
  if (shape.count === 0) return { first: 0, end: 0, firstSeen: 0, endSeen: 0, topOf: () => 0 };
  const top = scrollTop * ratioOf(shape);
  const firstSeen = rowAt(shape, top);
  const endSeen = rowAt(shape, Math.max(top, top + shape.viewHeight - 1)) + 1;
  return {
    first: Math.max(0, firstSeen - OVERSCAN),
    end: Math.min(shape.count, endSeen + OVERSCAN),
    firstSeen,
    endSeen,
    topOf: (index) => rowTop(shape, index) - top + scrollTop,
  };
}

/** Largest scroll position. */
export function maxScrollTop(shape: ListShape): number {
  return Math.max(0, scrollHeightOf(shape) - shape.viewHeight);
}

/** Scroll position that brings row `index` (with what is open below it) into view by the shortest way; `scrollTop` where it is in view. */
export function revealRow(shape: ListShape, index: number, scrollTop: number): number {
  const ratio = ratioOf(shape);
  const top = rowTop(shape, index);
  const openBelow = shape.open?.index === index ? shape.open.height : 0;
  const bottom = top + Math.min(shape.viewHeight, shape.rowHeight + openBelow);
  const seen = scrollTop * ratio;
  if (top < seen) return Math.max(0, top / ratio);
  if (bottom > seen + shape.viewHeight) return Math.min(maxScrollTop(shape), (bottom - shape.viewHeight) / ratio);
  return scrollTop;
}

/** Scroll position that keeps row `index` where it was on screen (`offset` pixels below the view's top) in a list of another shape. */
export function scrollTopFor(shape: ListShape, index: number, offset: number): number {
  return Math.min(maxScrollTop(shape), Math.max(0, (rowTop(shape, index) - offset) / ratioOf(shape)));
}
