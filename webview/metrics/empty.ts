// What stands in the place of charts when there are none: each case with its own text and next step.

import { html, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { formatAgo } from '../ui/format.ts';
import { pageProblem, type ProblemActions } from './problem.ts';
import { choiceLabel, type SpanChoice } from './span.ts';
import type { PageState } from './state.ts';

export interface EmptyActions extends ProblemActions {
  choose(choice: SpanChoice): void;
  copy(text: string): void;
}

/** How much of the time around the last record is shown when there is none in the range. */
const AROUND_LAST_MS = 15 * 60_000;

export function emptyView(state: PageState, actions: EmptyActions): TemplateResult {
  const problem = pageProblem(state);
  if (problem !== undefined) return emptyBox(problem.title, html`<p>${problem.text}</p>`, problem.button(actions));
  const { data, status, home } = state;
  if (data === undefined || status === undefined) {
    return html`<p class="sr-only" role="status">
      ${home.state === 'connecting' ? 'Connecting to the collector' : 'Loading'}
    </p>`;
  }
  return status.store.records === 0 ? nothingReceived(state, actions) : nothingInRange(state, actions);
}

function nothingReceived({ status }: PageState, actions: EmptyActions): TemplateResult {
  const doors = (status?.doors ?? []).filter(({ state }) => state === 'listening');
  const tcp = doors.find(({ id }) => id === 'tcp')?.port;
  const names = doors.map(({ title, port }) => `${title} ${port ?? ''}`.trim()).join(' and ');
  const line =
    tcp === undefined ? undefined : `echo '{"level":"INFO","message":"hello","service":"demo"}' | nc localhost ${tcp}`;
  return emptyBox(
    'No records yet',
    html`<p>
        Charts appear here as soon as a service writes its first record.${names === '' ? '' : ` Listening on ${names}.`}
      </p>
      ${line === undefined ? '' : html`<p>Send one line:<code class="line">${line}</code></p>`}
      <p class="muted">Durations come from <code>performance.duration_ms</code> of the records.</p>`,
    line === undefined ? html`` : html`<vscode-button @click=${() => actions.copy(line)}>Copy the line</vscode-button>`,
  );
}

function nothingInRange({ status, choice, now }: PageState, actions: EmptyActions): TemplateResult {
  const latest = status?.store.latest;
  const around = (time: number): SpanChoice => ({ kind: 'fixed', from: time - AROUND_LAST_MS, to: time + 1000 });
  return emptyBox(
    `No records in this range`,
    html`<p>
      ${choiceLabel(choice, now)} holds none.
      ${latest === undefined ? '' : `The last record was ${formatAgo(latest, now)}.`}
    </p>`,
    latest === undefined
      ? html``
      : html`<vscode-button @click=${() => actions.choose(around(latest))}>Show the last records</vscode-button>`,
  );
}

function emptyBox(title: string, text: TemplateResult, buttons: TemplateResult): TemplateResult {
  return html`<div class="empty" role="status">
    <h2>${title}</h2>
    ${text}
    <div class="actions">${buttons}</div>
  </div>`;
}
