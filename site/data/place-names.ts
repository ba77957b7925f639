import { placesOf } from './place.ts';
import type { Published } from './published.ts';

/** The places of all maps of a data set by id: those of a map that is open at once, the rest when asked for. */
export interface PlaceNames {
  readonly nameOf: (id: string) => string | undefined;
  readonly mapOf: (id: string) => string | undefined;
  /** Learns places until all of these are known, or every map has been read. */
  readonly learn: (ids: readonly string[]) => Promise<void>;
}

export function placeNames(published: Published): PlaceNames {
  const names = new Map<string, { readonly name: string; readonly map: string }>();
  const unread = [...published.snapshot.maps];

  const learn: PlaceNames['learn'] = async ids => {
    while (ids.some(id => !names.has(id))) {
      const map = unread.shift();
      if (map === undefined) return;
      try {
        const regions = await published.readRegions(map.regions);
        for (const { id, name } of placesOf(regions)) names.set(id, { name, map: map.id });
      } catch (error) {
        unread.push(map);
        throw error;
      }
    }
  };
  return { learn, nameOf: id => names.get(id)?.name, mapOf: id => names.get(id)?.map };
}
