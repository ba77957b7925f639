import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import { colorOf, type Mark, markOf, placeMark, typeMark } from '../../charts/mark.ts';
import { capitalized } from '../../format/measures.ts';
import type { CurvesView } from './address.ts';
import { legendSample, pointSample } from './legend-sample.ts';
import type { CurvePlace } from './model.ts';

export interface LegendColors {
  readonly palette: readonly string[];
  readonly ink: string;
}

export interface LegendActions {
  readonly onToggle: (id: string) => void;
  /** Brings out what belongs to an id; null ends it. */
  readonly onPoint: (id: string | null) => void;
}

export interface CurvesLegend {
  readonly render: (groups: readonly LegendGroup[], keys: LegendKeys, colors: LegendColors) => void;
}

/** What the marks mean, whatever their colour. */
export interface LegendKeys {
  readonly smooth: number;
  /** What crosses stand for; null where there are none. */
  readonly corrections: string | null;
}

/** The legend under the chart: a button a name, which switches its curves off and on. */
export function curvesLegend(element: HTMLElement, { onToggle, onPoint }: LegendActions): CurvesLegend {
  const button = (item: LegendItem, colors: LegendColors) => {
    const created = document.createElement('button');
    created.type = 'button';
    created.className = 'curves-legend-item';
    created.dataset.id = item.id;
    created.setAttribute('aria-pressed', String(item.shown));
    created.append(sampleOf(item.mark, colors), item.name);
    created.addEventListener('click', () => onToggle(item.id));
    created.addEventListener('pointerenter', () => onPoint(item.id));
    created.addEventListener('pointerleave', () => onPoint(null));
    created.addEventListener('focus', () => created.matches(':focus-visible') && onPoint(item.id));
    created.addEventListener('blur', () => onPoint(null));
    return created;
  };
  const groupOf = ({ title, items }: LegendGroup, colors: LegendColors) => {
    const group = document.createElement('div');
    group.className = 'curves-legend-group';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', `${title} in the chart: press one to hide or show it`);
    group.append(...items.map(item => button(item, colors)));
    return group;
  };
  const render: CurvesLegend['render'] = (groups, keys, colors) => {
    const active = document.activeElement;
    const focused = active instanceof HTMLElement && element.contains(active) ? active.dataset.id : undefined;
    element.replaceChildren(...groups.map(group => groupOf(group, colors)), ...keyLines(groups, keys, colors));
    if (focused === undefined) return;
    for (const item of element.querySelectorAll('button')) if (item.dataset.id === focused) item.focus();
  };
  return { render };
}

/** What points and lines stand for. */
export function keyWords(smooth: number): string {
  return smooth > 1
    ? `Points: each day as reported. Lines: the mean of ${smooth} days.`
    : 'Points and lines: each day as reported.';
}

function keyLines(groups: readonly LegendGroup[], { smooth, corrections }: LegendKeys, colors: LegendColors) {
  if (groups.length === 0) return [];
  const line = document.createElement('p');
  line.className = 'curves-legend-key';
  line.append(keyWords(smooth));
  if (corrections !== null) {
    const cross = document.createElement('span');
    cross.className = 'curves-legend-cross';
    cross.append(pointSample('crossRot', colors.ink), corrections);
    line.append(' ', cross);
  }
  return [line];
}

function sampleOf(mark: Mark, { palette, ink }: LegendColors): SVGElement {
  return legendSample(mark, colorOf(mark, palette, ink));
}

interface LegendItem {
  /** Of a region or a measure. */
  readonly id: string;
  readonly name: string;
  readonly mark: Mark;
  readonly shown: boolean;
}

export interface LegendGroup {
  readonly title: string;
  readonly items: readonly LegendItem[];
}

/**
 * What the legend lists. Of one place in a chart: its measures, each in its color. Of several: the places in their
 * colors, and the measures in the dash and point that all places share, if there are several of them.
 */
export function legendContent(
  places: readonly CurvePlace[],
  measures: readonly MeasureDescription[],
  { hidden, layout }: Pick<CurvesView, 'hidden' | 'layout'>,
  noun: string,
): LegendGroup[] {
  const isShown = (id: string) => !hidden.includes(id);
  const perPlace = layout === 'apart' || places.length <= 1;
  const types = (mark: (index: number) => Mark) => ({
    title: capitalized(`${noun}s`),
    items: measures.map(({ id, title }, index) => ({ id, name: title, mark: mark(index), shown: isShown(id) })),
  });
  if (places.length === 0 || measures.length === 0) return [];
  if (perPlace) return [types(index => markOf(0, index, 1))];
  const named = {
    title: 'Places',
    items: places.map(({ id, name }, index) => ({ id, name, mark: placeMark(index), shown: isShown(id) })),
  };
  return measures.length > 1 ? [named, types(typeMark)] : [named];
}
