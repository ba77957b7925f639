import { parseSeriesAnswer, type SeriesEntry } from '../../../functions/contract/answers.ts';
import type { Maybe } from '../../../functions/contract/changes.ts';
import type { Latest } from '../../../functions/contract/latest.ts';
import type { Regions } from '../../../functions/contract/regions.ts';
import { type MapDescription, measureKey, type Snapshot } from '../../../functions/contract/snapshot.ts';
import { perCapita } from '../../../functions/measures/per-capita.ts';
import type { PlaceFigure } from '../../../functions/measures/place-figures.ts';
import { roundDerived } from '../../../functions/measures/round.ts';
import { askApi } from '../../data/ask-api.ts';
import type { Published } from '../../data/published.ts';
import type { TabContext } from '../view.ts';

/** A place, with what its page says about it. */
export interface KnownPlace {
  readonly id: string;
  /** Without its parent. */
  readonly name: string;
  readonly parent: string | null;
  readonly population: number | null;
  readonly map: MapDescription;
  /** Its row in every column of the map. */
  readonly row: number;
}

/** A place and those around it. */
export interface PlaceFamily {
  readonly place: KnownPlace;
  /** From the largest to the one that contains the place. */
  readonly ancestors: readonly KnownPlace[];
  /** The places of its map within the same parent, and the place itself. */
  readonly siblings: readonly KnownPlace[];
  readonly children: readonly KnownPlace[];
  /** All places of its map, by their rows. */
  readonly sameMap: readonly KnownPlace[];
}

/** What the sections of the page of a place need. */
export interface PlacePage {
  readonly context: TabContext;
  readonly family: PlaceFamily;
  readonly figures: readonly PlaceFigure[];
  /** The figure that curve, rank, map and table are about. */
  readonly figure: PlaceFigure;
  readonly hrefOf: (place: KnownPlace) => string;
}

/** Finds a place by its id, whatever its case; null if the data set has none. Reads the regions of all maps. */
export async function readFamily({ snapshot, readRegions }: Published, id: string): Promise<PlaceFamily | null> {
  const tables = await Promise.all(snapshot.maps.map(async map => placesOfMap(map, await readRegions(map.regions))));
  const all = tables.flat();
  const place = all.find(known => known.id === id) ?? all.find(known => known.id.toLowerCase() === id.toLowerCase());
  if (place === undefined) return null;
  const byId = new Map(all.map(known => [known.id, known]));
  const ancestors: KnownPlace[] = [];
  for (
    let up = byId.get(place.parent ?? '');
    up !== undefined && !ancestors.includes(up);
    up = byId.get(up.parent ?? '')
  )
    ancestors.unshift(up);
  const sameMap = all.filter(({ map }) => map === place.map);
  return {
    ...{ place, ancestors, sameMap },
    siblings: sameMap.filter(({ parent }) => parent === place.parent),
    children: all.filter(({ parent }) => parent === place.id),
  };
}

function placesOfMap(map: MapDescription, regions: Regions): readonly KnownPlace[] {
  return regions.ids.map((id, row) => ({
    ...{ id, map, row },
    name: regions.names[row] ?? id,
    parent: regions.parents[row] ?? null,
    population: regions.populations[row] ?? null,
  }));
}

/** The newest value of a figure for a place of a map, as the API derives it. */
export function latestValue(
  latest: Latest,
  { measure, change, smooth, per }: PlaceFigure,
  { row, population }: Pick<KnownPlace, 'row' | 'population'>,
  { dimensions }: Pick<Snapshot, 'dimensions'>,
): Maybe {
  const columns = latest.measures[measureKey(measure.id, {}, dimensions)];
  if (columns === undefined) return null;
  const { lately } = columns;
  const stored = smooth > 1 && lately !== null ? lately.new[row] : columns[change][row];
  if (stored === undefined || stored === null) return null;
  const value = stored / smooth / 10 ** measure.decimals;
  if (smooth === 1 && per === null) return value;
  return roundDerived(per === null ? value : perCapita(value, population, per));
}

/** The values of a figure in all periods for some places, from the API. */
export interface FigureCurves {
  readonly periods: readonly string[];
  readonly entries: readonly SeriesEntry[];
}

export async function readCurves(
  { id: snapshot, snapshot: { dataset } }: Published,
  ids: readonly string[],
  { measure, change, smooth, per }: PlaceFigure,
): Promise<FigureCurves> {
  const query = new URLSearchParams({
    regions: ids.join(','),
    measures: measure.id,
    change,
    snapshot,
  });
  if (smooth > 1) query.set('smooth', String(smooth));
  if (per !== null) query.set('per', String(per));
  const { periods, series } = await askApi(`/api/v1/datasets/${dataset}/series?${query}`, parseSeriesAnswer);
  return { periods: periods ?? [], entries: series };
}
