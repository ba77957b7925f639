import { describe, expect, it } from 'vitest';
import { LATEST_EXAMPLE } from '../../functions/contract/latest.ts';
import { REGIONS_EXAMPLE, type Regions } from '../../functions/contract/regions.ts';
import { describePlaces, largestPlaces, placeLookup } from '../../site/views/curves/source.ts';
import { SNAPSHOT } from './snapshot.ts';

const WORLD = regionsOf('world', [
  ['USA', 'United States', null],
  ['GEO', 'Georgia', null],
]);
const STATES = regionsOf('us-states', [
  ['US-GA', 'Georgia', 'USA'],
  ['US-NY', 'New York', 'USA'],
]);
const COUNTIES = regionsOf('us-counties', [
  ['36061', 'New York City', 'US-NY'],
  ['13075', 'Cook', 'US-GA'],
]);
const ALL = [WORLD, STATES, COUNTIES];
const KINDS = new Map([['us-states', 'state']]);
const namesOf = (...ids: string[]) => describePlaces(ids, ALL, KINDS).map(({ name }) => name);

describe('describePlaces(ids, tables)', () => {
  it('names a county with its state, and a state alone', () => {
    expect(namesOf('36061', 'US-NY', 'USA')).toEqual(['New York City, New York', 'New York (state)', 'United States']);
    expect(namesOf('US-NY', 'USA')).toEqual(['New York', 'United States']);
  });

  it('names a state with its country beside a country of its name', () => {
    expect(namesOf('US-GA', 'GEO')).toEqual(['Georgia, United States', 'Georgia']);
    expect(namesOf('US-GA')).toEqual(['Georgia']);
  });

  it('takes small letters for large', () => {
    expect(describePlaces(['us-ny', 'Usa'], ALL, KINDS).map(({ id }) => id)).toEqual(['US-NY', 'USA']);
  });

  it('leaves out what no map has', () => {
    expect(namesOf('US-XX', 'GEO')).toEqual(['Georgia']);
  });
});

describe('placeLookup(published)', () => {
  const lookupOver = (read: string[]) => {
    const [map] = SNAPSHOT.maps;
    if (map === undefined) throw new Error('there must be a map');
    const maps = ALL.map(table => ({
      ...map,
      id: table.map,
      regions: table.map,
      regionCount: table === COUNTIES ? 3116 : 60,
    }));
    const readRegions = async (id: string) => {
      read.push(id);
      const table = ALL.find(candidate => candidate.map === id);
      if (table === undefined) throw new Error(`no table ${id}`);
      return table;
    };
    return placeLookup({ snapshot: { ...SNAPSHOT, maps }, readRegions });
  };

  it('reads the large maps only when the small ones lack a place, and each once', async () => {
    const read: string[] = [];
    const lookup = lookupOver(read);
    expect((await lookup.find(['US-NY'])).map(({ id }) => id)).toEqual(['US-NY']);
    expect(read).toEqual(['world', 'us-states']);
    expect((await lookup.find(['13075', 'USA'])).map(({ name }) => name)).toEqual(['Cook, Georgia', 'United States']);
    expect(read).toEqual(['world', 'us-states', 'us-counties']);
  });
});

describe('largestPlaces(regions, latest, measure, count)', () => {
  it('takes the largest totals, and none without', () => {
    const [first] = Object.values(LATEST_EXAMPLE.measures);
    if (first === undefined) throw new Error('there must be a measure');
    const columns = { ...first, total: [5, null, 9], new: [0, null, 0] };
    const latest = { ...LATEST_EXAMPLE, measures: { confirmed: columns } };
    const regions = regionsOf('m', [
      ['a', 'A', null],
      ['b', 'B', null],
      ['c', 'C', null],
    ]);
    expect(largestPlaces(regions, latest, 'confirmed', 3)).toEqual(['c', 'a']);
    expect(largestPlaces(regions, latest, 'confirmed', 1)).toEqual(['c']);
    expect(largestPlaces(regions, latest, 'rain', 3)).toEqual([]);
  });
});

function regionsOf(map: string, rows: readonly (readonly [string, string, string | null])[]): Regions {
  const parentNames = { USA: 'United States', 'US-NY': 'New York', 'US-GA': 'Georgia' };
  return {
    ...REGIONS_EXAMPLE,
    map,
    ids: rows.map(([id]) => id),
    names: rows.map(([, name]) => name),
    parents: rows.map(([, , parent]) => parent),
    populations: rows.map(() => 1000),
    firsts: rows.map(() => '2020-03-22'),
    parentNames,
  };
}
