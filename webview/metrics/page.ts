// The metrics page at work: draws its state, answers pointer and keys, keeps what is to be kept.

import { render } from 'lit';
import { coalesce } from '../../src/base/coalesce.ts';
import type { PageRequests } from '../../src/protocol/page-contract.ts';
import type { Host } from '../ui/host.ts';
import { sharedServiceColours } from '../ui/service-colours.ts';
import { onThemeChange } from '../ui/theme.ts';
import { createActions } from './actions.ts';
import { createChartPanel, type ChartPoint } from './chart-panel.ts';
import { CHARTS, type ChartDefinition } from './charts/index.ts';
import { createFeed } from './feed.ts';
import { chartKey, listenForKeys } from './keys.ts';
import type { Line } from './lines.ts';
import { readoutOf, spokenOf } from './readout.ts';
import { columnsFor, type Span } from './span.ts';
import { initialState, savedState, visibleServices, type PageState } from './state.ts';
import { pageView } from './view.ts';

const SAVE_MS = 500;
const NO_SPAN: Span = { from: 0, to: 1, stepMs: 1 };
const NO_LINES: readonly Line[] = [];

/** Runs the page inside `root`, from the state it was left in. */
export function startPage(
  root: HTMLElement,
  host: Host,
  { home, state: saved, services }: PageRequests['ready']['result'],
): void {
  let state = initialState(home, saved, Date.now());
  let linesInView = new Map<string, readonly Line[]>();
  let isDrawing = false;
  const colours = sharedServiceColours(host, services, () => update({}));
  const spoken = document.createElement('div');
  spoken.className = 'sr-only';
  spoken.setAttribute('role', 'status');

  const save = coalesce(() => {
    host.request('saveState', { state: savedState(state) }).catch(() => undefined);
  }, SAVE_MS);

  function update(change: Partial<PageState>): void {
    const before = state;
    state = { ...state, ...change };
    if (state.data !== before.data || state.hidden !== before.hidden) {
      const isInView = ({ service }: Line): boolean => !state.hidden.has(service);
      linesInView = new Map([...(state.data?.lines ?? [])].map(([chart, lines]) => [chart, lines.filter(isInView)]));
    }
    if (state.data?.span !== before.data?.span && state.at !== undefined)
      state = { ...state, at: sameMoment(state, before) };
    const isKept =
      state.choice !== before.choice ||
      state.unzoomed !== before.unzoomed ||
      state.hidden !== before.hidden ||
      state.paused !== before.paused;
    if (isKept || (state.data !== undefined && before.data === undefined)) save.trigger();
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(draw);
  }

  const feed = createFeed(host, { state: () => state, update });
  const actions = createActions(host, { state: () => state, update, reload: () => feed.reload() });
  const panels = CHARTS.map((chart) => ({
    chart,
    panel: createChartPanel(chart, colours, { onPoint, onPick: actions.showPoint, onZoom: actions.zoomTo, onKey }),
  }));
  const elements = panels.map(({ panel }) => panel.element);

  function draw(): void {
    isDrawing = false;
    // Colours go by first appearance, so all services are met before one of them is drawn.
    for (const { service } of state.data?.rows ?? []) colours.of(service);
    render(pageView(state, elements, colours, actions), root);
    const span = state.data?.span ?? NO_SPAN;
    const { at, emphasised } = state;
    for (const { chart, panel } of panels) {
      const lines = linesInView.get(chart.id) ?? NO_LINES;
      panel.show({
        span,
        lines,
        at,
        emphasised,
        readout: readoutOf(chart, lines, span, at, state.pointed ?? emphasised),
      });
    }
  }

  function onPoint(point: ChartPoint | undefined): void {
    if (point?.index !== state.at || point?.service !== state.pointed)
      update({ at: point?.index, pointed: point?.service });
  }

  function onKey(chart: ChartDefinition, event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { span } = state.data ?? { span: NO_SPAN };
    const key = chartKey(
      event.key,
      state.at,
      (span.to - span.from) / span.stepMs,
      state.emphasised,
      visibleServices(state),
    );
    if (key === undefined) return;
    if (key.kind === 'reset') {
      update({ at: undefined, emphasised: undefined });
      return;
    }
    event.preventDefault();
    if (key.kind === 'records') {
      actions.showPoint(chart, { index: state.at!, service: state.emphasised });
      return;
    }
    update(key.kind === 'time' ? { at: key.to } : { emphasised: key.service, pointed: undefined });
    if (state.at !== undefined)
      spoken.textContent = spokenOf(chart, linesInView.get(chart.id) ?? NO_LINES, span, state.at, state.emphasised);
  }

  root.after(spoken);
  listenForKeys(document.body);
  onThemeChange(() => panels.forEach(({ panel }) => panel.recolour()));
  new ResizeObserver(([entry]) => {
    root.style.setProperty('--columns', String(columnsFor(entry?.contentRect.width ?? 0, CHARTS.length)));
  }).observe(root);
  draw();
}

/** The step of the new span that stands for the moment pointed at in the old one; undefined where it has left the span. */
function sameMoment({ data, at }: PageState, { data: before }: PageState): number | undefined {
  if (data === undefined || before === undefined || at === undefined) return undefined;
  const time = before.span.from + (at + 0.5) * before.span.stepMs;
  const index = Math.floor((time - data.span.from) / data.span.stepMs);
  return time >= data.span.from && time < data.span.to ? index : undefined;
}
