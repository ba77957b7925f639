import type { Snapshot } from '../../functions/contract/snapshot.ts';
import type { CurvesView } from './curves-view.ts';

/** More places are counted, not named. */
const MOST_NAMED = 3;

/** Says in a file's name what is in it: `covid-curves-new-per-100000-14-days-from-100-cases-ITA-2020-06-30`. */
export function curvesFileName(
  view: CurvesView,
  { dataset, lastDate }: Pick<Snapshot, 'dataset' | 'lastDate'>,
): string {
  const { align, change, per, regions, smooth } = view;
  const parts = [
    ...(per === null ? [] : [`per-${per}`]),
    ...(smooth === 1 ? [] : [`${smooth}-days`]),
    ...(align === null ? [] : [align.by === 'cases' ? `from-${align.count}-cases` : `from-1-in-${align.count}`]),
    ...(regions.length > MOST_NAMED ? [`${regions.length}-places`] : regions),
  ];
  return [dataset, 'curves', change, ...parts, lastDate].join('-');
}
