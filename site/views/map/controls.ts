import type { MeasureDescription, Snapshot } from '../../../functions/contract/snapshot.ts';
import {
  MAX_SMOOTH,
  mapOf,
  measuresOf,
  PER_PEOPLE,
  SCALE_TITLES,
  STANDARD_PER,
  type View,
} from '../../address/choices.ts';
import { find } from '../../controls/element.ts';
import { segmentedControl } from '../../controls/segmented-control.ts';
import { CHANGE_TITLES, perLabel } from '../../format/measures.ts';

export interface ViewControls {
  readonly set: (view: View) => void;
}

/** The choices of what is shown: map, measure, total or new, count or rate, scale, smoothing. */
export function viewControls(snapshot: Snapshot, onChange: (part: Partial<View>) => void): ViewControls {
  const { maps, measures } = snapshot;
  const map = find('map', HTMLSelectElement);
  map.replaceChildren(...maps.map(({ id, title }) => new Option(title, id)));
  map.addEventListener('change', () => onChange({ map: map.value }));
  const measure = segmentedControl(find('measure', HTMLFieldSetElement), titlesOf(measures), value =>
    onChange({ measure: value }),
  );
  const change = segmentedControl(find('change', HTMLFieldSetElement), CHANGE_TITLES.cumulative, value =>
    onChange({ change: value }),
  );
  const per = find('per', HTMLSelectElement);
  per.replaceChildren(...PER_PEOPLE.map(people => new Option(perLabel(people), String(people))));
  per.value = String(STANDARD_PER);
  per.addEventListener('change', () => onChange({ per: Number(per.value) }));
  const kind = segmentedControl(find('kind', HTMLFieldSetElement), { count: 'Count', rate: 'Per capita' }, value =>
    onChange({ per: value === 'rate' ? Number(per.value) : null }),
  );
  const scale = segmentedControl(find('scale', HTMLFieldSetElement), SCALE_TITLES, value => onChange({ scale: value }));
  const smooth = find('smooth', HTMLInputElement);
  const days = find('smooth-words', HTMLOutputElement);
  smooth.max = String(MAX_SMOOTH);
  smooth.addEventListener('input', () => onChange({ smooth: smooth.valueAsNumber }));
  const settings = find('settings', HTMLDetailsElement);
  const wide = matchMedia('(min-width: 62rem)');
  const unfold = () => {
    settings.open = wide.matches;
  };
  wide.addEventListener('change', unfold);
  unfold();
  let isFirst = true;

  return {
    set: view => {
      map.value = view.map;
      const chosen = mapOf(snapshot, view.map);
      measure.offer(titlesOf(chosen === undefined ? measures : measuresOf(snapshot, chosen)));
      measure.set(view.measure);
      change.offer(CHANGE_TITLES[measures.find(({ id }) => id === view.measure)?.kind ?? 'cumulative']);
      change.set(view.change);
      kind.set(view.per === null ? 'count' : 'rate');
      if (view.per !== null) per.value = String(view.per);
      per.disabled = view.per === null;
      scale.set(view.scale);
      smooth.value = String(view.smooth);
      const label = view.smooth === 1 ? 'none' : `${view.smooth} days`;
      // Screen readers speak an output whenever it is written.
      if (days.textContent !== label) days.textContent = label;
      smooth.ariaValueText = view.smooth === 1 ? 'no smoothing' : `mean of ${view.smooth} days`;
      // A visitor must see where the choices of the first address can be changed.
      if (isFirst && (view.per !== null || view.scale !== 'log' || view.smooth > 1)) settings.open = true;
      isFirst = false;
    },
  };
}

function titlesOf(measures: readonly MeasureDescription[]): Readonly<Record<string, string>> {
  return Object.fromEntries(measures.map(({ id, title }) => [id, title]));
}
