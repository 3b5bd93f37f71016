// The histogram over the whole result: bars by level, drag or Shift+arrows to choose a time, a tip under the pointer.

import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import type { HistogramAnswer } from '../../src/model/query.ts';
import { formatClock, formatCount, formatDay, formatMinute, formatNumberOf, sameDay } from '../ui/format.ts';
import { levelClass } from '../ui/theme.ts';
import { barsOf, partHeights, scaleFor, STACK, type Axis, type Bar } from './bars.ts';

/** Pixels a bar is wanted to take, and how many bars are asked for at least and at most. */
const BAR_WIDTH = 7;
const LEAST_BARS = 30;
const MOST_BARS = 180;

/** `<log-histogram>`: fires `bars` with the number of bars that fit, `zoom` with `{from, to}` in milliseconds, and `reset` on Escape or double click. */
export class LogHistogram extends LitElement {
  static override properties = {
    answer: { attribute: false },
    axis: { attribute: false },
    width: { state: true },
    height: { state: true },
    drag: { state: true },
    tip: { state: true },
  };
  declare answer: HistogramAnswer | undefined;
  declare axis: Axis | undefined;
  declare width: number;
  declare height: number;
  declare drag: { readonly from: number; readonly to: number } | undefined;
  /** Time in the middle of the bar that is told of. */
  declare tip: number | undefined;
  #scale = 1;
  #bars: readonly Bar[] = [];
  #resized: ResizeObserver | undefined;

  constructor() {
    super();
    this.width = 0;
    this.height = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized = new ResizeObserver(() => {
      this.width = this.clientWidth;
      this.height = this.clientHeight;
      if (this.width === 0) return;
      const bars = Math.min(MOST_BARS, Math.max(LEAST_BARS, Math.floor(this.width / BAR_WIDTH)));
      this.dispatchEvent(new CustomEvent('bars', { detail: bars }));
    });
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    this.#resized?.disconnect();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('answer')) return;
    this.#bars = this.answer === undefined ? [] : barsOf(this.answer);
    this.#scale = scaleFor(Math.max(0, ...this.#bars.map((bar) => bar.total)), this.#scale);
  }

  #x(time: number): number {
    const { from, to } = this.axis!;
    return ((time - from) / Math.max(1, to - from)) * this.width;
  }

  #timeAt(clientX: number): number {
    const { from, to } = this.axis!;
    const part = Math.min(1, Math.max(0, (clientX - this.getBoundingClientRect().left) / Math.max(1, this.width)));
    return from + part * (to - from);
  }

  /** Start of the bar a time lies in. */
  #barStart(time: number): number {
    const { start, stepMs } = this.answer!;
    return start + Math.floor((time - start) / stepMs) * stepMs;
  }

  get #isUsable(): boolean {
    return this.answer !== undefined && this.axis !== undefined && this.answer.stepMs > 0 && this.width > 0;
  }

  #paths(): TemplateResult[] {
    const { width, height } = this;
    const paths = STACK.map(() => '');
    for (const bar of this.#bars) {
      const left = Math.max(0, Math.round(this.#x(bar.from)));
      const right = Math.min(width, Math.round(this.#x(bar.to)));
      if (right <= 0 || left >= width) continue;
      // A pixel between bars, where there is room for it.
      const wide = Math.max(1, right - left - (right - left >= 4 ? 1 : 0));
      let bottom = height;
      partHeights(bar, this.#scale, height).forEach((part, place) => {
        if (part <= 0) return;
        const top = bottom - part;
        paths[place]! += `M${left} ${bottom.toFixed(1)}V${top.toFixed(1)}H${left + wide}V${bottom.toFixed(1)}Z`;
        bottom = top;
      });
    }
    return paths.map((path, place) => svg`<path class=${`bar ${levelClass(STACK[place])}`} d=${path}></path>`);
  }

  #tipText(time: number): string {
    const start = this.#barStart(time);
    const bar = this.#bars.find((one) => one.from === start);
    const { stepMs } = this.answer!;
    const clock = stepMs < 60_000 ? formatClock : formatMinute;
    const now = Date.now();
    const day = sameDay(start, now) ? '' : `${formatDay(start, now)} `;
    const levels =
      bar === undefined
        ? []
        : STACK.flatMap((level, place) =>
            bar.counts[place]! > 0
              ? [`${formatCount(bar.counts[place]!)} ${level === '' ? 'no level' : level.toLowerCase()}`]
              : [],
          );
    return `${day}${clock(start)}–${clock(start + stepMs)}  ${levels.length === 0 ? 'no records' : levels.join(' · ')}`;
  }

  protected override render(): TemplateResult {
    if (!this.#isUsable) return html``;
    const { width, height, drag, tip } = this;
    const chosen =
      drag === undefined ? undefined : [this.#x(Math.min(drag.from, drag.to)), this.#x(Math.max(drag.from, drag.to))];
    const tipX = tip === undefined ? 0 : this.#x(tip);
    const barFrom = tip === undefined ? 0 : this.#x(this.#barStart(tip));
    const barTo = tip === undefined ? 0 : this.#x(this.#barStart(tip) + this.answer!.stepMs);
    return html`
      <div
        class="histogram-plot"
        role="slider"
        tabindex="0"
        aria-label="Records over time. Arrow keys move, Shift with arrow keys choose a time, Enter zooms, Escape shows all."
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${tip === undefined ? 0 : Math.round((tipX / width) * 100)}
        aria-valuetext=${tip === undefined ? formatNumberOf(this.answer!.total, 'record') : this.#tipText(tip)}
        @pointerdown=${this.#press}
        @pointermove=${this.#move}
        @pointerup=${this.#release}
        @pointercancel=${this.#forget}
        @pointerleave=${() => (this.tip = undefined)}
        @dblclick=${() => this.dispatchEvent(new CustomEvent('reset'))}
        @keydown=${this.#key}
        @blur=${this.#forget}
      >
        <svg width=${width} height=${height} aria-hidden="true">
          ${tip === undefined ? nothing : svg`<rect class="bar-back" x=${barFrom} y="0" width=${Math.max(1, barTo - barFrom)} height=${height}></rect>`}
          ${this.#paths()}
          ${chosen === undefined ? nothing : svg`<rect class="chosen" x=${chosen[0]!} y="0" width=${Math.max(1, chosen[1]! - chosen[0]!)} height=${height}></rect>`}
        </svg>
      </div>
      ${tip === undefined ? nothing : html`<div class="tip" style="left:${Math.min(tipX, Math.max(0, width - 60))}px" aria-hidden="true">${this.#tipText(tip)}</div>`}
    `;
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0 || !this.#isUsable) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const at = this.#timeAt(event.clientX);
    this.drag = { from: at, to: at };
  }

  #move(event: PointerEvent): void {
    if (!this.#isUsable) return;
    this.tip = this.#timeAt(event.clientX);
    if (this.drag !== undefined) this.drag = { from: this.drag.from, to: this.tip };
  }

  #release(): void {
    const { drag } = this;
    this.drag = undefined;
    if (drag === undefined || Math.abs(this.#x(drag.to) - this.#x(drag.from)) < 4) return;
    this.#zoom(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
  }

  #forget(): void {
    this.drag = undefined;
    this.tip = undefined;
  }

  #zoom(from: number, to: number): void {
    this.#forget();
    this.dispatchEvent(new CustomEvent('zoom', { detail: { from: Math.floor(from), to: Math.ceil(to) } }));
  }

  #key(event: KeyboardEvent): void {
    if (!this.#isUsable) return;
    const { stepMs } = this.answer!;
    const axis = this.axis!;
    const at = this.tip ?? axis.to - stepMs / 2;
    const step = event.key === 'ArrowLeft' ? -stepMs : event.key === 'ArrowRight' ? stepMs : 0;
    const to = event.key === 'Home' ? axis.from : event.key === 'End' ? axis.to - 1 : at + step;
    if (step !== 0 || event.key === 'Home' || event.key === 'End') {
      const next = this.tip === undefined && step !== 0 ? at : Math.min(axis.to - 1, Math.max(axis.from, to));
      if (event.shiftKey) {
        const anchor = this.drag?.from ?? this.#barStart(at);
        this.drag = { from: anchor, to: next < anchor ? this.#barStart(next) : this.#barStart(next) + stepMs };
      } else this.drag = undefined;
      this.tip = next;
    } else if (event.key === 'Enter') {
      const { drag } = this;
      if (drag !== undefined) this.#zoom(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
      else this.#zoom(this.#barStart(at), this.#barStart(at) + stepMs);
    } else if (event.key === 'Escape') {
      if (this.drag === undefined) this.dispatchEvent(new CustomEvent('reset'));
      this.#forget();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
customElements.define('log-histogram', LogHistogram);
