import type { Place } from '../data/places.ts';
import { formatList } from '../format/sentences.ts';
import type { Shape } from './shape.ts';

/** What a shape stands for: its own region, until others replace it. */
export interface DrawnShape {
  /** null if the data has no such region. */
  readonly own: Place | null;
  /** What the shape stands for after that; null if the successors cannot be drawn as this shape. */
  readonly later: Place | null;
  /** The places that replace it, whether they can be drawn or not. */
  readonly successors: readonly Place[];
  /** The first day of the successors; null if there are none. */
  readonly laterFrom: string | null;
}

export type ShapeTargets = readonly DrawnShape[];

export function shapeTargets(shapes: readonly Shape[], places: readonly Place[]): ShapeTargets {
  const byId = new Map(places.map(place => [place.id, place]));
  const joined = new Map<string, Place>();
  /** One place for several regions, the same object for each shape that shows them. */
  const placeOf = (ids: readonly string[]): Place | null => {
    const parts = ids.flatMap(id => byId.get(id) ?? []);
    const [first] = parts;
    if (first === undefined || parts.length === 1) return first ?? null;
    const id = ids.join('+');
    const place = joined.get(id) ?? joinedPlace(id, parts);
    joined.set(id, place);
    return place;
  };
  return shapes.map(({ regions, successors, from }) => {
    const known = successors.flatMap(id => byId.get(id) ?? []);
    const first = known.map(({ firstDate }) => firstDate).sort()[0] ?? null;
    return {
      own: placeOf(regions.filter(id => !successors.includes(id))),
      later: placeOf(regions.filter(id => successors.includes(id))),
      successors: known,
      laterFrom: first === null || from === null || first > from ? first : from,
    };
  });
}

/**
 * The place that each shape stands for on a day, whether it has a report or not: the shape's own until the first day
 * of its successors, and from then on these, so that the zero of a county that was split never covers their numbers.
 */
export function placesOnDay(targets: ShapeTargets, date: string): readonly (Place | null)[] {
  return targets.map(target => (isReplaced(target, date) ? target.later : target.own));
}

export function isReplaced({ laterFrom }: DrawnShape, date: string): boolean {
  return laterFrom !== null && date >= laterFrom;
}

/** Whether a place is a region or has it as a part. */
export function isPlace(place: Place | null, region: string): boolean {
  return place !== null && (place.id === region || place.parts?.some(({ id }) => id === region) === true);
}

/** Regions with a report but without a shape on the day. */
export function placesWithoutShape(
  places: readonly Place[],
  drawn: readonly (Place | null)[],
  hasReport: (row: number) => boolean,
): readonly Place[] {
  const shown = new Set(drawn.flatMap(place => place?.parts ?? place ?? []));
  return places.filter(place => hasReport(place.row) && !shown.has(place));
}

function joinedPlace(id: string, parts: readonly Place[]): Place {
  const people = parts.map(({ population }) => population);
  return {
    id,
    row: -1,
    name: joinedName(parts.map(({ name }) => name)),
    population: people.includes(null) ? null : people.reduce((sum: number, count) => sum + (count ?? 0), 0),
    firstDate: parts.map(({ firstDate }) => firstDate).sort()[0] ?? '',
    parts,
  };
}

/** `Chugach and Copper River, Alaska`: a common ending appears once. */
function joinedName(names: readonly string[]): string {
  const ends = new Set(names.map(name => name.slice(name.indexOf(', ') + 1 || name.length)));
  const [end = ''] = ends;
  if (ends.size !== 1 || end === '') return formatList(names);
  return `${formatList(names.map(name => name.slice(0, -end.length - 1)))},${end}`;
}
