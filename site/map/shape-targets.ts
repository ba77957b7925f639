import type { Place } from '../data/place.ts';
import type { Shape } from './shape.ts';

/** Per shape, the regions it may stand for, in the order in which they are tried. */
export type ShapeTargets = readonly (readonly Place[])[];

export function shapeTargets(shapes: readonly Shape[], places: readonly Place[]): ShapeTargets {
  const byId = new Map(places.map(place => [place.id, place]));
  return shapes.map(({ regions }) => regions.flatMap(region => byId.get(region) ?? []));
}

/** The region each shape stands for on a day: the first that has a report on it; null where none has. */
export function placesOnDay(targets: ShapeTargets, hasReport: (row: number) => boolean): readonly (Place | null)[] {
  return targets.map(candidates => candidates.find(({ row }) => hasReport(row)) ?? null);
}

/** Regions with a report that no shape stands for on the day. */
export function placesWithoutShape(
  places: readonly Place[],
  drawn: readonly (Place | null)[],
  hasReport: (row: number) => boolean,
): readonly Place[] {
  const shown = new Set(drawn);
  return places.filter(place => hasReport(place.row) && !shown.has(place));
}
