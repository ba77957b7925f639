import type { Chart, ChartType } from 'chart.js';

/** Has a chart drawn again where the system took its canvas away and gave it back: empty, and without its scale. */
export function redrawRestored<Type extends ChartType, Data>(chart: Chart<Type, Data>): void {
  chart.canvas.addEventListener('contextrestored', () => {
    const ratio = chart.currentDevicePixelRatio;
    chart.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    chart.draw();
  });
}
