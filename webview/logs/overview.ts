// The strip over the records: the histogram of the whole result, and its counts in words.

import './histogram.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatNumberOf, formatShortCount, formatSpan } from '../ui/format.ts';
import { countOf, type Axis } from './bars.ts';
import type { LogsModel } from './model.ts';

/** The stretch of time the histogram stands for: the range, or where that is open the data. */
export function axisOf(model: LogsModel): Axis | undefined {
  const { feed } = model;
  const { histogram, range } = feed;
  const choice = feed.answered?.range;
  if (histogram?.earliest === undefined || histogram.latest === undefined || choice === undefined) return undefined;
  if (choice.kind === 'last') {
    const step = Math.max(1, histogram.stepMs);
    const end = Math.ceil((feed.following ? Date.now() : feed.askedAt) / step) * step;
    return { from: end - choice.ms, to: Math.max(end, feed.following ? 0 : histogram.latest + 1) };
  }
  const from = range.from ?? Math.floor(histogram.earliest / histogram.stepMs) * histogram.stepMs;
  return { from, to: Math.max(from + histogram.stepMs, range.to ?? histogram.latest + 1) };
}

function summary(model: LogsModel, axis: Axis | undefined, isNarrow: boolean): TemplateResult {
  const { feed, saved } = model;
  const { histogram } = feed;
  if (histogram === undefined) return html`<span class="muted">${feed.result.total > 0 ? 'counting…' : ''}</span>`;
  const errors = countOf(histogram, 'ERROR', 'CRITICAL');
  const count =
    isNarrow && histogram.total >= 100_000 ? formatShortCount(histogram.total) : formatCount(histogram.total);
  return html`<span>${count} ${histogram.total === 1 ? 'record' : 'records'}</span>
    ${errors > 0 ? html`<span class="errors">${formatNumberOf(errors, 'error')}</span>` : nothing}
    ${axis === undefined ? nothing : html`<span class="muted span">${formatSpan(axis.from, axis.to, Date.now())}</span>`}
    ${saved.range.kind === 'fixed' ? html`<button type="button" class="link" title="Back to the range before" @click=${() => model.setLive(true)}>reset</button>` : nothing}`;
}

export function overview(model: LogsModel, isNarrow: boolean): TemplateResult {
  const { feed, saved } = model;
  const axis = axisOf(model);
  const isDim = feed.phase === 'loading' && feed.answered !== feed.question;
  return html`<div class="overview ${isDim ? 'dim' : ''}">
    <log-histogram
      .answer=${feed.histogram}
      .axis=${axis}
      @bars=${({ detail }: CustomEvent<number>) => feed.setBars(detail)}
      @zoom=${({ detail }: CustomEvent<{ from: number; to: number }>) => model.setRange({ kind: 'fixed', ...detail })}
      @reset=${() => {
        if (saved.range.kind === 'fixed') model.setLive(true);
      }}
    ></log-histogram>
    <div class="summary">${summary(model, axis, isNarrow)}</div>
  </div>`;
}
