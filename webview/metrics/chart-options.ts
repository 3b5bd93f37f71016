// How every chart of the page is drawn: three to five labels on an axis, no grid but a faint baseline, nothing that moves by itself.

import type { ChartOptions } from 'chart.js';
import { formatClock, formatDay, formatMinute, formatShortCount } from '../ui/format.ts';
import type { ChartColours } from './chart-colours.ts';
import type { Span } from './span.ts';

const DAY = 24 * 60 * 60 * 1000;
/** The same for all charts, so that one moment stands at one place in all of them. */
const LABEL_WIDTH = 44;

/** Options of a chart that shows `span`; `onZoom` gets the stretch that was selected by drag or Ctrl+wheel. */
export function chartOptions(
  colours: ChartColours,
  span: Span,
  onZoom: (from: number, to: number) => void,
): ChartOptions<'line'> {
  const font = colours.font;
  const mayZoom = span.to - span.from > 10_000;
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    normalized: true,
    events: ['click'],
    layout: { padding: { top: 4, right: 8 } },
    plugins: {
      zoom: {
        zoom: {
          mode: 'x',
          wheel: { enabled: mayZoom, modifierKey: 'ctrl', speed: 0.2 },
          drag: {
            enabled: mayZoom,
            threshold: 6,
            drawTime: 'beforeDatasetsDraw',
            backgroundColor: colours.selection,
            borderColor: colours.crosshair,
            borderWidth: 1,
          },
          onZoomComplete({ chart }) {
            const { x } = chart.scales;
            if (x !== undefined) onZoom(x.min, x.max);
          },
        },
      },
    },
    scales: {
      x: {
        type: 'time',
        min: span.from,
        max: span.to,
        border: { display: false },
        grid: { display: true, drawOnChartArea: false, tickLength: 4, color: colours.baseline },
        ticks: {
          color: colours.muted,
          font,
          maxTicksLimit: 5,
          maxRotation: 0,
          autoSkipPadding: 24,
          callback: (value) => timeLabel(Number(value), span),
        },
      },
      y: {
        type: 'linear',
        beginAtZero: true,
        grace: '5%',
        border: { display: false },
        grid: { color: ({ tick }) => (tick.value === 0 ? colours.baseline : 'transparent'), tickLength: 0 },
        ticks: {
          color: colours.muted,
          font,
          maxTicksLimit: 4,
          padding: 6,
          callback: (value) => formatShortCount(Number(value)),
        },
        afterFit: (scale) => {
          scale.width = LABEL_WIDTH;
        },
      },
    },
  };
}

function timeLabel(time: number, { from, to }: Span): string {
  if (to - from > 2 * DAY) return formatDay(time, to);
  return to - from < 5 * 60_000 ? formatClock(time) : formatMinute(time);
}
