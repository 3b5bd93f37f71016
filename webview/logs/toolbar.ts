// The bar above the records: query, time range, live, masked secrets, menu.

import { html, nothing, type TemplateResult } from 'lit';
import { toolButton } from '../ui/button.ts';
import { formatCount, formatNumberOf } from '../ui/format.ts';
import { openMenu, openPopup, type MenuItem } from '../ui/popup.ts';
import { displayLine } from '../ui/text.ts';
import type { LogsModel } from './model.ts';
import { openRangePicker } from './range-picker.ts';
import { rangeLabel } from './range.ts';

/** Counts of masked secrets in all. */
function maskedTotal(model: LogsModel): number {
  return (model.inquiry.status?.masked ?? []).reduce((sum, { count }) => sum + count, 0);
}

/** Lists what was masked, by kind and service. */
export function openMasked(anchor: HTMLElement, model: LogsModel): void {
  const popup = openPopup(anchor, 'Masked secrets', () => {
    const masked = (model.inquiry.status?.masked ?? []).toSorted((a, b) => b.count - a.count);
    return html`<h2 class="popup-title">${formatNumberOf(maskedTotal(model), 'secret')} masked before storing</h2>
      ${
        masked.length === 0
          ? html`<p class="muted">Nothing had to be masked yet.</p>`
          : html`<table class="plain-table">
              <thead>
                <tr>
                  <th>Kind</th>
                  <th>Service</th>
                  <th class="number">Count</th>
                </tr>
              </thead>
              <tbody>
                ${masked.slice(0, 100).map(
                  ({ kind, service, count }) =>
                    html`<tr>
                      <td class="text">${displayLine(kind, 80)}</td>
                      <td class="text">${displayLine(service, 80)}</td>
                      <td class="number">${formatCount(count)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      ${model.settings.redaction ? nothing : html`<p>Masking is switched off: secrets in your logs are kept on disk as they are.</p>`}
      <p><button class="link" @click=${() => model.run('openSettings')}>Settings</button></p>`;
  });
  popup.element.focus();
}

/** The ⋯ menu. */
function moreItems(model: LogsModel, openColumns: () => void): readonly MenuItem[] {
  return [
    { label: 'Clear Display', run: () => model.clearDisplay() },
    { label: 'Columns…', run: openColumns },
    {
      label: 'Show Filters',
      checked: model.saved.facetsShown,
      run: () => model.keep({ facetsShown: !model.saved.facetsShown }),
    },
    { label: 'Why Do I See Nothing?', run: () => model.setPane('why'), startsGroup: true },
    { label: 'Query Help', run: () => model.run('queryHelp') },
    ...(model.location === 'panel' ? [{ label: 'Open in Editor', run: () => model.run('openLogsInEditor') }] : []),
    { label: 'Open Metrics', run: () => model.run('openMetrics') },
    { label: 'Show Collector Log', run: () => model.run('showCollectorLog') },
    { label: 'Delete All Data…', run: () => model.deleteAll(), startsGroup: true },
  ];
}

export interface ToolbarParts {
  readonly box: HTMLElement;
  readonly clearQuery: () => void;
  readonly openColumns: (anchor: HTMLElement) => void;
  /** The facets do not fit beside the list: a button shows them over it. */
  readonly facetsOver: boolean;
  readonly isFacetsOpen: boolean;
  readonly toggleFacets: () => void;
}

export function toolbar(model: LogsModel, parts: ToolbarParts): TemplateResult {
  const { feed, saved } = model;
  const masked = maskedTotal(model);
  const isLive = feed.following && saved.range.kind !== 'fixed';
  const anchorOf = (event: Event): HTMLElement => event.currentTarget as HTMLElement;
  return html`<div class="bar" role="toolbar" aria-label="Search">
    ${
      parts.facetsOver
        ? toolButton({
            icon: 'list-filter',
            label: 'Show values to filter by',
            pressed: parts.isFacetsOpen,
            run: parts.toggleFacets,
          })
        : nothing
    }
    <div class="query ${model.queryError === undefined ? '' : 'wrong'}">
      <span class="codicon codicon-search" aria-hidden="true"></span>
      ${parts.box}
      <button
        type="button"
        class="tool clear ${saved.query === '' && model.queryError === undefined ? 'unseen' : ''}"
        title="Clear the query"
        aria-label="Clear the query"
        @click=${parts.clearQuery}
      >
        <span class="codicon codicon-close" aria-hidden="true"></span>
      </button>
      ${model.queryError === undefined ? nothing : html`<div class="query-error" role="alert">${model.queryError.message}</div>`}
    </div>
    ${toolButton({
      icon: 'clock',
      label: 'Time range',
      className: 'range',
      text: html`<span class="range-text">${rangeLabel(saved.range, feed.askedAt)}</span
        ><span class="codicon codicon-chevron-down small" aria-hidden="true"></span>`,
      opens: 'menu',
      run: (event) => openRangePicker(anchorOf(event), model),
    })}
    ${toolButton({
      icon: isLive ? 'circle-filled' : 'debug-pause',
      label: isLive
        ? 'New records are shown as they arrive. Pause'
        : saved.range.kind === 'fixed'
          ? 'A fixed time is shown. Back to the range before, with new records'
          : 'Paused. Show new records as they arrive',
      key: isLive ? undefined : 'End',
      className: isLive ? 'live on' : 'live',
      text: html`<span class="live-text">${isLive ? 'Live' : 'Paused'}</span>`,
      pressed: isLive,
      run: () => model.setLive(!isLive),
    })}
    ${
      masked === 0 && model.settings.redaction
        ? nothing
        : toolButton({
            icon: model.settings.redaction ? 'shield' : 'warning',
            label: model.settings.redaction
              ? `${formatNumberOf(masked, 'secret')} masked before storing: show where`
              : 'Secrets are not masked',
            className: 'masked',
            text: html`${formatCount(masked)}<span class="masked-text"> masked</span>`,
            opens: 'dialog',
            run: (event) => openMasked(anchorOf(event), model),
          })
    }
    ${toolButton({
      icon: 'ellipsis',
      label: 'More actions',
      opens: 'menu',
      className: 'more',
      run: (event) => {
        const anchor = anchorOf(event);
        openMenu(
          anchor,
          'More actions',
          moreItems(model, () => parts.openColumns(anchor)),
        );
      },
    })}
  </div>`;
}
