import type { MeasureDescription } from '../../functions/contract/snapshot.ts';
import type { View } from '../view/view.ts';
import { find } from '../shell/find.ts';
import { segmentedControl } from '../controls/segmented-control.ts';

export interface ViewControls {
  readonly set: (view: View) => void;
}

/** What is counted, and whether in total or on the day. */
export function viewControls(
  measures: readonly MeasureDescription[],
  onChange: (part: Partial<View>) => void,
): ViewControls {
  const measure = segmentedControl(
    find('measure', HTMLFieldSetElement),
    measures.map(({ id, title }) => ({ value: id, title })),
    value => onChange({ measure: value }),
  );
  const change = segmentedControl(
    find('change', HTMLFieldSetElement),
    [
      { value: 'total', title: 'Total' },
      { value: 'new', title: 'New per day' },
    ],
    value => onChange({ change: value }),
  );
  return {
    set: view => {
      measure.set(view.measure);
      change.set(view.change);
    },
  };
}
