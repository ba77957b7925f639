import type { Snapshot } from '../../../functions/contract/snapshot.ts';
import { standardView } from '../../address/choices.ts';
import { formatDate } from '../../format/numbers-and-dates.ts';
import { offeredMeasure, viewSearch } from '../map/address.ts';
import type { CurvesView } from './address.ts';
import type { MarkedCurve } from './layers.ts';
import { dayDate } from './readout.ts';
import type { MapLink } from './readout-panel.ts';

/**
 * Links that show places on the map as the curves show them, each on the date that a day of the curves is for it; the
 * place of one curve first, and what that curve counts.
 */
export function mapLinks(
  day: number,
  curves: readonly MarkedCurve[],
  nearest: MarkedCurve | null,
  { view, snapshot, addressOf }: MapLinkContext,
): MapLink[] {
  const shown = curves.filter(({ curve }) => curve.zero !== null && day < curve.raw.length);
  const ids = [...new Set(shown.map(({ curve }) => curve.place.id))];
  const first = nearest?.curve.place.id;
  const ordered = first !== undefined && ids.includes(first) ? [first, ...ids.filter(id => id !== first)] : ids;
  return ordered.flatMap(id => {
    const own = shown.filter(marked => marked.curve.place.id === id).map(marked => marked.curve);
    const curve = own.find(({ measure }) => measure.id === nearest?.curve.measure.id) ?? own[0];
    const map = snapshot.maps.find(candidate => candidate.id === curve?.place.map);
    if (curve === undefined || map === undefined) return [];
    const date = dayDate(day, curve.zero ?? 0, snapshot);
    if (date < map.firstDate || date > map.lastDate) return [];
    const wanted = {
      ...standardView(snapshot, map.id),
      measure: offeredMeasure(curve.measure.id, map.id, snapshot).measure,
      change: view.change,
      scale: view.scale,
      per: view.per,
      smooth: view.smooth,
      date,
      place: id,
    };
    const { name } = curve.place;
    return [
      {
        name: view.align === null ? name : `${name} on ${formatDate(date)}`,
        sentence: `Show ${name} on the map on ${formatDate(date)}`,
        href: addressOf('map', viewSearch(wanted, snapshot)),
      },
    ];
  });
}

export interface MapLinkContext {
  readonly view: Pick<CurvesView, 'align' | 'change' | 'per' | 'scale' | 'smooth'>;
  readonly snapshot: Snapshot;
  readonly addressOf: (tab: 'map', search: string) => string;
}
