// The head of one request: who took part, how long, and a time axis with a lane for every service.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { toolButton } from '../ui/button.ts';
import { formatDuration, formatNumberOf } from '../ui/format.ts';
import { displayLine } from '../ui/text.ts';
import { levelClass } from '../ui/theme.ts';
import type { LogsModel } from './model.ts';
import { MOST_RECORDS, type ShownRequest } from './request.ts';
import { axisTicks, type Lane, type RequestLayout } from './request-layout.ts';

/** Lanes drawn; a request through more services than this is still listed in full below. */
const MOST_LANES = 24;

function percent(at: number, total: number): number {
  return total <= 0 ? 0 : (at / total) * 100;
}

function lane(
  model: LogsModel,
  layout: RequestLayout,
  { service, from, to, marks }: Lane,
  selectedId: string | undefined,
  records: ShownRequest['records'],
  choose: (index: number) => void,
): TemplateResult {
  const colour = model.colours.classOf(service);
  // Marks that fall on the same half percent are one: the worst of them is drawn.
  const cells = Map.groupBy(marks, ({ at }) => Math.round(percent(at, layout.totalMs) * 2));
  const isBad = (level: string | undefined): boolean => level === 'ERROR' || level === 'CRITICAL';
  return html`<div class="lane ${colour}">
    <span class="lane-name ellipsis text" title=${displayLine(service, 200)}>${displayLine(service, 60)}</span>
    <div class="lane-track">
      <div
        class="lane-span"
        style="left:${percent(from, layout.totalMs)}%;width:${percent(to - from, layout.totalMs)}%"
      ></div>
      ${[...cells.values()].map((cell) => {
        const worst =
          cell.find(({ level }) => isBad(level)) ?? cell.find(({ level }) => level === 'WARNING') ?? cell[0]!;
        const isSelected = cell.some(({ index }) => records[index]?.id === selectedId);
        return html`<button
          type="button"
          tabindex="-1"
          class="lane-mark ${isBad(worst.level) || worst.level === 'WARNING' ? levelClass(worst.level) : ''} ${isSelected ? 'selected' : ''}"
          style="left:${percent(worst.at, layout.totalMs)}%"
          title="+${formatDuration(worst.at)}  ${displayLine(records[worst.index]?.message ?? '', 200)}"
          @click=${() => choose(worst.index)}
        >
          <svg width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">
            ${isBad(worst.level) ? svg`<path class="cross" d="M2 2L9 9M9 2L2 9"></path>` : svg`<circle cx="5.5" cy="5.5" r="3.5"></circle>`}
          </svg>
        </button>`;
      })}
    </div>
  </div>`;
}

/** Head and axis; `choose` selects a record by its place in the request. */
export function requestHead(model: LogsModel, shown: ShownRequest, choose: (index: number) => void): TemplateResult {
  const { layout, records, id } = shown;
  const { lanes, totalMs, errors, silence, skew } = layout;
  const facts = [
    formatNumberOf(lanes.length, 'service'),
    formatNumberOf(records.length, 'record'),
    ...(errors > 0 ? [formatNumberOf(errors, 'error')] : []),
    formatDuration(totalMs),
  ];
  return html`<header class="request" aria-label="One request">
    <div class="request-head">
      ${toolButton({ icon: 'arrow-left', label: 'Back to all records', key: 'Escape', run: () => model.goBack() })}
      <h2 class="request-id data text ellipsis" title=${displayLine(id, 500)}>${displayLine(id, 200)}</h2>
      ${toolButton({ icon: 'copy', label: 'Copy the correlation ID', run: () => model.copy(id, 'the correlation ID') })}
      <span class="request-facts muted ellipsis">${shown.isLoaded ? facts.join(' · ') : ''}</span>
    </div>
    ${
      lanes.length === 0
        ? nothing
        : html`<div
            class="request-axis"
            role="img"
            aria-label="Time axis: ${lanes.map(({ service, marks }) => `${service} ${formatNumberOf(marks.length, 'record')}`).join(', ')}"
          >
            <div class="lane axis data">
              <span class="lane-name"></span>
              <div class="lane-track">
                ${axisTicks(totalMs).map((at) => html`<span class="tick" style="left:${percent(at, totalMs)}%">${at === 0 ? '0' : formatDuration(at)}</span>`)}
              </div>
            </div>
            ${lanes.slice(0, MOST_LANES).map((one) => lane(model, layout, one, model.selected?.id, records, choose))}
          </div>`
    }
    ${
      silence === undefined
        ? nothing
        : html`<p class="request-note muted">
            Longest silence: ${formatDuration(silence.ms)}, after
            <span class="text">${silence.after.service}</span> wrote “<span class="text"
              >${displayLine(silence.after.message, 80)}</span
            >”
          </p>`
    }
    ${skew === undefined ? nothing : html`<p class="request-note"><span class="codicon codicon-warning" aria-hidden="true"></span> <span class="text">${skew}</span></p>`}
    ${shown.isCut ? html`<p class="request-note">Only the first ${formatNumberOf(MOST_RECORDS, 'record')} of this request are shown.</p>` : nothing}
    ${shown.failure === undefined ? nothing : html`<p class="request-note problem" role="alert">${shown.failure}</p>`}
  </header>`;
}
