import type { Calendar } from '../../../functions/contract/period.ts';
import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import {
  isPerCapita,
  MAX_SMOOTH,
  mapOf,
  measuresOf,
  PER_PEOPLE,
  SCALE_TITLES,
  type ScaleKind,
  STANDARD_PER,
  smoothWindows,
  standardScale,
  type View,
  viewOfMeasure,
} from '../../address/choices.ts';
import { dimensionSelects } from '../../controls/dimension-selects.ts';
import { find } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { changeTitles, perLabel } from '../../format/measures.ts';
import { countedPeriods, periodNoun } from '../../format/periods.ts';

export interface ViewControls {
  readonly set: (view: View) => void;
  /** Shows the scale that is in use, as values below zero leave no choice, and whether there are people to divide by. */
  readonly settle: (kind: ScaleKind, hasPeople: boolean, view: View) => void;
}

/** The choices of what is shown: map, measure, total or new, count or rate, scale, smoothing. */
export function viewControls(snapshot: Snapshot, onChange: (part: Partial<View>) => void): ViewControls {
  const { maps, measures, period } = snapshot;
  let current: View | null = null;
  let isPeopled = true;
  const map = find('map', HTMLSelectElement);
  map.replaceChildren(...maps.map(({ id, title }) => new Option(title, id)));
  map.addEventListener('change', () => onChange({ map: map.value }));
  const dimensions = dimensionSelects(snapshot.dimensions, chosen => onChange({ dimensions: chosen }));
  const dimensionBox = find('dimensions', HTMLElement);
  dimensionBox.replaceChildren(...dimensions.elements);
  dimensionBox.hidden = dimensions.elements.length === 0;
  const measure = segmentedControl(find('measure', HTMLFieldSetElement), titlesOf(measures), value =>
    onChange(current === null ? { measure: value } : viewOfMeasure(current, value, snapshot)),
  );
  const changeField = find('change', HTMLFieldSetElement);
  const change = segmentedControl(changeField, changeTitles('cumulative', period), value =>
    onChange({ change: value }),
  );
  const per = find('per', HTMLSelectElement);
  per.replaceChildren(...PER_PEOPLE.map(people => new Option(perLabel(people), String(people))));
  per.value = String(STANDARD_PER);
  per.addEventListener('change', () => onChange({ per: Number(per.value) }));
  const numbers = find('numbers', HTMLElement);
  const kind = segmentedControl(find('kind', HTMLFieldSetElement), { count: 'Count', rate: 'Per capita' }, value =>
    onChange({ per: value === 'rate' ? Number(per.value) : null }),
  );
  const scale = segmentedControl(find('scale', HTMLFieldSetElement), SCALE_TITLES, value => onChange({ scale: value }));
  const smooth = find('smooth', HTMLInputElement);
  const days = find('smooth-words', HTMLOutputElement);
  smooth.max = String(MAX_SMOOTH);
  smooth.addEventListener('input', () => onChange({ smooth: smooth.valueAsNumber }));
  const smoothing = windowChoice(period, value => onChange({ smooth: value }));
  const settings = find('settings', HTMLDetailsElement);
  const wide = matchMedia('(min-width: 62rem)');
  const unfold = () => {
    settings.open = wide.matches;
  };
  wide.addEventListener('change', unfold);
  unfold();
  let isFirst = true;

  return {
    settle: (kind, hasPeople, view) => {
      isPeopled = hasPeople;
      numbers.hidden = !hasPeople || !isPerCapita(measures.find(({ id }) => id === view.measure));
      scale.offer(kind === view.scale ? SCALE_TITLES : { [kind]: SCALE_TITLES[kind] });
      scale.set(kind);
    },
    set: view => {
      current = view;
      dimensions.set(view.dimensions);
      map.value = view.map;
      const chosen = mapOf(snapshot, view.map);
      measure.offer(titlesOf(chosen === undefined ? measures : measuresOf(snapshot, chosen)));
      measure.set(view.measure);
      const described = measures.find(({ id }) => id === view.measure);
      changeField.hidden = period.unit === 'none';
      change.offer(changeTitles(described?.kind ?? 'cumulative', period));
      change.set(view.change);
      numbers.hidden = !isPeopled || !isPerCapita(described);
      kind.set(view.per === null ? 'count' : 'rate');
      if (view.per !== null) per.value = String(view.per);
      per.disabled = view.per === null;
      scale.set(view.scale);
      smoothing.set(view.smooth);
      smooth.value = String(view.smooth);
      const label = view.smooth === 1 ? 'none' : `${view.smooth} days`;
      // Screen readers speak an output whenever it is written.
      if (days.textContent !== label) days.textContent = label;
      smooth.ariaValueText = view.smooth === 1 ? 'no smoothing' : `mean of ${view.smooth} days`;
      // A visitor must see where the choices of the first address can be changed.
      if (isFirst && (view.per !== null || view.scale !== standardScale(described) || view.smooth > 1))
        settings.open = true;
      isFirst = false;
    },
  };
}

/** Over other periods than days there are a few windows; over some there is none to choose. */
function windowChoice(period: Calendar, onChange: (smooth: number) => void): { set: (smooth: number) => void } {
  const field = find('windows', HTMLFieldSetElement);
  find('smoothing', HTMLElement).hidden = period.unit !== 'day';
  const windows = smoothWindows(period);
  if (period.unit === 'day' || windows.length === 1) return { set() {} };
  field.hidden = false;
  const titles = windows.map(count => [
    String(count),
    count === 1 ? `Each ${periodNoun(period)}` : countedPeriods(count, period),
  ]);
  const chosen = segmentedControl(field, Object.fromEntries(titles), value => onChange(Number(value)));
  return { set: smooth => chosen.set(String(smooth)) };
}

function titlesOf(measures: readonly MeasureDescription[]): Readonly<Record<string, string>> {
  return Object.fromEntries(measures.map(({ id, title }) => [id, title]));
}
