// The list of records: draws only the rows in sight, whatever their number; scrolls, stays at the newest, opens one row.

import type { ListItem, RowNodes, RowStyle } from './row.ts';
import { createRow } from './row.ts';
import {
  maxScrollTop,
  revealRow,
  scrollHeightOf,
  scrollTopFor,
  windowAt,
  type ListShape,
  type Window,
} from './windowing.ts';

/** What a list shows. Index 0 is the top row. */
export interface ListContent {
  readonly count: number;
  at(index: number): ListItem | undefined;
  readonly style: RowStyle;
  readonly selected: number | undefined;
  /** Edge the list sticks to while following. */
  readonly stick: 'top' | 'bottom' | undefined;
  /** What is open below the selected row, where details open there. */
  readonly open: HTMLElement | undefined;
}

export interface ListParts {
  /** Row indexes in sight (`end` exclusive); called when they change. */
  readonly onSeen: (first: number, end: number) => void;
  /** The user scrolled: whether the newest edge is in sight now. */
  readonly onScrolled: (atStick: { readonly top: boolean; readonly bottom: boolean }) => void;
}

export interface List {
  readonly element: HTMLElement;
  /** Shows new content. Rows keep their place on screen unless the list sticks to an edge; `anchor` tells where the first row in sight is now. */
  show(content: ListContent, anchor?: (oldIndex: number) => number | undefined): void;
  /** Brings a row into sight by the shortest way. */
  reveal(index: number): void;
  toEdge(edge: 'top' | 'bottom'): void;
  isAtEdge(edge: 'top' | 'bottom'): boolean;
  /** Rows that fit on a screen, at least one. */
  readonly pageSize: number;
  /** The row an event happened on. */
  indexOf(target: EventTarget | null): number | undefined;
  /** Nodes of a row that is drawn. */
  rowElement(index: number): HTMLElement | undefined;
  dispose(): void;
}

/** A row is this high; the style sheet says the same. */
export const ROW_HEIGHT = 22;
/** Scrolled to an edge, give or take the fraction of a pixel that zoom makes. */
const EDGE = 3;

/** Creates the list; `element` goes into the page and takes the keyboard focus. */
export function createList({ onSeen, onScrolled }: ListParts): List {
  const element = document.createElement('div');
  element.className = 'list data';
  element.tabIndex = 0;
  element.setAttribute('role', 'grid');
  element.setAttribute('aria-label', 'Records');
  const space = document.createElement('div');
  space.className = 'list-space';
  space.setAttribute('role', 'presentation');
  element.append(space);

  let content: ListContent | undefined;
  let viewHeight = 0;
  let drawn = new Map<number, RowNodes>();
  const spare: RowNodes[] = [];
  let made = 0;
  let seen = '';
  let frame = 0;
  /** Scroll events that the list itself causes are no wish of the user's. */
  let expectedTop = -1;

  const shape = (): ListShape => ({
    count: content?.count ?? 0,
    rowHeight: ROW_HEIGHT,
    viewHeight,
    open:
      content?.open !== undefined && content.selected !== undefined
        ? { index: content.selected, height: content.open.offsetHeight }
        : undefined,
  });

  const isAtEdge = (edge: 'top' | 'bottom'): boolean =>
    edge === 'top' ? element.scrollTop <= EDGE : element.scrollTop >= maxScrollTop(shape()) - EDGE;

  const scrollTo = (top: number): void => {
    if (Math.abs(element.scrollTop - top) < 0.5) return;
    element.scrollTop = top;
    expectedTop = element.scrollTop;
  };

  const dayAt = (index: number, { firstSeen }: Window): number | undefined => {
    const item = content?.at(index);
    if (item?.kind !== 'record') return undefined;
    const day = new Date(item.record.timestamp).setHours(0, 0, 0, 0);
    const above = index > 0 ? content?.at(index - 1) : undefined;
    const changes = above?.kind !== 'record' || new Date(above.record.timestamp).setHours(0, 0, 0, 0) !== day;
    return index === firstSeen || changes ? day : undefined;
  };

  const draw = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (content === undefined) return;
    const { selected, style, open } = content;
    const now = shape();
    const window = windowAt(now, element.scrollTop);
    const next = new Map<number, RowNodes>();
    for (const [index, row] of drawn) {
      if (index >= window.first && index < window.end) next.set(index, row);
      else spare.push(row);
    }
    for (let index = window.first; index < window.end; index += 1) {
      let row = next.get(index);
      if (row === undefined) {
        row = spare.pop() ?? createRow(`row-${String((made += 1))}`);
        next.set(index, row);
        if (row.element.parentNode !== space) space.append(row.element);
      }
      row.draw(content.at(index), index, style.days ? dayAt(index, window) : undefined, style);
      row.element.style.transform = `translateY(${window.topOf(index)}px)`;
      row.element.hidden = false;
      row.element.dataset['index'] = String(index);
      const isSelected = String(index === selected);
      if (row.element.getAttribute('aria-selected') !== isSelected)
        row.element.setAttribute('aria-selected', isSelected);
    }
    for (const row of spare) row.element.hidden = true;
    drawn = next;
    if (open !== undefined && selected !== undefined)
      open.style.transform = `translateY(${window.topOf(selected) + ROW_HEIGHT}px)`;
    const active = selected === undefined ? undefined : drawn.get(selected);
    if (active === undefined) element.removeAttribute('aria-activedescendant');
    else element.setAttribute('aria-activedescendant', active.element.id);
    const sight = `${window.firstSeen} ${window.endSeen} ${now.count}`;
    if (sight !== seen) {
      seen = sight;
      onSeen(window.firstSeen, window.endSeen);
    }
  };
  const drawSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };

  const stickToEdge = (): void => {
    if (content?.stick === 'bottom') scrollTo(maxScrollTop(shape()));
    else if (content?.stick === 'top') scrollTo(0);
  };

  element.addEventListener('scroll', () => {
    const isOwn = Math.abs(element.scrollTop - expectedTop) < 1;
    expectedTop = -1;
    drawSoon();
    if (!isOwn) onScrolled({ top: isAtEdge('top'), bottom: isAtEdge('bottom') });
  });

  const resized = new ResizeObserver(() => {
    viewHeight = element.clientHeight;
    stickToEdge();
    draw();
  });
  resized.observe(element);

  const layOut = (): void => {
    space.style.height = `${scrollHeightOf(shape())}px`;
  };
  const openResized = new ResizeObserver(() => {
    layOut();
    drawSoon();
  });

  return {
    element,
    show(newContent, anchor) {
      const old = content;
      const before = old === undefined ? undefined : windowAt(shape(), element.scrollTop);
      const offset = before?.topOf(before.firstSeen) ?? 0;
      const screenOffset = offset - element.scrollTop;
      content = newContent;
      if (old?.open !== newContent.open) {
        if (old?.open !== undefined) {
          openResized.unobserve(old.open);
          old.open.classList.remove('list-open');
          old.open.style.transform = '';
          old.open.remove();
        }
        if (newContent.open !== undefined) {
          newContent.open.classList.add('list-open');
          space.append(newContent.open);
          openResized.observe(newContent.open);
        }
      }
      element.setAttribute('aria-rowcount', String(newContent.count));
      layOut();
      if (newContent.stick !== undefined) stickToEdge();
      else if (before !== undefined && anchor !== undefined) {
        const index = anchor(before.firstSeen);
        if (index !== undefined && index !== before.firstSeen) scrollTo(scrollTopFor(shape(), index, screenOffset));
      }
      draw();
    },
    reveal(index) {
      scrollTo(revealRow(shape(), index, element.scrollTop));
      draw();
    },
    toEdge(edge) {
      scrollTo(edge === 'top' ? 0 : maxScrollTop(shape()));
      draw();
    },
    isAtEdge,
    get pageSize() {
      return Math.max(1, Math.floor(viewHeight / ROW_HEIGHT) - 1);
    },
    indexOf(target) {
      const row = target instanceof Element ? target.closest<HTMLElement>('.row') : null;
      return row?.dataset['index'] === undefined || !space.contains(row) ? undefined : Number(row.dataset['index']);
    },
    rowElement: (index) => drawn.get(index)?.element,
    dispose() {
      resized.disconnect();
      openResized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
