import type { Latest } from '../../functions/contract/latest.ts';
import { Problem } from '../../functions/contract/problem.ts';
import type { MapDescription, MeasureDescription, Snapshot } from '../../functions/contract/snapshot.ts';
import { type FigureSource, figureSource } from './figure-source.ts';
import { type Place, placesOf } from './places.ts';
import type { Published } from './published.ts';

/** A map: its description, places and newest day, and a source of all other days. */
export interface MapData {
  readonly snapshot: Snapshot;
  readonly map: MapDescription;
  readonly measures: readonly MeasureDescription[];
  readonly places: readonly Place[];
  readonly latest: Latest;
  readonly figures: FigureSource;
}

/** Reads what the first paint needs: the regions of a map and its newest day. */
export async function readMapData(published: Published, mapId: string): Promise<MapData> {
  const { snapshot } = published;
  const map = snapshot.maps.find(({ id }) => id === mapId);
  if (map === undefined) throw new Problem('not-published', `the snapshot has no map “${mapId}”`);
  const [regions, latest] = await Promise.all([published.readRegions(map.regions), published.readLatest(map.latest)]);
  return {
    snapshot,
    map,
    measures: snapshot.measures,
    places: placesOf(regions),
    latest,
    figures: figureSource(published, latest, map.index, { regions: regions.firsts, map: map.firstDate }),
  };
}
