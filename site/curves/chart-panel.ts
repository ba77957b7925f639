import type { Maybe } from '../../functions/contract/changes.ts';
import { type ChartPicture, type ChartStyle, curveChart } from './curve-chart.ts';
import { curveKey, type MarkedCurve } from './curve-layers.ts';
import { colorOf } from './mark.ts';

/** One chart with its curves, and the name above it where there are several charts. */
export interface PanelPicture {
  readonly title: string | null;
  readonly chart: ChartPicture;
  readonly curves: readonly MarkedCurve[];
}

export interface ChartPanel {
  readonly element: HTMLElement;
  readonly draw: (picture: PanelPicture, style: ChartStyle) => void;
  /** Moves the cross to a day, or hides it; true where it could be placed. */
  readonly point: (day: number | null, style: ChartStyle) => void;
  /** The day under a place on the screen, or null where there is none. */
  readonly dayAt: (clientX: number) => number | null;
  /** The region of the curve that passes nearest a place on the screen. */
  readonly nearestPlace: (day: number, clientY: number) => string | null;
  /** Where the cross stands, from the left edge of the panel. */
  readonly crossLeft: (day: number) => number;
  readonly close: () => void;
}

/** A chart, and over it the cross that the pointer or the arrow keys move: neither repaints the chart. */
export function chartPanel(): ChartPanel {
  const element = document.createElement('div');
  element.className = 'curves-panel';
  const title = document.createElement('p');
  title.className = 'curves-panel-title';
  const box = document.createElement('div');
  box.className = 'curves-canvas';
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const cross = document.createElement('div');
  cross.className = 'curves-cross';
  cross.hidden = true;
  const dots = document.createElement('div');
  dots.className = 'curves-dots';
  box.append(canvas, cross, dots);
  element.append(title, box);
  const chart = curveChart(canvas);
  let shown: PanelPicture | null = null;

  /** Where a curve passes on a day: its line, else its point. */
  const heightOf = ({ curve }: MarkedCurve, day: number): Maybe => {
    if (shown === null || day < curve.start) return null;
    const [low, high] = shown.chart.range;
    const value = curve.average[day] ?? curve.raw[day] ?? null;
    return value === null || value < low || value > high ? null : chart.topOf(value);
  };

  const point: ChartPanel['point'] = (day, { palette, ink, faded }) => {
    cross.hidden = day === null;
    dots.replaceChildren();
    if (day === null || shown === null) return;
    const { top, bottom } = chart.area();
    cross.style.left = `${chart.leftOf(day)}px`;
    cross.style.top = `${top}px`;
    cross.style.height = `${bottom - top}px`;
    for (const marked of shown.curves) {
      const height = heightOf(marked, day);
      if (height === null || faded(curveKey(marked.curve))) continue;
      const dot = document.createElement('span');
      dot.style.left = `${chart.leftOf(day)}px`;
      dot.style.top = `${height}px`;
      dot.style.backgroundColor = colorOf(marked.mark, palette, ink.strong);
      dots.append(dot);
    }
  };

  return {
    element,
    draw: (picture, style) => {
      shown = picture;
      title.textContent = picture.title;
      title.hidden = picture.title === null;
      chart.draw(picture.chart, style);
    },
    point,
    dayAt: clientX => {
      if (shown === null) return null;
      const [first, last] = shown.chart.days;
      return Math.min(Math.max(chart.dayAt(clientX - box.getBoundingClientRect().left), first), last);
    },
    nearestPlace: (day, clientY) => {
      const top = clientY - box.getBoundingClientRect().top;
      let nearest: { readonly id: string; readonly away: number } | null = null;
      for (const marked of shown?.curves ?? []) {
        const height = heightOf(marked, day);
        const away = height === null ? Number.POSITIVE_INFINITY : Math.abs(height - top);
        if (height !== null && (nearest === null || away < nearest.away)) nearest = { id: marked.curve.place.id, away };
      }
      return nearest?.id ?? null;
    },
    crossLeft: day => chart.leftOf(day),
    close: () => chart.destroy(),
  };
}
