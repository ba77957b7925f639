import { KINDS } from '../../../functions/measures/kinds.ts';
import { keyOf, type View } from '../../address/choices.ts';
import { type MapData, readMapData } from '../../data/map-data.ts';
import type { PlaceNames } from '../../data/places.ts';
import type { Published } from '../../data/published.ts';
import { hasShapes, NO_SHAPES, readDrawing } from '../../geo/load-shapes.ts';
import type { Point } from '../../geo/shape.ts';
import { shapeTargets } from '../../geo/shape-targets.ts';
import { middleOf } from '../../geo/walk.ts';
import { lookbackOf, type MapSession, type Shown, shownOf } from './model.ts';

/** Reads what views of a data set need: each map once, each piece of time when a period of it is first shown. */
export interface MapSource {
  /** What a view shows, if all of it is loaded. */
  readonly peek: (view: View) => Shown | null;
  readonly isLoaded: (view: View) => boolean;
  /** Reads what a view needs; `around` also loads the pieces before and after it. */
  readonly read: (view: View, around: boolean) => Promise<Shown>;
  /** Loads the piece of a view and the one after it, before they are needed. */
  readonly prefetch: (view: View) => void;
}

export function mapSource(published: Published, names: PlaceNames): MapSource {
  const opening = new Map<string, Promise<MapSession>>();
  const opened = new Map<string, MapSession>();

  const open = (map: string): Promise<MapSession> => {
    const session = opening.get(map) ?? openSession(published, names, map);
    opening.set(map, session);
    session.then(
      ready => opened.set(map, ready),
      () => opening.delete(map),
    );
    return session;
  };
  const windowOf = (view: View) => {
    const data = opened.get(view.map)?.data;
    return data?.figures.peek(...windowKey(view, data)) ?? null;
  };

  return {
    peek: view => {
      const session = opened.get(view.map);
      const window = windowOf(view);
      return session === undefined || window === null ? null : shownOf(session, view, window);
    },
    isLoaded: view => windowOf(view) !== null,
    read: async (view, around) => {
      const session = await open(view.map);
      const { peek, read } = session.data.figures;
      const day = windowKey(view, session.data);
      const window = (around ? null : peek(...day)) ?? (await read(...day));
      return shownOf(session, view, window);
    },
    prefetch: view => opened.get(view.map)?.data.figures.prefetch(keyOf(view, published.snapshot), view.date),
  };
}

/** What figures are asked for by. The newest period has the usual mean beside it, and needs none before. */
function windowKey(view: View, { snapshot, latest }: MapData): [measure: string, date: string, lookback: number] {
  const measure = keyOf(view, snapshot);
  const { change, smooth, date } = view;
  const lately = date === latest.date && change === 'new' ? latest.measures[measure]?.lately : null;
  const { kind = 'cumulative' } = snapshot.measures.find(({ id }) => id === view.measure) ?? {};
  return [measure, date, lately?.periods === smooth ? 0 : lookbackOf(view, KINDS[kind].isFlow)];
}

async function openSession(published: Published, names: PlaceNames, map: string): Promise<MapSession> {
  const [data, drawing] = await Promise.all([
    readMapData(published, map),
    hasShapes(published, map) ? readDrawing(published, map) : NO_SHAPES,
  ]);
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
