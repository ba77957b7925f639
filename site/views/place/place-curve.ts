import type { Maybe } from '../../../functions/contract/changes.ts';
import type { Calendar } from '../../../functions/contract/period.ts';
import type { PlaceFigure } from '../../../functions/measures/place-figures.ts';
import { periodTicks } from '../../charts/day-ticks.ts';
import { inkOf, rootPx } from '../../charts/ink.ts';
import { type LineChart, lineChart } from '../../charts/line-chart.ts';
import { namedTicks, type PlotSeries } from '../../charts/plot.ts';
import { stepTicks } from '../../charts/value-ticks.ts';
import { onThemeChange } from '../../color/theme.ts';
import { element } from '../../controls/element.ts';
import { tickNames } from '../../format/amounts.ts';
import { formatPeriod } from '../../format/periods.ts';
import { figureAmount } from './figure-words.ts';

export interface PlaceLine {
  readonly name: string;
  readonly values: readonly Maybe[];
  readonly kind: 'own' | 'parent' | 'plain';
}

interface CurveParts {
  readonly figure: PlaceFigure;
  readonly periods: readonly string[];
  readonly calendar: Calendar;
  readonly lines: readonly PlaceLine[];
  readonly label: string;
}

const FORM = { padding: { top: 0.5, right: 0.75, bottom: 0 }, gap: { x: 0.4, y: 0.4 }, hasTickMarks: true };
const TICKS = 5;

/** The values of a place over time beside those of its parent; pointing at a period turns the key into its values. */
export function placeCurve({ figure, periods, calendar, lines, label }: CurveParts): HTMLElement {
  const canvas = element('canvas', { role: 'img', ariaLabel: label });
  const box = element('div', { className: 'place-canvas' }, canvas);
  const key = element('p', { className: 'place-key' });
  const when = element('span', { className: 'place-when' });
  const readings = lines.map(({ kind, name }) => {
    const value = element('span', { className: 'place-reading' });
    key.append(element('span', { className: `place-key-${kind}` }, `${name} `, value));
    return value;
  });
  key.append(when);
  const read = (at: number | null) => {
    when.textContent = at === null ? '' : formatPeriod(periods[at] ?? '', calendar);
    for (const [index, target] of readings.entries()) {
      const value = at === null ? undefined : lines[index]?.values[at];
      target.textContent =
        at === null ? '' : value === null || value === undefined ? 'no value' : figureAmount(value, figure);
    }
  };
  const known = lines.flatMap(({ values }) => values.filter(value => value !== null));
  const largest = known.reduce((most, value) => Math.max(most, value), 0);
  const least = known.reduce((low, value) => Math.min(low, value), figure.measure.kind === 'rate' ? largest : 0);
  const ticks = stepTicks(least, largest === least ? least + 1 : largest, TICKS);
  const [low = least, high = largest] = [
    Math.min(least, ticks[0] ?? least),
    Math.max(largest, ticks.at(-1) ?? largest),
  ];
  let chart: LineChart | null = null;
  const draw = () => {
    if (!canvas.isConnected) return;
    chart ??= lineChart(canvas, FORM);
    const ink = { ...inkOf(box), rem: rootPx() };
    // The key has the colors of the lines.
    const colorOf = (kind: PlaceLine['kind']) =>
      getComputedStyle(key.querySelector(`.place-key-${kind}`) ?? key).getPropertyValue('border-left-color');
    const series = lines.map(
      ({ kind, values }): PlotSeries => ({
        points: values.map((y, x) => ({ x, y })),
        color: colorOf(kind),
        width: kind === 'own' ? 2.5 : kind === 'parent' ? 1.5 : 1,
        ...(values.length === 1 ? { marker: { shape: 'circle' as const, radius: 4, outline: 0 } } : {}),
      }),
    );
    const x = {
      min: 0,
      max: Math.max(1, periods.length - 1),
      ticks: (most: number) => periodTicks(periods[0] ?? '', periods.at(-1) ?? '', most, calendar),
    };
    const y = {
      min: low,
      max: high,
      ticks: namedTicks(ticks, tickNames(ticks, figure.per === null ? figure.measure.unit : null)),
    };
    // This place's line is drawn on top.
    chart.draw({ x, y, series: series.toReversed() }, ink);
  };
  box.addEventListener('pointermove', event => {
    if (chart === null) return;
    const { left, top } = canvas.getBoundingClientRect();
    const { x } = chart.valueAt({ x: event.clientX - left, y: event.clientY - top });
    read(Math.min(Math.max(Math.round(x), 0), periods.length - 1));
  });
  box.addEventListener('pointerleave', () => read(null));
  onThemeChange(draw);
  requestAnimationFrame(draw);
  return element('div', {}, key, box);
}
