import * as v from 'valibot';
import { Problem } from './problem.ts';
import { list, type Output, object, oneOf, type Parser, parse, record, sameLength, text } from './schema.ts';

/**
 * `maps/gazetteer/regions.json`: the regions of the built-in maps, by map and then by parent. Their ids are those of
 * `maps/<map>.json`, and a parent is a region of another map of the file.
 */
export type RegionLists = Output<typeof regionListsSchema>;

const siblings = object({
  parent: v.nullable(text),
  ids: list(text),
  names: list(text),
});

const regionListsSchema = object({
  schema: oneOf('region-lists/1'),
  maps: record(list(siblings)),
});

export const parseRegionLists: Parser<RegionLists> = (value, where) => {
  const lists = parse(regionListsSchema, value, where);
  const all = new Set(Object.values(lists.maps).flatMap(groups => groups.flatMap(({ ids }) => ids)));
  for (const [map, groups] of Object.entries(lists.maps)) {
    const seen = new Set<string>();
    for (const [index, { parent, ids, names }] of groups.entries()) {
      const at = `${where === '' ? '"maps"' : `${where}.maps`}.${map}[${index}]`;
      sameLength(at, { ids: ids.length, names: names.length });
      if (parent !== null && !all.has(parent)) {
        throw new Problem('malformed', `${at}.parent must be a region of another map; found "${parent}"`);
      }
      for (const id of ids) {
        if (seen.has(id)) throw new Problem('malformed', `${at}: "${id}" appears twice on its map`);
        seen.add(id);
      }
    }
  }
  return lists;
};

export const REGION_LISTS_EXAMPLE: RegionLists = {
  schema: 'region-lists/1',
  maps: {
    'us-counties': [{ parent: 'US-IL', ids: ['17031', '17043'], names: ['Cook', 'DuPage'] }],
    'us-states': [{ parent: 'USA', ids: ['US-IL'], names: ['Illinois'] }],
    world: [{ parent: null, ids: ['CAN', 'USA'], names: ['Canada', 'United States of America'] }],
  },
};
