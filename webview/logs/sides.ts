// What stands at the sides of the list, with the borders that can be moved: facets left, details right.

import '../ui/sash.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { SashMove } from '../ui/sash.ts';
import { facetsView } from './facets-view.ts';
import type { LogsModel } from './model.ts';
import { clampSize } from './saved.ts';

type Side = 'facetsWidth' | 'detailsWidth';

/** Width of a side when its border was taken. */
const before = new Map<Side, number>();

function resize(model: LogsModel, side: Side, { delta, done }: SashMove, least: number, most: number): void {
  const start = before.get(side) ?? model.saved[side];
  before.set(side, start);
  model.keep({ [side]: clampSize(start + (side === 'facetsWidth' ? delta : -delta), least, most) });
  if (done) before.delete(side);
}

/** The facets: beside the list, or over it where there is no room. */
export function facetsSide(
  model: LogsModel,
  isBeside: boolean,
  isOver: boolean,
  close: () => void,
): TemplateResult | typeof nothing {
  if (isBeside ? !model.saved.facetsShown : !isOver) return nothing;
  return html`<aside
      class="side facets-side ${isBeside ? '' : 'over'}"
      style=${isBeside ? `width:${model.saved.facetsWidth}px` : ''}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      ${facetsView(model)}
    </aside>
    ${isBeside ? html`<side-sash label="Width of the filters" @sash-move=${({ detail }: CustomEvent<SashMove>) => resize(model, 'facetsWidth', detail, 120, 480)}></side-sash>` : nothing}`;
}

/** Room the list keeps beside the details. */
const LIST_LEAST = 400;

/** The place of the details; the page puts them in. */
export function detailsSide(model: LogsModel, pageWidth: number): TemplateResult {
  const most = Math.max(220, pageWidth - LIST_LEAST);
  return html`<side-sash
      label="Width of the details"
      @sash-move=${({ detail }: CustomEvent<SashMove>) => resize(model, 'detailsWidth', detail, 220, most)}
    ></side-sash>
    <aside
      class="side details-side"
      aria-label="Details"
      style="width:${Math.min(most, model.saved.detailsWidth)}px"
    ></aside>`;
}
