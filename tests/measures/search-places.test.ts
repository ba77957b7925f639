import countries from 'i18n-iso-countries';
import { describe, expect, test } from 'vitest';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { placeIndex } from '../../functions/measures/place-index.ts';
import { codeNote, fullName, searchPlaces } from '../../functions/measures/search-places.ts';
import { testFirst } from '../exhaustive.ts';
import { regionTables } from './region-tables.ts';

const TABLES = regionTables();
const INDEX = placeIndex(TABLES, readGazetteer());
const idsFor = (query: string, index = INDEX) => searchPlaces(index, query).map(({ place }) => place.id);

describe('searchPlaces(index, query), the first result', () => {
  test.each([
    // What was asked for in vain.
    ['Cook County', '17031', 'name', 'Cook'],
    ['Los Angeles County', '06037', 'name', 'Los Angeles'],
    ['US', 'USA', 'code', 'US'],
    ['nyc', '36061', 'alias', 'NYC'],
    ['dc', 'US-DC', 'code', 'DC'],
    ['tx', 'US-TX', 'code', 'TX'],
    ['chicago', '17031', 'city', 'Chicago'],
    ['brooklyn', '36061', 'city', 'Brooklyn'],
    ['britain', 'GBR', 'alias', 'Britain'],
    ['burma', 'MMR', 'alias', 'Burma'],
    ['ivory coast', 'CIV', 'alias', 'Ivory Coast'],
    ['Saint Louis', '29189', 'name', 'St. Louis'],
    ['OBrien', '19141', 'name', "O'Brien"],
    ['De Kalb', '13089', 'name', 'DeKalb'],
    ['germny', 'DEU', 'name', 'Germany'],
    ['uk', 'GBR', 'alias', 'UK'],
    ['ny', 'US-NY', 'code', 'NY'],
    ['10001', '10001', 'id', '10001'],
    // Codes of every kind.
    ['06037', '06037', 'id', '06037'],
    ['us-oh', 'US-OH', 'id', 'US-OH'],
    ['FRA', 'FRA', 'id', 'FRA'],
    ['gb', 'GBR', 'code', 'GB'],
    ['on', 'CA-ON', 'code', 'ON'],
    ['nsw', 'AU-NSW', 'code', 'NSW'],
    ['xk', 'XKS', 'code', 'XK'],
    ['36047', '36061', 'code', '36047'],
    // Aliases.
    ['America', 'USA', 'alias', 'America'],
    ['U.S.', 'USA', 'code', 'US'],
    ['united states of america', 'USA', 'name', 'United States of America'],
    ['holland', 'NLD', 'alias', 'Holland'],
    ['Türkiye', 'TUR', 'alias', 'Türkiye'],
    ['Korea, South', 'KOR', 'alias', 'Korea South'],
    ['washington dc', 'US-DC', 'alias', 'Washington DC'],
    ['aruba', 'NLD', 'part', 'Aruba'],
    // Suffixes, by state.
    ['Orleans Parish', '22071', 'name', 'Orleans'],
    ['Jefferson Parish', '22051', 'name', 'Jefferson'],
    ['St. Louis city', '29510', 'name', 'St. Louis City'],
    ['St. Louis County', '29189', 'name', 'St. Louis'],
    ['Anchorage Municipality', '02020', 'name', 'Anchorage'],
    ['Hubei Province', 'CN-HB', 'name', 'Hubei'],
    ['New York State', 'US-NY', 'name', 'New York'],
    // Accents, apostrophes, spaces, abbreviations.
    ["Cote d'Ivoire", 'CIV', 'name', "Côte d'Ivoire"],
    ['dona ana', '35013', 'name', 'Doña Ana'],
    ['Prince Georges', '24033', 'name', "Prince George's"],
    ['la salle il', '17099', 'name', 'LaSalle'],
    ['Sainte Genevieve', '29186', 'name', 'Ste. Genevieve'],
    ['Trinidad & Tobago', 'TTO', 'name', 'Trinidad and Tobago'],
    // Boroughs and cities.
    ['queens', '36061', 'city', 'Queens'],
    ['kings county ny', '36061', 'part', 'Kings'],
    ['staten island', '36061', 'city', 'Staten Island'],
    ['wuhan', 'CN-HB', 'city', 'Wuhan'],
    ['toronto', 'CA-ON', 'city', 'Toronto'],
    ['paris', 'FRA', 'city', 'Paris'],
    // What is around a place.
    ['cook, il', '17031', 'name', 'Cook'],
    ['cook illi', '17031', 'name', 'Cook'],
    ['illi cook', '17031', 'name', 'Cook'],
    ['springfield massachusetts', '25013', 'city', 'Springfield'],
    ['new york, new york', '36061', 'alias', 'New York'],
    // While typing.
    ['los angeles coun', '06037', 'name', 'Los Angeles'],
    ['sain lou', '29189', 'name', 'St. Louis'],
    // One typing error: left out, added, replaced, swapped; with what is around it.
    ['calfornia', 'US-CA', 'name', 'California'],
    ['pennsyllvania', 'US-PA', 'name', 'Pennsylvania'],
    ['los angelas county', '06037', 'name', 'Los Angeles'],
    ['untied kingdom', 'GBR', 'name', 'United Kingdom'],
    ['cook, ilinois', '17031', 'name', 'Cook'],
    ['chicgo', '17031', 'city', 'Chicago'],
  ])('for %j is %s, by its %s %j', (query, id, kind, text) => {
    const [first] = searchPlaces(INDEX, query);
    expect([first?.place.id, first?.kind, first?.text]).toEqual([id, kind, text]);
  });

  test('for an ISO name or code of a country is that country', () => {
    const [, , { ids = [] } = {}] = TABLES;
    const names = Object.entries(countries.getNames('en', { select: 'all' })).flatMap(([alpha2, names]) => {
      const id = countries.alpha2ToAlpha3(alpha2) ?? '';
      return ids.includes(id) ? [...names, id].map(name => [name, id] as const) : [];
    });
    expect(names.length).toBeGreaterThan(400);
    // The two Congos share a name; states of the same name are larger, and come first.
    const wrong = names.filter(([name, id]) => idsFor(name)[0] !== id).map(([name]) => name);
    expect(wrong.sort()).toEqual(['Congo', 'Georgia']);
  });

  testFirst([
    ['one place of twenty', 20],
    ['every place', 1],
  ] as const)('for a postal code or a FIPS code is that place, of %s', (_, step) => {
    for (const { map, ids } of TABLES) {
      if (map === 'world') continue;
      for (const id of ids.filter((_, at) => at % step === 0)) {
        expect(idsFor(id)[0]).toBe(id);
        const [postal] = readGazetteer().codes[map]?.[id] ?? [];
        if (postal !== undefined) expect(idsFor(postal), postal).toContain(id);
      }
    }
  });
});

describe('searchPlaces(index, query)', () => {
  test('gives countries and states before counties, then the larger population', () => {
    expect(idsFor('georgia').slice(0, 2)).toEqual(['US-GA', 'GEO']);
    expect(idsFor('ohio').slice(0, 2)).toEqual(['US-OH', '54069']);
    expect(idsFor('washington').slice(0, 3)).toEqual(['US-WA', 'US-DC', '11001']);
    expect(idsFor('saint louis').slice(0, 2)).toEqual(['29189', '29510']);
    expect(idsFor('richmond').slice(0, 2)).toEqual(['51760', 'CA-BC']);
  });

  test('offers a city of the same name in each of its states, the largest first', () => {
    expect(idsFor('springfield').slice(0, 4)).toEqual(['29077', '25013', '17167', '41039']);
    expect(idsFor('portland').slice(0, 2)).toEqual(['41051', '23005']);
  });

  test('puts whole names before beginnings, those before the insides of words, and typing errors nowhere beside them', () => {
    expect(idsFor('cook').slice(0, 3)).toEqual(['17031', '13075', '27031']);
    expect(idsFor('cook')).toContain('48097');
    expect(idsFor('atlantic').indexOf('34001')).toBe(0);
    expect(idsFor('enver')).toContain('08031');
    expect(idsFor('denver')).not.toContain('US-DE');
  });

  test('lists what a named region holds, after what is called like it', () => {
    const found = searchPlaces(INDEX, 'tx');
    expect(found[1]).toMatchObject({ kind: 'parent', text: 'Texas', place: { id: '48201' } });
    expect(found.filter(({ kind }) => kind === 'parent')).toHaveLength(254);
  });

  test('gives a place once, by its best match', () => {
    const found = idsFor('los angeles');
    expect(new Set(found).size).toBe(found.length);
    expect(searchPlaces(INDEX, 'los angeles')[0]?.kind).toBe('name');
  });

  test.each(['', '   ', ', -', 'xqzw', 'qq', '12345', '90210', 'xx-yy'])('finds nothing for %j', query => {
    expect(idsFor(query)).toEqual([]);
  });

  test('gives a city to the smallest region that the data set has', () => {
    const over = (...maps: string[]) =>
      placeIndex(
        TABLES.filter(({ map }) => maps.includes(map)),
        readGazetteer(),
      );
    expect(idsFor('chicago', over('us-states', 'world'))).toEqual(['US-IL', 'US-IN']);
    expect(idsFor('chicago', over('world'))).toEqual(['USA']);
    expect(idsFor('brooklyn', over('au-states'))).toEqual([]);
  });

  test('knows a borough by itself where the data set counts it so', () => {
    const [counties] = TABLES;
    if (counties === undefined) throw new Error('there must be counties');
    const boroughs = {
      ...counties,
      ids: ['36047', '36061'],
      names: ['Kings', 'New York'],
      parents: ['US-NY', 'US-NY'],
      populations: [2_300_664, 1_487_536],
    };
    const index = placeIndex([boroughs], readGazetteer());
    expect(idsFor('brooklyn', index)).toEqual(['36047']);
    expect(idsFor('36047', index)).toEqual(['36047']);
    expect(idsFor('manhattan', index)).toEqual(['36061']);
  });

  test('searches a map that the gazetteer does not know by its own names', () => {
    const [counties] = TABLES;
    if (counties === undefined) throw new Error('there must be counties');
    const wards = {
      ...counties,
      map: 'wards',
      ids: ['w1', 'w2'],
      names: ['Old Town', 'Harbor'],
      parents: [null, null],
      populations: [null, null],
      parentNames: {},
    };
    const index = placeIndex([wards], readGazetteer());
    expect(idsFor('town', index)).toEqual(['w1']);
    expect(idsFor('harbour', index)).toEqual(['w2']);
    expect(codeNote(index, '09162')).toBe('No place here has the code 09162. ZIP codes are not searched.');
  });

  test('answers a long query in time', () => {
    const start = performance.now();
    searchPlaces(INDEX, 'a '.repeat(100));
    searchPlaces(INDEX, 'new york '.repeat(20));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('codeNote(index, query)', () => {
  test.each([
    ['10001', '10001 was read as the FIPS code of Kent, Delaware. ZIP codes are not searched.'],
    [' 36047 ', '36047 was read as the FIPS code of New York City, New York. ZIP codes are not searched.'],
    ['90210', 'No place here has the FIPS code 90210. ZIP codes are not searched.'],
    ['90210-1234', 'ZIP codes are not searched. Search for a place or city by its name.'],
    ['1234', null],
    ['123456', null],
    ['cook', null],
  ])('for %j is %j', (query, note) => {
    expect(codeNote(INDEX, query)).toBe(note);
  });
});

test('fullName(place) names what holds it', () => {
  expect(
    searchPlaces(INDEX, 'cook')
      .slice(0, 1)
      .map(({ place }) => fullName(place)),
  ).toEqual(['Cook, Illinois']);
  expect(
    searchPlaces(INDEX, 'fra')
      .slice(0, 1)
      .map(({ place }) => fullName(place)),
  ).toEqual(['France']);
});
