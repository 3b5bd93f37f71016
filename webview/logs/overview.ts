// The strip over the records: the histogram of the whole result, and its counts in words.

import './histogram.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount, formatNumberOf, formatShortCount, formatSpan } from '../ui/format.ts';
import { countOf, type Axis } from './bars.ts';
import type { Counted } from './feed.ts';
import type { LogsModel } from './model.ts';

/** The stretch of time a histogram stands for: the range, or where that is open the data. */
function axisOf({ histogram, question, range, askedAt }: Counted, isFollowing: boolean): Axis | undefined {
  const { earliest, latest, stepMs } = histogram;
  if (question.range.kind === 'last') {
    const step = Math.max(1, stepMs);
    const end = Math.ceil((isFollowing ? Date.now() : askedAt) / step) * step;
    return { from: end - question.range.ms, to: Math.max(end, isFollowing ? 0 : (latest ?? 0) + 1) };
  }
  const from = range.from ?? (earliest === undefined ? undefined : Math.floor(earliest / stepMs) * stepMs);
  const to = range.to ?? (latest === undefined ? undefined : latest + 1);
  return from === undefined || to === undefined ? undefined : { from, to: Math.max(from + stepMs, to) };
}

function summary(model: LogsModel, axis: Axis | undefined, isNarrow: boolean): TemplateResult {
  const { counted, answered } = model.feed;
  const range =
    model.saved.range.kind === 'fixed'
      ? html`<button type="button" class="link" title="Back to the range before" @click=${() => model.setLive(true)}>
          reset
        </button>`
      : nothing;
  if (counted?.question !== answered || counted === undefined)
    return html`<span class="muted">counting…</span>${range}`;
  const { total } = counted.histogram;
  const errors = countOf(counted.histogram, 'ERROR', 'CRITICAL');
  const count = isNarrow && total >= 100_000 ? formatShortCount(total) : formatCount(total);
  return html`<span>${count} ${total === 1 ? 'record' : 'records'}</span>
    ${errors > 0 ? html`<span class="errors">${formatNumberOf(errors, 'error')}</span>` : nothing}
    ${axis === undefined ? nothing : html`<span class="muted span">${formatSpan(axis.from, axis.to, Date.now())}</span>`}
    ${range}`;
}

export function overview(model: LogsModel, isNarrow: boolean): TemplateResult {
  const { feed, saved } = model;
  const axis = feed.counted === undefined ? undefined : axisOf(feed.counted, feed.following);
  const isDim = feed.phase === 'loading' && feed.counted?.question !== feed.question;
  return html`<div class="overview ${isDim ? 'dim' : ''}">
    <log-histogram
      .answer=${feed.counted?.histogram}
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
