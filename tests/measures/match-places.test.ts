import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import countries from 'i18n-iso-countries';
import { describe, expect, test } from 'vitest';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { type PlaceMatch, placeMatcher } from '../../functions/measures/match-places.ts';
import { readRegionLists } from '../../functions/measures/region-lists.ts';
import { realReports } from '../real-reports.ts';
import { COUNTRY_SPELLINGS } from './country-spellings.ts';

const LISTS = readRegionLists();
const GAZETTEER = readGazetteer();
const MATCHERS = new Map([...LISTS.keys()].map(map => [map, placeMatcher(map, LISTS, GAZETTEER)]));

function match(map: string, text: string, within?: string): PlaceMatch {
  const matcher = MATCHERS.get(map);
  if (matcher === undefined) throw new Error(`there must be a map ${map}`);
  return matcher.match(text, within);
}

const region = (id: string): PlaceMatch => ({ region: id });
const regionsOf = (map: string) => LISTS.get(map) ?? [];
const postalOf = (id: string | null) => String(id).slice('US-'.length);

describe('match(text) on the map of the world', () => {
  test.each(Object.entries(COUNTRY_SPELLINGS))('knows how tables of %s spell countries', (_, spellings) => {
    const found = Object.keys(spellings).map(text => [text, match('world', text)]);
    expect(found).toEqual(Object.entries(spellings).map(([text, id]) => [text, region(id)]));
  });

  test('knows the names and codes of ISO 3166, numbers with and without zeros', () => {
    const wrong: string[] = [];
    for (const [alpha3, alpha2] of Object.entries(countries.getAlpha3Codes())) {
      const id = alpha2 === 'XK' ? 'XKS' : alpha3;
      const names = countries.getNames('en', { select: 'all' })[alpha2] ?? [];
      const number = alpha2 === 'XK' ? [] : [countries.alpha2ToNumeric(alpha2) ?? ''];
      const numbers = number.flatMap(code => [code, String(Number(code)), `${Number(code)}.0`]);
      const texts = [...names, alpha2, id, id.toLowerCase(), ...numbers].filter(text => text !== 'Congo');
      for (const text of texts) {
        const found = match('world', text);
        if (!('region' in found) || found.region !== id) wrong.push(`${text} for ${id}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('guesses at no name that two countries have', () => {
    expect(match('world', 'Congo')).toEqual({ ambiguous: ['COD', 'COG'] });
    expect(match('world', 'Virgin Islands')).toEqual({ ambiguous: ['VGB', 'VIR'] });
  });

  test.each(['England', 'Scotland', 'Northern Ireland', 'Gaza', 'United Kingdom (Scotland)'])(
    'takes no part for the whole: %s',
    text => {
      expect(match('world', text)).toHaveProperty('nearest');
    },
  );

  test.each([
    ...[
      'World',
      'Africa',
      'European Union (27)',
      'High-income countries',
      'Upper middle income',
      'OWID_WRL',
      'WLD',
      'EUU',
    ],
    ...[
      'Sub-Saharan Africa (IDA & IBRD countries)',
      'Euro area',
      'European Union - 27 countries (from 2020)',
      'EU27_2020',
    ],
    ...['Latin America & Caribbean', 'Least developed countries: UN classification', 'International transport', 'EA20'],
    ...['Heavily indebted poor countries (HIPC)', 'OECD members', 'Arab World', 'North America', 'Small states'],
  ])('takes %s for several countries', text => {
    expect(match('world', text)).toEqual({ aggregate: text });
  });

  test('takes no country for several', () => {
    const names = [
      ...regionsOf('world').flatMap(({ id, name }) => [id, name]),
      'South Africa',
      'Central African Republic',
    ];
    expect(names.filter(name => 'aggregate' in match('world', name))).toEqual([]);
  });

  test('offers the nearest names of a text that it does not know', () => {
    expect(match('world', 'Germny')).toEqual({ nearest: ['Germany'] });
    expect(match('world', 'Atlantis')).toEqual({ nearest: [] });
  });
});

describe('match(text) on the map of the states', () => {
  const FIPS = (id: string) => (GAZETTEER.codes['us-states']?.[id] ?? [])[1] ?? '';

  test('knows each state in four spellings, FIPS code without its zero, and with the country', () => {
    for (const { id, name } of regionsOf('us-states')) {
      const texts = [
        ...[id, postalOf(id), name, name.toUpperCase(), FIPS(id), String(Number(FIPS(id))), `${Number(FIPS(id))}.0`],
        ...[`${name}, USA`, `${name}, US`, `US: ${name}`, `State of ${name}`, `0400000US${FIPS(id)}`],
      ];
      expect(texts.map(text => [text, match('us-states', text)])).toEqual(texts.map(text => [text, region(id)]));
      expect(match('us-states', name, 'United States')).toEqual(region(id));
      expect(match('us-states', name, 'Canada')).toHaveProperty('nearest');
    }
  });

  test.each([
    ['Washington', 'US-WA'],
    ['Washington, D.C.', 'US-DC'],
    ['Washington DC', 'US-DC'],
    ['D.C.', 'US-DC'],
    ['District of Columbia', 'US-DC'],
    ['N. Carolina', 'US-NC'],
    ['W Virginia', 'US-WV'],
    ['New York State', 'US-NY'],
    ['Commonwealth of Virginia', 'US-VA'],
    ['U.S. Virgin Islands', 'US-VI'],
    ['Virgin Islands, U.S.', 'US-VI'],
    ['Calif.', 'US-CA'],
    ['ny', 'US-NY'],
  ])('knows %s', (text, id) => {
    expect(match('us-states', text)).toEqual(region(id));
  });

  test.each(['United States', 'US', '0', '00', 'U.S.'])('takes %s for all states', text => {
    expect(match('us-states', text)).toEqual({ aggregate: text });
  });
});

describe('match(text, within) on the map of the counties', () => {
  const states = new Map(regionsOf('us-states').map(({ id, name }) => [id, name]));

  test('knows every county by name and state, and by its code without its zero', () => {
    for (const { id, name, parent } of regionsOf('us-counties')) {
      const state = states.get(parent ?? '') ?? '';
      const texts = [
        `${name}, ${postalOf(parent)}`,
        `${name}, ${state}`,
        `${state}: ${name}`,
        `${name}, ${state}, US`,
        id,
      ];
      const codes = /^\d{5}$/.test(id) ? [String(Number(id)), `${Number(id)}.0`, `0500000US${id}`] : [];
      const found = [...texts, ...codes].map(text => [text, match('us-counties', text)]);
      expect(found).toEqual([...texts, ...codes].map(text => [text, region(id)]));
      expect(match('us-counties', name, postalOf(parent))).toEqual(region(id));
      expect(match('us-counties', name, state)).toEqual(region(id));
    }
  });

  test.each([
    ['Cook County, Illinois', '17031'],
    ['Cook County, IL', '17031'],
    ['Cook County IL', '17031'],
    ['IL - Cook', '17031'],
    ['Cook (Illinois)', '17031'],
    ['cook county, il, usa', '17031'],
    ['St. Louis city, Missouri', '29510'],
    ['St. Louis County, Missouri', '29189'],
    ['Saint Louis, MO', '29189'],
    ['Baltimore city, Maryland', '24510'],
    ['Baltimore, MD', '24005'],
    ['City of Richmond, Virginia', '51760'],
    ['Richmond County, VA', '51159'],
    ['Alexandria city, VA', '51510'],
    ['Charles City County, VA', '51036'],
    ['Carson City, NV', '32510'],
    ['Orleans Parish, Louisiana', '22071'],
    ['LaSalle Parish, LA', '22059'],
    ['De Kalb County, Georgia', '13089'],
    ['Dona Ana County, New Mexico', '35013'],
    ['Prince Georges County, MD', '24033'],
    ["O'Brien, IA", '19141'],
    ['Cass, IA', '19029'],
    ['Adams, CO', '08001'],
    ['Juneau City and Borough, Alaska', '02110'],
    ['Anchorage Municipality, Alaska', '02020'],
    ['Nome Census Area, AK', '02180'],
    ['Capitol Planning Region, Connecticut', '09110'],
    ['Bayamón Municipio, Puerto Rico', '72021'],
    ['Kings County, New York', '36047'],
    ['Bronx', '36005'],
    ['District of Columbia', '11001'],
    ['46113', '46102'],
  ])('knows %s', (text, id) => {
    expect(match('us-counties', text)).toEqual(region(id));
  });

  test('needs the state where several have a county of that name', () => {
    expect(match('us-counties', 'Cook')).toEqual({ ambiguous: ['13075', '17031', '27031'] });
    expect(match('us-counties', 'Cook County', '')).toEqual({ ambiguous: ['13075', '17031', '27031'] });
    for (const state of ['IL', 'US-IL', 'Illinois', 'ILLINOIS', '17', '17.0', 'State of Illinois']) {
      expect(match('us-counties', 'Cook', state), state).toEqual(region('17031'));
    }
    expect(match('us-counties', 'Cook', 'Ohio')).toHaveProperty('nearest');
    expect(match('us-counties', 'Cook', 'Unknown')).toEqual({ nearest: [] });
    expect(match('us-counties', 'Autauga', 'US')).toEqual(region('01001'));
  });

  test('reads three digits as a county of the state, and never as one without it', () => {
    for (const code of ['31', '031', '31.0']) expect(match('us-counties', code, '17')).toEqual(region('17031'));
    expect(match('us-counties', '1', 'AL')).toEqual(region('01001'));
    expect(match('us-counties', '4', 'AL')).toHaveProperty('nearest');
    expect(match('us-counties', '31')).toHaveProperty('ambiguous');
  });

  test('lets a code stand by itself, unless another column contradicts it', () => {
    expect(match('us-counties', '17031', 'Unknown')).toEqual(region('17031'));
    expect(match('us-counties', '17031', 'Illinois')).toEqual(region('17031'));
    expect(match('us-counties', '17031', 'Ohio')).toHaveProperty('nearest');
  });

  test.each(['Illinois', '17000', '1000', 'US', '0', 'United States'])('takes %s for several counties', text => {
    expect(match('us-counties', text)).toEqual({ aggregate: text });
  });

  test('offers the nearest names with their states', () => {
    expect(match('us-counties', 'Cok County, IL')).toEqual({ nearest: ['Cook, Illinois'] });
    expect(match('us-counties', 'Autaga')).toEqual({ nearest: ['Autauga, Alabama', 'Attala, Mississippi'] });
    expect(match('us-counties', 'Autaga', 'Ohio')).toEqual({ nearest: [] });
  });
});

test.each([
  ['ca-provinces', 'QC', 'CA-QC'],
  ['ca-provinces', 'Québec', 'CA-QC'],
  ['ca-provinces', '24', 'CA-QC'],
  ['ca-provinces', 'Newfoundland & Labrador', 'CA-NL'],
  ['ca-provinces', 'P.E.I.', 'CA-PE'],
  ['ca-provinces', 'Ontario, Canada', 'CA-ON'],
  ['cn-provinces', 'Hubei Province', 'CN-HB'],
  ['cn-provinces', 'Inner Mongolia Autonomous Region', 'CN-NM'],
  ['cn-provinces', 'Nei Mongol', 'CN-NM'],
  ['cn-provinces', 'Hong Kong SAR', 'CN-HK'],
  ['au-states', 'NSW', 'AU-NSW'],
  ['au-states', 'Western Australia', 'AU-WA'],
  ['au-states', 'Tasmania, Australia', 'AU-TAS'],
])('on the map %s, match(%j) is %s', (map, text, id) => {
  expect(match(map, text)).toEqual(region(id));
});

test.each([...LISTS.keys()])('every id, name, alias and code of a region of %s leads back to it', map => {
  const wrong: unknown[] = [];
  const shared = new Set<string>();
  const parts = new Set(GAZETTEER.partNames[map]);
  for (const { id, name } of regionsOf(map)) {
    const aliases = (GAZETTEER.names[map]?.[id] ?? []).filter(alias => alias === name || !parts.has(alias));
    for (const text of [id, name, ...(GAZETTEER.codes[map]?.[id] ?? []), ...aliases]) {
      const found = match(map, text);
      if ('ambiguous' in found && found.ambiguous.includes(id)) shared.add(text);
      else if (!('region' in found) || found.region !== id) wrong.push([id, text, found]);
    }
  }
  expect(wrong).toEqual([]);
  const names: Readonly<Record<string, readonly string[]>> = { world: ['Congo', 'Virgin Islands'] };
  if (map === 'us-counties') expect([...shared].filter(text => /\d/.test(text))).toEqual([]);
  else expect([...shared]).toEqual(names[map] ?? []);
});

test('a map of its own is matched by its ids and names', () => {
  const wards = [
    { id: 'w1', name: 'Old Town', parent: null },
    { id: 'w2', name: 'Harbor', parent: null },
  ];
  const { match, parentMap } = placeMatcher('wards', new Map([['wards', wards]]), GAZETTEER);
  expect([match('W1'), match('old town'), match('harbor ')]).toEqual([region('w1'), region('w1'), region('w2')]);
  expect(match('Harbour')).toEqual({ nearest: ['Harbor'] });
  expect(parentMap).toBeNull();
});

test.each(['', '  ', '-', 'a'.repeat(500), 'constructor', '__proto__', '((((', ', , ,'])(
  'nothing is called %j',
  text => {
    for (const map of LISTS.keys()) expect(match(map, text)).toEqual({ nearest: expect.any(Array) });
  },
);

test('the counties of a file are matched in time', () => {
  const texts = regionsOf('us-counties').map(({ name, parent }) => `${name} County, ${states(parent)}`);
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    const matcher = placeMatcher('us-counties', LISTS, GAZETTEER);
    const built = process.cpuUsage(before).user / 1000;
    for (const text of texts) matcher.match(text);
    return { build: built, match: process.cpuUsage(before).user / 1000 - built };
  });
  // 20 and 45 ms of processor time on an idle machine; the best of three, with room for a busy one.
  expect(Math.min(...times.map(({ build }) => build))).toBeLessThan(200);
  expect(Math.min(...times.map(({ match }) => match))).toBeLessThan(200);
});

const reports = realReports();

test.skipIf(reports === null)('the places of the table of Johns Hopkins have the ids that it gives them', () => {
  const rows = readFileSync(join(reports ?? '', 'UID_ISO_FIPS_LookUp_Table.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const wrong: unknown[] = [];
  let [counties, countries] = [0, 0];
  for (const row of rows) {
    const [, , iso3 = '', , fips = '', county = '', state = '', country = ''] = row.split(',');
    const isCounty = iso3 === 'USA' && county !== '' && fips !== '' && !/^(80|90)\d{3}/.test(fips);
    if (!isCounty && (state !== '' || iso3 === '')) continue;
    const id = isCounty ? fips.replace('.0', '').padStart(5, '0') : iso3;
    const found = isCounty ? match('us-counties', county, state) : match('world', country.replaceAll('"', ''));
    if (isCounty) counties += 1;
    else countries += 1;
    if (!('region' in found) || found.region !== id) wrong.push([row, found]);
  }
  expect(wrong).toEqual([]);
  expect([counties, countries]).toEqual([3142, 186]);
});

function states(parent: string | null): string {
  return regionsOf('us-states').find(({ id }) => id === parent)?.name ?? '';
}
