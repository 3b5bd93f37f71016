// "Why do I see nothing?": every door and source, what it received, kept, cut and rejected, and why.

import { html, nothing, type TemplateResult } from 'lit';
import type { DoorSource, DoorStatus } from '../../src/model/door.ts';
import { toolButton } from '../ui/button.ts';
import { formatAgo, formatBytes, formatCount, formatNumberOf } from '../ui/format.ts';
import { displayLine } from '../ui/text.ts';
import type { LogsModel } from './model.ts';

function sourceRow(source: DoorSource, now: number): TemplateResult {
  return html`<tr>
    <td class="text ellipsis indent" title=${displayLine(source.name)}>${displayLine(source.name, 60)}</td>
    <td class="number">${formatCount(source.received)}</td>
    <td class="number">${formatCount(source.kept)}</td>
    <td class="number">${formatCount(source.truncated)}</td>
    <td class="number">${formatCount(source.rejected)}</td>
    <td class="muted">${formatAgo(source.lastAt, now)}</td>
    <td class="data text ellipsis last-line" title=${displayLine(source.lastLine)}>
      ${displayLine(source.lastLine, 200)}
    </td>
  </tr>`;
}

const STATE_WORDS: Readonly<Record<DoorStatus['state'], string>> = {
  listening: 'listening',
  failed: 'failed',
  closed: 'closed',
};

function doorRows(door: DoorStatus, now: number): TemplateResult {
  const place = door.addresses.join(', ');
  return html`<tr class="door">
      <th scope="row" class="ellipsis">
        ${door.title} <span class="muted">${STATE_WORDS[door.state]}${place === '' ? '' : ` on ${place}`}</span>
      </th>
      <td class="number">${formatCount(door.received)}</td>
      <td class="number">${formatCount(door.kept)}</td>
      <td class="number">${formatCount(door.truncated)}</td>
      <td class="number">${formatCount(door.rejected)}</td>
      <td></td>
      <td></td>
    </tr>
    ${
      door.reason === undefined
        ? nothing
        : html`<tr>
            <td colspan="7" class="problem text indent">${door.reason}</td>
          </tr>`
    }
    ${door.sources.map((source) => sourceRow(source, now))}
    ${
      door.sources.length === 0 && door.state === 'listening'
        ? html`<tr>
            <td colspan="7" class="muted indent">Nothing has come in here yet.</td>
          </tr>`
        : nothing
    }
    ${door.rejections.map(
      ({ at, reason, line }) =>
        html`<tr>
          <td colspan="5" class="indent text problem">Rejected: ${displayLine(reason, 200)}</td>
          <td class="muted">${formatAgo(at, now)}</td>
          <td class="data text ellipsis last-line" title=${displayLine(line)}>${displayLine(line, 200)}</td>
        </tr>`,
    )}`;
}

export function whyView(model: LogsModel): TemplateResult {
  const { status } = model.inquiry;
  const now = Date.now();
  return html`<section
    class="why"
    aria-label="Why do I see nothing?"
    tabindex="-1"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      model.setPane(undefined);
    }}
  >
    <div class="why-head">
      <h2>Why do I see nothing?</h2>
      ${toolButton({ icon: 'refresh', label: 'Look again', run: () => model.inquiry.refreshStatus() })}
      ${toolButton({ icon: 'close', label: 'Close', key: 'Escape', run: () => model.setPane(undefined) })}
    </div>
    ${
      status === undefined
        ? html`<p>
            ${model.home.state === 'unreachable' ? model.home.message : model.home.state === 'stopped' ? 'The collector is stopped.' : 'Asking the collector…'}
          </p>`
        : html`<p>
              ${formatNumberOf(status.store.records, 'record')} stored (${formatBytes(status.store.bytes)}),
              ${formatCount(Math.round(status.rate))} a second now.
              ${status.store.latest === undefined ? nothing : html`The newest is from ${formatAgo(status.store.latest, now)}.`}
            </p>
            ${status.store.problem === undefined ? nothing : html`<p class="problem">${status.store.problem}</p>`}
            <table class="plain-table">
              <thead>
                <tr>
                  <th>Door and source</th>
                  <th class="number">Received</th>
                  <th class="number">Kept</th>
                  <th class="number" title="Kept, but cut at the limit of the door">Cut</th>
                  <th class="number">Rejected</th>
                  <th>Last</th>
                  <th class="last-line">Last line</th>
                </tr>
              </thead>
              <tbody>
                ${status.doors.map((door) => doorRows(door, now))}
              </tbody>
            </table>`
    }
    <p>
      <button type="button" class="link" @click=${() => model.run('showCollectorLog')}>
        Show the collector’s own log
      </button>
    </p>
  </section>`;
}
