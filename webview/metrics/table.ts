// The table of services: the legend of all charts, and their numbers for who can't see or point.

import { html, nothing, type TemplateResult } from 'lit';
import { formatAgo, formatDuration, formatIso, formatSpan } from '../ui/format.ts';
import type { ServiceColours } from '../ui/service-colours.ts';
import { displayLine } from '../ui/text.ts';
import { formatRate } from './rate.ts';
import type { MetricsData } from './load.ts';
import { formatShare, rowAt, type LastError, type ServiceRow } from './rows.ts';
import type { PageState } from './state.ts';

export interface TableActions {
  toggleService(service: string): void;
  /** Lets the lines of a service stand out; undefined for none. */
  emphasise(service: string | undefined): void;
  openRecord(id: string): void;
}

/** Numbers of the whole span; of one step while a chart is pointed at. */
export function tableView(
  state: PageState,
  data: MetricsData,
  colours: ServiceColours,
  actions: TableActions,
): TemplateResult {
  const { at, now, hidden, pointed } = state;
  const { span } = data;
  const [from, to] =
    at === undefined ? [span.from, span.to] : [span.from + at * span.stepMs, span.from + (at + 1) * span.stepMs];
  return html`<table class="services" @pointerleave=${() => actions.emphasise(undefined)}>
    <caption>
      ${at === undefined ? 'Whole range' : 'At the crosshair'}, ${formatSpan(from, to, now)}
    </caption>
    <thead>
      <tr>
        <th scope="col">Service</th>
        <th scope="col" class="number">Rate</th>
        <th scope="col" class="number">Errors</th>
        <th scope="col" class="number wide">p50</th>
        <th scope="col" class="number">p95</th>
        <th scope="col" class="number wide">p99</th>
        <th scope="col" class="last-error wide">Last error</th>
      </tr>
    </thead>
    <tbody>
      ${data.rows.map((row) => rowView(at === undefined ? row : rowAt(data.lines, row, at), { isHidden: hidden.has(row.service), isPointed: pointed === row.service, now }, colours, actions))}
    </tbody>
  </table>`;
}

interface RowLook {
  readonly isHidden: boolean;
  readonly isPointed: boolean;
  readonly now: number;
}

function rowView(
  row: ServiceRow,
  { isHidden, isPointed, now }: RowLook,
  colours: ServiceColours,
  actions: TableActions,
): TemplateResult {
  const { service, rate, errorShare, p50, p95, p99, lastError } = row;
  return html`<tr
    class="${isHidden ? 'hidden-service' : ''} ${isPointed ? 'pointed' : ''}"
    @pointerenter=${() => actions.emphasise(isHidden ? undefined : service)}
  >
    <th scope="row">
      <button
        class="service-name"
        aria-pressed=${String(!isHidden)}
        title="${isHidden ? 'Show' : 'Hide'} ${displayLine(service, 200)}"
        @click=${() => actions.toggleService(service)}
      >
        <span class="service-bar ${colours.classOf(service)}" aria-hidden="true"></span>
        <span class="ellipsis text">${displayLine(service, 200)}</span>
      </button>
    </th>
    <td class="number">${shown(rate, formatRate)}</td>
    <td class="number ${errorShare === null || errorShare === 0 ? '' : 'some-errors'}">
      ${shown(errorShare, formatShare)}
    </td>
    <td class="number wide">${shown(p50, formatDuration)}</td>
    <td class="number">${shown(p95, formatDuration)}</td>
    <td class="number wide">${shown(p99, formatDuration)}</td>
    <td class="last-error wide">${lastError === undefined ? nothing : lastErrorView(lastError, now, actions)}</td>
  </tr>`;
}

function lastErrorView({ id, message, timestamp }: LastError, now: number, actions: TableActions): TemplateResult {
  return html`<span class="last-error-line">
    <button class="link ellipsis text" title="Open the line that wrote it" @click=${() => actions.openRecord(id)}>
      ${displayLine(message, 300) || 'no message'}
    </button>
    <span class="muted" title=${formatIso(timestamp)}>${formatAgo(timestamp, now)}</span>
  </span>`;
}

function shown(value: number | null, format: (value: number) => string): string | TemplateResult {
  return value === null ? html`<span class="muted" aria-label="none">–</span>` : format(value);
}
