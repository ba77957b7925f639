import { placesOf } from './place.ts';
import type { Published } from './published.ts';

/** The places of all maps of a data set by id, as far as they have been learnt. */
export interface PlaceNames {
  readonly nameOf: (id: string) => string | undefined;
  readonly isOn: (id: string, map: string) => boolean;
  /** Learns places until all of these are known, or every map has been read. */
  readonly learn: (ids: readonly string[]) => Promise<void>;
}

export function placeNames(published: Published): PlaceNames {
  const known = new Map<string, { readonly name: string; readonly map: string }>();
  const unread = [...published.snapshot.maps];

  const learn: PlaceNames['learn'] = async ids => {
    while (ids.some(id => !known.has(id))) {
      const map = unread.shift();
      if (map === undefined) return;
      try {
        const regions = await published.readRegions(map.regions);
        for (const { id, name } of placesOf(regions)) known.set(id, { name, map: map.id });
      } catch (error) {
        unread.push(map);
        throw error;
      }
    }
  };
  return { learn, nameOf: id => known.get(id)?.name, isOn: (id, map) => known.get(id)?.map === map };
}
