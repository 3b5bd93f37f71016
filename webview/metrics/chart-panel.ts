// One chart of the page: its title, its canvas drawn by Chart.js, and what pointer and keys do on it.

import {
  Chart,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  TimeScale,
  type ChartConfiguration,
} from 'chart.js';
import 'chartjs-adapter-date-fns';
import zoomPlugin from 'chartjs-plugin-zoom';
import type { ServiceColours } from '../ui/service-colours.ts';
import { readChartColours, type ChartColours } from './chart-colours.ts';
import { chartOptions } from './chart-options.ts';
import type { ChartDefinition } from './charts/index.ts';
import { crosshairPlugin } from './crosshair.ts';
import { isAlone, type Line } from './lines.ts';
import type { Readout } from './readout.ts';
import type { Span } from './span.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, TimeScale, zoomPlugin);

/** A step of the span, and the service whose line is nearest to the pointer, where one is near. */
export interface ChartPoint {
  readonly index: number;
  readonly service?: string;
}

export interface ChartPanelEvents {
  /** The pointer is over a step, or (undefined) has left. */
  readonly onPoint: (point: ChartPoint | undefined) => void;
  /** The records of a point were asked for. */
  readonly onPick: (chart: ChartDefinition, point: ChartPoint) => void;
  /** A stretch of time was selected, milliseconds since the Unix epoch. */
  readonly onZoom: (from: number, to: number) => void;
  readonly onKey: (chart: ChartDefinition, event: KeyboardEvent) => void;
}

/** What a chart shows. */
export interface ChartInput {
  readonly span: Span;
  /** Of the services in view. */
  readonly lines: readonly Line[];
  readonly at?: number;
  /** Their lines stand out, the others step back. */
  readonly emphasised?: string;
  readonly readout: Readout;
}

export interface ChartPanel {
  readonly element: HTMLElement;
  show(input: ChartInput): void;
  /** Reads the theme's colours again. */
  recolour(): void;
}

/** Pixels around a line within which a click means that line. */
const NEAR = 24;

/** Creates a chart; `element` is put into the page by the caller. */
export function createChartPanel(
  definition: ChartDefinition,
  colours: ServiceColours,
  events: ChartPanelEvents,
): ChartPanel {
  const { element, canvas, readout, empty } = panelElements(definition);
  let palette = readChartColours();
  let shown: ChartInput = { span: { from: 0, to: 1, stepMs: 1 }, lines: [], readout: { value: '', time: '' } };
  const crosshair = crosshairPlugin(() => ({
    index: shown.at,
    colour: palette.crosshair,
    background: palette.background,
  }));
  const config: ChartConfiguration<'line', (number | null)[], number> = {
    type: 'line',
    data: { labels: [], datasets: [] },
    options: chartOptions(palette, shown.span, events.onZoom),
    plugins: [crosshair],
  };
  const chart = new Chart(canvas, config);

  canvas.addEventListener('pointermove', (event) => events.onPoint(pointAt(event)));
  canvas.addEventListener('pointerleave', () => events.onPoint(undefined));
  // Chart.js tells a click from the end of a drag that zooms.
  const pick = (event: { readonly native: Event | null }): void => {
    const point = event.native instanceof MouseEvent ? pointAt(event.native) : undefined;
    if (point !== undefined) events.onPick(definition, point);
  };
  element.addEventListener('keydown', (event) => events.onKey(definition, event));

  function pointAt({ offsetX: x, offsetY: y }: MouseEvent): ChartPoint | undefined {
    const { left, right, top, bottom } = chart.chartArea;
    if (x < left || x > right || y < top || y > bottom) return undefined;
    const { span, lines } = shown;
    const time = chart.scales.x?.getValueForPixel(x) ?? Number.NaN;
    const index = Math.floor((time - span.from) / span.stepMs);
    if (!(index >= 0 && index < (span.to - span.from) / span.stepMs)) return undefined;
    let nearest: { readonly service: string; readonly distance: number } | undefined;
    for (const { service, values } of lines) {
      const value = values[index];
      const distance = value == null ? Infinity : Math.abs((chart.scales.y?.getPixelForValue(value) ?? Infinity) - y);
      if (distance <= NEAR && distance < (nearest?.distance ?? Infinity)) nearest = { service, distance };
    }
    return { index, service: nearest?.service };
  }

  function draw(): void {
    const { span, lines, emphasised } = shown;
    const count = Math.round((span.to - span.from) / span.stepMs);
    chart.data.labels = Array.from({ length: count }, (_, index) => span.from + (index + 0.5) * span.stepMs);
    chart.data.datasets = lines.map((line) => datasetOf(line, colours, palette, emphasised));
    chart.options = { ...chartOptions(palette, span, events.onZoom), onClick: pick };
    chart.update('none');
  }

  return {
    element,
    show(input) {
      const moved = input.span !== shown.span || input.lines !== shown.lines || input.emphasised !== shown.emphasised;
      shown = input;
      readout.value.textContent = input.readout.value;
      readout.time.textContent = input.readout.time;
      empty.hidden = input.lines.some(({ values }) => values.some((value) => value !== null));
      if (moved) {
        canvas.setAttribute('aria-label', description(definition, input));
        draw();
      } else {
        chart.draw();
      }
    },
    recolour() {
      palette = readChartColours();
      draw();
    },
  };
}

function datasetOf(
  { service, values }: Line,
  colours: ServiceColours,
  palette: ChartColours,
  emphasised: string | undefined,
) {
  const { index, pattern } = colours.of(service);
  const colour = palette.services[index]!;
  const steppedBack = emphasised !== undefined && emphasised !== service;
  const drawn = steppedBack ? `${colour}40` : colour;
  return {
    label: service,
    data: [...values],
    borderColor: drawn,
    backgroundColor: drawn,
    borderWidth: emphasised === service ? 2.5 : 1.5,
    // From the ninth service on colours come again; then the stroke tells them apart.
    borderDash: pattern === 0 ? [] : [2 + 2 * pattern, 2],
    pointRadius: values.map((_, at) => (isAlone(values, at) ? 2 : 0)),
    pointHoverRadius: 0,
    pointHitRadius: 0,
    spanGaps: false,
  };
}

function description({ title, format }: ChartDefinition, { lines }: ChartInput): string {
  const known = lines.filter(({ total }) => total !== null);
  if (known.length === 0) return `${title}: nothing in this range`;
  return `${title} by service. ${known.map(({ service, total }) => `${service} ${format(total!)}`).join(', ')}`;
}

function panelElements({ title, empty: emptyText }: ChartDefinition) {
  const element = document.createElement('figure');
  element.className = 'chart';
  element.tabIndex = 0;
  element.setAttribute('role', 'group');
  element.setAttribute(
    'aria-label',
    `${title}. Arrow keys move in time and between services, Enter shows the records, the table has the numbers.`,
  );
  const caption = document.createElement('figcaption');
  const name = document.createElement('span');
  name.className = 'chart-title ellipsis';
  name.textContent = title;
  const box = document.createElement('span');
  box.className = 'chart-readout number muted';
  const [value, time] = [document.createElement('span'), document.createElement('span')];
  value.className = 'value ellipsis text';
  time.className = 'time';
  box.append(value, time);
  caption.append(name, box);
  const area = document.createElement('div');
  area.className = 'chart-area';
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  const empty = document.createElement('p');
  empty.className = 'chart-empty muted';
  empty.textContent = emptyText;
  area.append(canvas, empty);
  element.append(caption, area);
  return { element, canvas, readout: { value, time }, empty };
}
