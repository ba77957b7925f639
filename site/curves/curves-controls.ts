import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import { changeOptions } from '../controls/change-options.ts';
import { type Option, segmentedControl } from '../controls/segmented-control.ts';
import type { Step } from '../shell/tab.ts';
import type { ScaleKind } from '../view/view.ts';
import { alignmentChoice } from './alignment-choice.ts';
import { averageSlider } from './average-slider.ts';
import { caseTypes } from './case-types.ts';
import type { CurvesView, Layout } from './curves-view.ts';
import { field, namedField } from './field.ts';
import { perCapita } from './per-capita.ts';

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
  onChange: (part: Partial<CurvesView>, step: Step) => void,
): CurvesControls {
  const push = (part: Partial<CurvesView>) => onChange(part, 'push');
  const types = caseTypes(measures, chosen => push({ measures: chosen }));
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
  const align = alignmentChoice(leading, value => push({ align: value }));
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
