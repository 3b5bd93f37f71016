// The line through all charts at one moment, with a dot on every service's line.

import type { Chart, Plugin } from 'chart.js';

/** Where the crosshair of a chart stands: index of a step; undefined for none. */
export interface CrosshairPlace {
  readonly index?: number;
  readonly colour: string;
  readonly background: string;
}

/** A plugin that draws the crosshair where `place` says at the time of drawing. */
export function crosshairPlugin(place: () => CrosshairPlace): Plugin<'line'> {
  return {
    id: 'crosshair',
    afterDatasetsDraw(chart) {
      const { index, colour, background } = place();
      const x = index === undefined ? undefined : xOf(chart, index);
      if (index === undefined || x === undefined) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.strokeStyle = colour;
      ctx.setLineDash([2, 2]);
      ctx.beginPath();
      ctx.moveTo(Math.round(x) + 0.5, chartArea.top);
      ctx.lineTo(Math.round(x) + 0.5, chartArea.bottom);
      ctx.stroke();
      ctx.setLineDash([]);
      for (const [number, dataset] of chart.data.datasets.entries()) {
        const point = chart.getDatasetMeta(number).data[index];
        if (point === undefined || dataset.data[index] == null) continue;
        ctx.beginPath();
        ctx.arc(point.x, point.y, 3, 0, 2 * Math.PI);
        ctx.fillStyle = typeof dataset.borderColor === 'string' ? dataset.borderColor : colour;
        ctx.fill();
        ctx.strokeStyle = background;
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}

function xOf({ scales, data, chartArea }: Chart<'line'>, index: number): number | undefined {
  const time = data.labels?.[index];
  const x = typeof time === 'number' ? scales.x?.getPixelForValue(time) : undefined;
  return x !== undefined && x >= chartArea.left && x <= chartArea.right ? x : undefined;
}
