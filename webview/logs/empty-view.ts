// What stands in place of the list when there is nothing to list: why, and the next step.

import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, nothing, type TemplateResult } from 'lit';
import { toolButton } from '../ui/button.ts';
import { formatAgo, formatDay, formatNumberOf, formatTime, sameDay } from '../ui/format.ts';
import { displayLine } from '../ui/text.ts';
import type { Emptiness, Loosening } from './inquiry.ts';
import type { LogsModel } from './model.ts';
import { rangeLabel } from './range.ts';

const HOUR = 3_600_000;

function action(label: string, run: () => void, isFirst = false): TemplateResult {
  return html`<vscode-button ?secondary=${!isFirst} @click=${run}>${label}</vscode-button>`;
}

function pane(title: string, body: unknown, actions: unknown): TemplateResult {
  return html`<div class="empty" role="status">
    <h2>${title}</h2>
    ${body}
    <div class="empty-actions">${actions}</div>
  </div>`;
}

const why = (model: LogsModel): TemplateResult =>
  html`<button type="button" class="link" @click=${() => model.setPane('why')}>Why do I see nothing?</button>`;

/** `TCP and UDP 5000`, or each port where they differ. */
function listeningOn(model: LogsModel): {
  readonly text: string;
  readonly port: number | undefined;
  readonly moved: readonly string[];
} {
  const open = (model.inquiry.status?.doors ?? []).filter(
    ({ state, port }) => state === 'listening' && port !== undefined,
  );
  const ports = Map.groupBy(open, ({ port }) => port!);
  const text = [...ports].map(([port, doors]) => `${doors.map(({ title }) => title).join(' and ')} ${port}`).join(', ');
  const moved = (model.inquiry.status?.doors ?? []).flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  return { text, port: open.find(({ id }) => id === 'tcp')?.port, moved };
}

function neverReceived(model: LogsModel): TemplateResult {
  const { text, port, moved } = listeningOn(model);
  const command = `echo '{"level":"INFO","message":"hello"}' | nc localhost ${port ?? 5000}`;
  return pane(
    text === '' ? 'No record has come in yet' : `Listening on ${text}`,
    html`${moved.map((reason) => html`<p class="problem">${reason}</p>`)}
    ${
      port === undefined
        ? nothing
        : html`<p>Send one line:</p>
            <div class="command data">
              <code>${command}</code
              >${toolButton({ icon: 'copy', label: 'Copy the command', run: () => model.copy(command, 'the command') })}
            </div>`
    }`,
    why(model),
  );
}

function outOfRange(model: LogsModel, latest: number | undefined): TemplateResult {
  const now = Date.now();
  if (latest === undefined) return pane('No records', nothing, why(model));
  const { range } = model.saved;
  const at = `${sameDay(latest, now) ? '' : `${formatDay(latest, now)} `}${formatTime(latest).slice(0, 8)}`;
  return pane(
    range.kind === 'last'
      ? `No records in the ${rangeLabel(range, now).toLowerCase()}`
      : `No records in ${rangeLabel(range, now)}`,
    html`<p>The last one came ${formatAgo(latest, now)}, at ${at}.</p>`,
    html`${action('Jump There', () => model.ask(model.saved.query, { kind: 'fixed', from: latest - HOUR / 4, to: latest + 1 }), true)}
    ${why(model)}`,
  );
}

function loosening(model: LogsModel, { label, question, brings }: Loosening): TemplateResult {
  const text = displayLine(label, 80);
  return html`<li>
    <span class="chip">
      <span class="data text ellipsis">${text}</span>
      <button
        type="button"
        class="tool"
        title="Remove ${text}"
        aria-label="Remove ${text}"
        @click=${() => model.ask(question.query, question.range)}
      >
        <span class="codicon codicon-close" aria-hidden="true"></span>
      </button>
    </span>
    <span class="muted"
      >${brings === undefined ? 'counting…' : brings === 0 ? 'without it: still nothing' : `without it: ${formatNumberOf(brings, 'record')}`}</span
    >
  </li>`;
}

function tooNarrow(model: LogsModel, loosenings: readonly Loosening[]): TemplateResult {
  return pane(
    'Nothing fits all of these',
    html`<ul class="loosenings">
      ${loosenings.map((one) => loosening(model, one))}
    </ul>`,
    html`${action('Remove All', () => model.ask('', model.saved.range))} ${why(model)}`,
  );
}

function emptiness(model: LogsModel, found: Emptiness): TemplateResult {
  switch (found.kind) {
    case 'never':
      return neverReceived(model);
    case 'cleared':
      return pane(
        'The display is cleared',
        html`<p>New records will show up here. What came before is still stored.</p>`,
        action('Show Cleared Records', () => model.showCleared()),
      );
    case 'range':
      return outOfRange(model, found.latest);
    case 'filters':
      return tooNarrow(model, found.loosenings);
  }
}

/** What to show instead of the list; undefined where the list is to be shown. */
export function emptyView(model: LogsModel): TemplateResult | undefined {
  const { home, feed, inquiry } = model;
  const hasRows = feed.result.total > 0;
  if (home.state === 'stopped' && !hasRows) {
    return pane(
      'The collector is stopped',
      html`<p>While it is, nothing is received.</p>`,
      action('Start Collector', () => model.run('startCollector'), true),
    );
  }
  if (home.state === 'unreachable' && !hasRows) {
    return pane(
      'Records can’t be reached',
      html`<p class="text">${home.message}</p>`,
      html`${action('Retry', () => model.retryHome(), true)} ${action('Settings', () => model.run('openSettings'))}
      ${action('Show Collector Log', () => model.run('showCollectorLog'))}`,
    );
  }
  if (hasRows) return undefined;
  if (home.state === 'connecting') return html`<div class="empty"></div>`;
  if (feed.phase === 'failed') {
    return pane(
      'The search failed',
      html`<p class="text">${feed.failure}</p>`,
      html`${action('Retry', () => model.retry(), true)}
      ${action('Show Collector Log', () => model.run('showCollectorLog'))}`,
    );
  }
  if (feed.phase === 'loading' || inquiry.emptiness === undefined) return html`<div class="empty"></div>`;
  return emptiness(model, inquiry.emptiness);
}

/** A line above rows that may be out of date: the home has gone, the store is full, the answer is not whole. */
export function warningLine(model: LogsModel): TemplateResult | typeof nothing {
  const { home, feed, inquiry } = model;
  const line = (text: string, actions: unknown): TemplateResult =>
    html`<div class="warning-line" role="alert">
      <span class="codicon codicon-warning" aria-hidden="true"></span
      ><span class="text ellipsis" title=${text}>${text}</span>${actions}
    </div>`;
  const link = (label: string, run: () => void): TemplateResult =>
    html`<button type="button" class="link" @click=${run}>${label}</button>`;
  if (feed.result.total > 0) {
    if (home.state === 'stopped')
      return line(
        'The collector is stopped; these records were received before.',
        link('Start', () => model.run('startCollector')),
      );
    if (home.state === 'unreachable')
      return line(
        home.message,
        link('Retry', () => model.retryHome()),
      );
    if (feed.failure !== undefined)
      return line(
        feed.failure,
        link('Retry', () => model.retry()),
      );
  }
  const problem = inquiry.status?.store.problem;
  if (problem !== undefined)
    return line(
      `${problem}${inquiry.status!.store.lost > 0 ? ` ${formatNumberOf(inquiry.status!.store.lost, 'record')} lost.` : ''}`,
      nothing,
    );
  const partial = feed.counted?.histogram.partial;
  if (partial !== undefined) return line(`Not all records are counted: ${partial}`, nothing);
  return nothing;
}
