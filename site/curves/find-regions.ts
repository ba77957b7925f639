import { parseRegionsAnswer, type RegionsAnswer } from '../../functions/contract/answers.ts';
import type { MapDescription } from '../../functions/contract/snapshot.ts';
import type { FoundPlace } from '../search/place-search.ts';

const MOST_FOUND = 12;

/** Searches the regions of all maps by the API; each is told from its namesakes by its parent and its map. */
export function regionFinder(
  { dataset, snapshot, maps }: { dataset: string; snapshot: string; maps: readonly MapDescription[] },
  request: (url: string, parse: typeof parseRegionsAnswer) => Promise<RegionsAnswer>,
): (text: string) => Promise<readonly FoundPlace[]> {
  const titles = new Map(maps.map(({ id, title }) => [id, title]));
  return async text => {
    const query = new URLSearchParams({ q: text, limit: String(MOST_FOUND), snapshot });
    const { regions } = await request(`/api/v1/datasets/${dataset}/regions?${query}`, parseRegionsAnswer);
    return regions.map(({ id, name, parentName, map }) => ({
      id,
      name: parentName === null ? name : `${name}, ${parentName}`,
      detail: titles.get(map) ?? map,
    }));
  };
}
