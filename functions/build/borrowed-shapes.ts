import { type Dataset, POINT_MAP } from '../contract/dataset.ts';
import type { MapShapes } from '../contract/map-shapes.ts';
import type { Remark } from '../job/build.ts';

const MOST_SHOWN = 5;

/**
 * Remarks on places of the rows whose shapes a map gives to others: Puerto Rico on a map of countries has the color of the
 * United States. @param key the upload to remark on
 */
export function borrowedShapes(
  { places, maps }: Pick<Dataset, 'places' | 'maps'>,
  shapes: ReadonlyMap<string, MapShapes>,
  key: string,
): Remark[] {
  const named = new Set((places?.names ?? []).flatMap(({ region }) => region ?? []));
  const names = new Map((places?.regions ?? []).map(({ id, name }) => [id, name]));
  return maps
    .filter(map => map !== POINT_MAP)
    .flatMap(map => {
      const drawn = shapes.get(map)?.shapes ?? {};
      const others = (places?.regions ?? []).flatMap(({ id, name, map: own }) => {
        const target = own === map && named.has(id) ? drawn[id] : undefined;
        if (target === undefined || target.regions.length === 0 || target.regions.includes(id)) return [];
        const shown = target.regions.map(region => names.get(region) ?? region).join(' and ');
        return [`${name} (its shape shows ${shown})`];
      });
      if (others.length === 0) return [];
      const more = others.length > MOST_SHOWN ? ` and ${others.length - MOST_SHOWN} more` : '';
      const list = others.slice(0, MOST_SHOWN).join(', ') + more;
      const text = `not drawn on the map ${map}, but in its ranking, in the curves and in the API: ${list}`;
      return [{ key, text }];
    });
}
