import { describe, expect, test } from 'vitest';
import { parseRegionLists, REGION_LISTS_EXAMPLE } from '../../functions/contract/region-lists.ts';
import { malformed } from './malformed.ts';

describe('parseRegionLists(value, where)', () => {
  const { schema } = REGION_LISTS_EXAMPLE;
  const world = { parent: null, ids: ['USA'], names: ['United States'] };

  test('gives the example back', () => {
    expect(parseRegionLists(JSON.parse(JSON.stringify(REGION_LISTS_EXAMPLE)), '')).toEqual(REGION_LISTS_EXAMPLE);
    expect(parseRegionLists({ schema, maps: {} }, '')).toEqual({ schema, maps: {} });
  });

  test('refuses what is absent, empty or of another version', () => {
    expect(() => parseRegionLists(undefined, 'r')).toThrow(malformed('r must be an object; found nothing'));
    expect(() => parseRegionLists({}, 'r')).toThrow(malformed('r.schema is missing'));
    expect(() => parseRegionLists({ schema: 'region-lists/2', maps: {} }, 'r')).toThrow(
      malformed('r.schema must be "region-lists/1"; found "region-lists/2"'),
    );
    expect(() => parseRegionLists({ schema, maps: { world: [{ ...world, ids: 'USA' }] } }, 'r')).toThrow(
      malformed('r.maps.world[0].ids must be a list; found "USA"'),
    );
  });

  test('refuses a region without a name, a region twice on a map, and a parent that is nowhere', () => {
    expect(() => parseRegionLists({ schema, maps: { world: [{ ...world, names: [] }] } }, 'r')).toThrow(
      malformed('r.maps.world[0]: names has 0 entries, ids has 1'),
    );
    expect(() => parseRegionLists({ schema, maps: { world: [world, world] } }, '')).toThrow(
      malformed('"maps".world[1]: "USA" appears twice on its map'),
    );
    const states = { parent: 'CAN', ids: ['US-NY'], names: ['New York'] };
    expect(() => parseRegionLists({ schema, maps: { world: [world], 'us-states': [states] } }, 'r')).toThrow(
      malformed('r.maps.us-states[0].parent must be a region of another map; found "CAN"'),
    );
  });
});
