import type { Calendar } from '../../../functions/contract/period.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import {
  isPerCapita,
  MAX_SMOOTH,
  PER_PEOPLE,
  SCALE_TITLES,
  type ScaleKind,
  STANDARD_PER,
  smoothWindows,
} from '../../address/choices.ts';
import { dimensionSelects } from '../../controls/dimension-selects.ts';
import { element } from '../../controls/element.ts';
import { field, namedField } from '../../controls/fields.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { capitalized, changeTitles } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { countedPeriods, periodNoun } from '../../format/periods.ts';
import type { Step } from '../view.ts';
import type { CurvesView, Layout } from './address.ts';
import { alignmentControl } from './alignment-control.ts';
import { WITHOUT_PLACES } from './format.ts';

export interface CurvesControls {
  /** Above the chart. */
  readonly main: readonly HTMLElement[];
  /** Beside it. */
  readonly fine: readonly HTMLElement[];
  readonly set: (view: CurvesView) => void;
  /** Shows the scale that is in use, as values below zero leave no choice, and whether there are people to divide by. */
  readonly settle: (kind: ScaleKind, hasPeople: boolean, view: CurvesView) => void;
}

const LAYOUT_TITLES: Readonly<Record<Layout, string>> = { together: 'One chart', apart: 'One for each place' };

/** The controls of everything but the places; they follow `set` and report changes to the address. */
export function curvesControls(
  {
    measures,
    dimensions,
    period,
    curves,
    maps,
  }: Pick<Snapshot, 'measures' | 'dimensions' | 'period' | 'curves' | 'maps'>,
  leading: MeasureDescription,
  onChange: (part: Partial<CurvesView>, step: Step) => void,
): CurvesControls {
  const { noun, align: starts } = curves;
  const isPlaceless = maps[0]?.id === WITHOUT_PLACES;
  const push = (part: Partial<CurvesView>) => onChange(part, 'push');
  const types = measureChoice(measures, noun, chosen => push({ measures: chosen }));
  const change = choice('curves-change', 'Value or change', changeTitles('cumulative', period), value =>
    push({ change: value }),
  );
  const per = perCapita(value => push({ per: value }));
  const scale = choice('curves-scale', 'Scale', SCALE_TITLES, value => push({ scale: value }));
  const average =
    period.unit === 'day'
      ? averageSlider((smooth, isFirst) => onChange({ smooth }, isFirst ? 'push' : 'replace'))
      : windowChoice(period, smooth => push({ smooth }));
  const first = `${period.unit === 'day' ? 'on' : 'in'} the first ${periodNoun(period)}`;
  const align = alignmentControl(leading, starts, value => push({ align: value }), first);
  align.element.hidden = leading.kind !== 'cumulative';
  const chosenValues = dimensionSelects(dimensions, chosen => push({ dimensions: chosen }));
  const layout = choice('curves-layout', 'Charts', LAYOUT_TITLES, value => push({ layout: value }));
  let isPeopled = true;
  const showPer = ({ measures: shown }: CurvesView) => {
    per.element.hidden = !isPeopled || !measures.every(measure => !shown.includes(measure.id) || isPerCapita(measure));
  };
  return {
    main: [...chosenValues.elements, types.element, change.element],
    fine: [
      average.element,
      namedField('Scale', scale.element),
      per.element,
      align.element,
      ...(isPlaceless ? [] : [namedField('Charts', layout.element)]),
    ],
    settle: (kind, hasPeople, view) => {
      isPeopled = hasPeople || view.per !== null;
      showPer(view);
      scale.offer(kind === view.scale ? SCALE_TITLES : { [kind]: SCALE_TITLES[kind] });
      scale.set(kind);
    },
    set: view => {
      types.set(view.measures);
      chosenValues.set(view.dimensions);
      const chosen = measures.filter(({ id }) => view.measures.includes(id));
      change.offer(changeTitles(commonKind(chosen), period));
      showPer(view);
      change.set(view.change);
      per.set(view.per);
      scale.set(view.scale);
      average.set(view.smooth);
      align.set(view.align);
      layout.set(view.layout);
    },
  };
}

function choice<Titles extends Readonly<Record<string, string>>>(
  id: string,
  legend: string,
  titles: Titles,
  onChange: (value: Extract<keyof Titles, string>) => void,
) {
  const group = field(id, legend, false);
  group.className = 'segments';
  return { element: group, ...segmentedControl(group, titles, onChange) };
}

interface Control<T> {
  readonly element: HTMLElement;
  readonly set: (value: T) => void;
}

/** The kind that all measures have; of others the words of a count. */
function commonKind(measures: readonly MeasureDescription[]): MeasureDescription['kind'] {
  const kinds = new Set(measures.map(({ kind }) => kind));
  const [kind = 'cumulative'] = kinds;
  if (kinds.size === 1) return kind;
  return [...kinds].every(each => each === 'level' || each === 'rate') && kinds.size > 1 ? 'level' : 'cumulative';
}

/** A checkbox for each measure. */
function measureChoice(
  measures: readonly MeasureDescription[],
  noun: string,
  onChange: (measures: readonly string[]) => void,
): Control<readonly string[]> {
  const root = field('curves-measures', capitalized(`${noun}s`), false);
  root.classList.add('row', 'curves-types');
  const inputs = measures.map(({ id, title }) => {
    const input = element('input', { type: 'checkbox', value: id });
    input.addEventListener('change', () => onChange(inputs.filter(({ checked }) => checked).map(({ value }) => value)));
    root.append(element('label', {}, input, title));
    return input;
  });
  return {
    element: root,
    set: chosen => {
      for (const input of inputs) input.checked = chosen.includes(input.value);
    },
  };
}

/** Counts, or values per so many people; the number of people is kept while counts are shown. */
function perCapita(onChange: (per: number | null) => void): Control<number | null> {
  const options = PER_PEOPLE.map(per =>
    element('option', { value: String(per) }, per === 1 ? 'per person' : `per ${formatCount(per)} people`),
  );
  const select = element('select', { className: 'select', ariaLabel: 'Per how many people' }, ...options);
  select.value = String(STANDARD_PER);
  select.addEventListener('change', () => onChange(Number(select.value)));
  const kind = choice('curves-per', 'Counts or per capita', { count: 'Count', capita: 'Per capita' }, value =>
    onChange(value === 'count' ? null : Number(select.value)),
  );
  return {
    element: namedField('Numbers', kind.element, select),
    set: per => {
      kind.set(per === null ? 'count' : 'capita');
      select.hidden = per === null;
      if (per !== null) select.value = String(per);
    },
  };
}

/** Over how many periods the lines are averaged, where few windows make sense; hidden where none does. */
function windowChoice(period: Calendar, onChange: (smooth: number) => void): Control<number> {
  const windows = smoothWindows(period);
  const titles = windows.map(count => [String(count), count === 1 ? 'None' : countedPeriods(count, period)]);
  const chosen = choice('curves-window', 'Smoothing', Object.fromEntries(titles), value => onChange(Number(value)));
  const root = namedField('Smoothing', chosen.element);
  root.hidden = windows.length === 1;
  return { element: root, set: smooth => chosen.set(String(smooth)) };
}

const SLIDER_LABELS = [1, 7, 14, 21, 28];

/** Over how many days the lines are averaged. A drag of the slider makes one step in the browser's history. */
function averageSlider(onChange: (days: number, isFirst: boolean) => void): Control<number> {
  const value = element('span', { className: 'curves-average-days', ariaHidden: 'true' });
  const input = element('input', {
    type: 'range',
    id: 'curves-smooth',
    className: 'slider',
    min: '1',
    max: String(MAX_SMOOTH),
  });
  const label = element('label', { htmlFor: input.id }, 'Smoothing');
  const labels = SLIDER_LABELS.map(days => {
    const at = element('span', {}, String(days));
    at.style.setProperty('--at', String((days - 1) / (MAX_SMOOTH - 1)));
    return at;
  });
  const hint = element('p', { id: 'curves-smooth-hint', className: 'note curves-hint' });
  input.setAttribute('aria-describedby', hint.id);
  const root = element(
    'div',
    { className: 'curves-field curves-average' },
    element('div', { className: 'note curves-average-head' }, label, value),
    input,
    element('div', { className: 'curves-average-marks', ariaHidden: 'true' }, ...labels),
    hint,
  );

  const describe = (days: number) => {
    const text = days === 1 ? 'none' : `${days} days`;
    value.textContent = text;
    input.ariaValueText = text;
    hint.textContent =
      days === 1
        ? 'Each line joins the days as they were reported.'
        : `Each line is the mean of a day and the ${days === 2 ? 'day' : `${days - 1} days`} before it.`;
  };
  let isMoving = false;
  input.addEventListener('input', () => {
    describe(input.valueAsNumber);
    onChange(input.valueAsNumber, !isMoving);
    isMoving = true;
  });
  input.addEventListener('change', () => {
    isMoving = false;
  });
  return {
    element: root,
    set: days => {
      input.value = String(days);
      describe(days);
    },
  };
}
