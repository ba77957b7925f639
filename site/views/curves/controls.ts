import type { MeasureDescription } from '../../../functions/contract/snapshot.ts';
import type { CurvesDefaults } from '../../../functions/contract/views.ts';
import { MAX_SMOOTH, type ScaleKind } from '../../address/choices.ts';
import { changeOptions } from '../../controls/change-options.ts';
import { field, namedField } from '../../controls/fields.ts';
import { type Option, segmentedControl } from '../../controls/segmented-control.ts';
import type { Step } from '../view.ts';
import type { CurvesView, Layout } from './address.ts';
import { alignmentChoice, measureChoice, perCapita } from './settings.ts';

export interface CurvesControls {
  /** Above the chart. */
  readonly main: readonly HTMLElement[];
  /** Beside it. */
  readonly fine: readonly HTMLElement[];
  readonly set: (view: CurvesView) => void;
}

const SCALES: readonly Option<ScaleKind>[] = [
  { value: 'log', title: 'Log' },
  { value: 'linear', title: 'Linear' },
];
const LAYOUTS: readonly Option<Layout>[] = [
  { value: 'together', title: 'One chart' },
  { value: 'apart', title: 'One for each place' },
];

/** Every choice but the places. */
export function curvesControls(
  measures: readonly MeasureDescription[],
  leading: MeasureDescription,
  { noun, align: starts }: CurvesDefaults,
  onChange: (part: Partial<CurvesView>, step: Step) => void,
): CurvesControls {
  const push = (part: Partial<CurvesView>) => onChange(part, 'push');
  const types = measureChoice(measures, noun, chosen => push({ measures: chosen }));
  const change = choice(
    'curves-change',
    'In total or new on the day',
    changeOptions('cumulative'),
    value => push({ change: value }),
    false,
  );
  const per = perCapita(value => push({ per: value }));
  const scale = choice('curves-scale', 'Scale', SCALES, value => push({ scale: value }), true);
  const average = averageSlider((smooth, isFirst) => onChange({ smooth }, isFirst ? 'push' : 'replace'));
  const align = alignmentChoice(leading, starts, value => push({ align: value }));
  const layout = choice('curves-layout', 'Charts', LAYOUTS, value => push({ layout: value }), true);
  return {
    main: [types.element, change.element],
    fine: [average.element, scale.element, per.element, align.element, layout.element],
    set: view => {
      types.set(view.measures);
      const chosen = measures.filter(({ id }) => view.measures.includes(id));
      change.offer(
        changeOptions(chosen.length > 0 && chosen.every(({ kind }) => kind === 'level') ? 'level' : 'cumulative'),
      );
      change.set(view.change);
      per.set(view.per);
      scale.set(view.scale);
      average.set(view.smooth);
      align.set(view.align);
      layout.set(view.layout);
    },
  };
}

function choice<T extends string>(
  id: string,
  legend: string,
  options: readonly Option<T>[],
  onChange: (value: T) => void,
  seen: boolean,
) {
  const group = field(id, legend, false);
  group.className = 'segments';
  const control = segmentedControl(group, options, onChange);
  return { element: seen ? namedField(legend, group) : group, ...control };
}

interface AverageSlider {
  readonly element: HTMLElement;
  readonly set: (days: number) => void;
}

const MARKS = [1, 7, 14, 21, 28];

/** Over how many days the lines are averaged. A drag of the thumb is one step: its first move, and then its rest. */
function averageSlider(onChange: (days: number, isFirst: boolean) => void): AverageSlider {
  const element = document.createElement('div');
  element.className = 'curves-field curves-average';
  const label = document.createElement('label');
  label.htmlFor = 'curves-smooth';
  label.textContent = 'Smoothing';
  const words = document.createElement('span');
  words.className = 'curves-average-days';
  words.setAttribute('aria-hidden', 'true');
  const head = document.createElement('div');
  head.className = 'curves-average-head';
  head.append(label, words);
  const input = document.createElement('input');
  input.type = 'range';
  input.id = 'curves-smooth';
  input.className = 'slider';
  input.min = '1';
  input.max = String(MAX_SMOOTH);
  input.setAttribute('aria-describedby', 'curves-smooth-hint');
  const marks = document.createElement('div');
  marks.className = 'curves-average-marks';
  marks.setAttribute('aria-hidden', 'true');
  for (const days of MARKS) {
    const mark = document.createElement('span');
    mark.textContent = String(days);
    mark.style.setProperty('--at', String((days - 1) / (MAX_SMOOTH - 1)));
    marks.append(mark);
  }
  const hint = document.createElement('p');
  hint.id = 'curves-smooth-hint';
  hint.className = 'curves-hint';
  element.append(head, input, marks, hint);

  const say = (days: number) => {
    const text = days === 1 ? 'none' : `${days} days`;
    words.textContent = text;
    input.setAttribute('aria-valuetext', text);
    hint.textContent =
      days === 1
        ? 'Each line joins the days as they were reported.'
        : `Each line is the mean of a day and the ${days === 2 ? 'day' : `${days - 1} days`} before it.`;
  };
  let isMoving = false;
  input.addEventListener('input', () => {
    say(input.valueAsNumber);
    onChange(input.valueAsNumber, !isMoving);
    isMoving = true;
  });
  input.addEventListener('change', () => {
    isMoving = false;
  });
  return {
    element,
    set: days => {
      input.value = String(days);
      say(days);
    },
  };
}
