// The head over columns a person added: titles, widths by sash, removal.

import '../ui/sash.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { SashMove } from '../ui/sash.ts';
import { displayLine } from '../ui/text.ts';
import { shortName } from './chips.ts';
import type { LogsModel } from './model.ts';

/** Widths while a sash is being moved, by field. */
const moving = new Map<string, number>();

/** The value of the list's `--columns`: one track for each column. */
export function columnTracks(model: LogsModel): string {
  return model.saved.columns.map(({ width }) => `${width}px`).join(' ');
}

export function columnsHead(model: LogsModel): TemplateResult | typeof nothing {
  if (model.saved.columns.length === 0) return nothing;
  return html`<div class="columns-head" role="presentation">
    <span></span><span></span><span class="service"></span>
    ${model.saved.columns.map(({ field, width }) => {
      const name = displayLine(field, 100);
      return html`<span class="column-head">
        <span class="ellipsis text" title=${name}>${shortName(name)}</span>
        <button
          type="button"
          class="tool"
          title="Remove column ${name}"
          aria-label="Remove column ${name}"
          @click=${() => model.toggleColumn(field)}
        >
          <span class="codicon codicon-close" aria-hidden="true"></span>
        </button>
        <side-sash
          label="Width of column ${name}"
          @sash-move=${({ detail }: CustomEvent<SashMove>) => {
            const start = moving.get(field) ?? width;
            moving.set(field, start);
            model.resizeColumn(field, start + detail.delta);
            if (detail.done) moving.delete(field);
          }}
        ></side-sash>
      </span>`;
    })}
    <span></span>
  </div>`;
}
