import type { MeasureKind } from '../../functions/contract/snapshot.ts';
import { CHANGES, type Change } from '../address/choices.ts';
import { CHANGE_TITLES } from '../format/measures.ts';
import type { Option } from './segmented-control.ts';

/** The choice between value and change, in the words of a kind of measure. */
export function changeOptions(kind: MeasureKind): Option<Change>[] {
  return CHANGES.map(value => ({ value, title: CHANGE_TITLES[kind][value] }));
}
