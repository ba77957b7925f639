import { type MapData, readMapData } from '../../data/map-data.ts';
import type { PlaceNames } from '../../data/places.ts';
import type { Published } from '../../data/published.ts';
import { readDrawing } from '../../geo/load-shapes.ts';
import type { MapDrawing, Point } from '../../geo/shape.ts';
import { type ShapeTargets, shapeTargets } from '../../geo/shape-targets.ts';
import { middleOf } from '../../geo/walk.ts';

/** One map, read and ready to be shown. */
export interface MapSession {
  readonly data: MapData;
  readonly drawing: MapDrawing;
  readonly targets: ShapeTargets;
  /** The names of places of all maps, as far as they are known. */
  readonly names: PlaceNames;
  /** Per shape, where it is pointed at; reckoned when first asked for. */
  readonly middles: () => readonly Point[];
}

/** Reads maps of a data set, each once. */
export function mapSessions(published: Published, names: PlaceNames): (map: string) => Promise<MapSession> {
  const sessions = new Map<string, Promise<MapSession>>();
  return map => {
    const known = sessions.get(map);
    if (known) return known;
    const session = readSession(published, names, map);
    sessions.set(map, session);
    session.catch(() => sessions.delete(map));
    return session;
  };
}

async function readSession(published: Published, names: PlaceNames, map: string): Promise<MapSession> {
  const [data, drawing] = await Promise.all([readMapData(published, map), readDrawing(map)]);
  const { shapes } = drawing;
  let middles: readonly Point[] | null = null;
  return {
    data,
    drawing,
    targets: shapeTargets(shapes, data.places),
    names,
    middles: () => {
      middles ??= shapes.map(middleOf);
      return middles;
    },
  };
}
