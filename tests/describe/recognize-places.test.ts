import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ColumnOfValues, recognizePlaces } from '../../functions/describe/recognize-places.ts';
import { readGazetteer } from '../../functions/measures/gazetteer.ts';
import { placeMatcher } from '../../functions/measures/match-places.ts';
import { readRegionLists } from '../../functions/measures/region-lists.ts';
import headings from '../../maps/gazetteer/headings.json' with { type: 'json' };
import { realReports } from '../real-reports.ts';

const LISTS = readRegionLists();
const GAZETTEER = readGazetteer();
const MATCHERS = [...LISTS.keys()].map(map => placeMatcher(map, LISTS, GAZETTEER));

const COUNTRIES = listed('world');
const STATES = listed('us-states');
const COUNTIES = listed('us-counties').filter(({ id }) => /^\d{5}$/.test(id) && id < '57');
const MONTHS = numbers(1, 12);

const postal = STATES.map(({ id }) => id.slice('US-'.length));
const fips = STATES.map(({ id }) => GAZETTEER.codes['us-states']?.[id]?.[1] ?? '');
const iso2 = COUNTRIES.map(({ id }) => GAZETTEER.codes.world?.[id]?.[0] ?? '');
const names = (regions: readonly { readonly name: string }[]) => [...new Set(regions.map(({ name }) => name))];
const ids = (regions: readonly { readonly id: string }[]) => regions.map(({ id }) => id);

function listed(map: string) {
  return LISTS.get(map) ?? [];
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** A table as its columns: heading, then type (`text`, or `integer` of numbers alone), then distinct values. */
function recognize(columns: Readonly<Record<string, readonly string[]>>) {
  const described = Object.entries(columns).map(([heading, values]): ColumnOfValues => {
    return { heading, type: values.every(value => /^\d+$/.test(value)) ? 'integer' : 'text', values };
  });
  return recognizePlaces(described, MATCHERS);
}

const place = (columns: Readonly<Record<string, readonly string[]>>) => {
  const { places } = recognize(columns);
  return places === null ? null : [places.column, places.map, places.within];
};

describe('recognizePlaces(columns, matchers) takes', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>, readonly unknown[]]>([
    ['names of countries, whatever their heading', { where: names(COUNTRIES) }, ['where', 'world', null]],
    ['names of states', { Name: names(STATES) }, ['Name', 'us-states', null]],
    ['alpha-3 codes, whatever their heading', { x: ids(COUNTRIES) }, ['x', 'world', null]],
    ['alpha-2 codes under a heading that says so', { iso_code: iso2 }, ['iso_code', 'world', null]],
    [
      "Eurostat's codes",
      { 'geo\\TIME_PERIOD': ['AT', 'BE', 'DE', 'EL', 'FR', 'IT', 'EU27_2020', 'EA20'] },
      ['geo\\TIME_PERIOD', 'world', null],
    ],
    [
      'numeric codes of countries',
      { 'Country Code': ['4', '8', '12', '840', '276', '250'] },
      ['Country Code', 'world', null],
    ],
    ['postal codes of states', { State: postal }, ['State', 'us-states', null]],
    [
      'FIPS codes of states without zeros',
      { STATEFP: fips.map(code => String(Number(code))) },
      ['STATEFP', 'us-states', null],
    ],
    [
      'FIPS codes of counties without zeros, and not months',
      { month: MONTHS, fips: ids(COUNTIES).map(id => String(Number(id))) },
      ['fips', 'us-counties', null],
    ],
    [
      'counties with their states',
      { place: COUNTIES.map(({ name, parent }) => `${name} County, ${parent?.slice(3)}`) },
      ['place', 'us-counties', null],
    ],
    [
      'postal codes of provinces',
      { Province: ['AB', 'BC', 'MB', 'NB', 'ON', 'QC'] },
      ['Province', 'ca-provinces', null],
    ],
    ['Chinese provinces', { 省: ['Hubei', 'Hunan', 'Hebei', 'Henan', 'Beijing'] }, ['省', 'cn-provinces', null]],
    [
      'Australian states',
      { State: ['NSW', 'VIC', 'QLD', 'WA', 'SA', 'TAS', 'ACT', 'NT'] },
      ['State', 'au-states', null],
    ],
    [
      'a list with a tenth of other values',
      { c: [...names(COUNTRIES).slice(0, 18), 'Atlantis', 'Narnia'] },
      ['c', 'world', null],
    ],
  ])('%s', (_, columns, expected) => {
    expect(place(columns)).toEqual(expected);
  });

  test('counties within the states of another column, by codes where there are some', () => {
    const county = names(COUNTIES);
    expect(place({ state: names(STATES), county })).toEqual(['county', 'us-counties', 'state']);
    expect(place({ county, state: postal, cases: numbers(0, 500) })).toEqual(['county', 'us-counties', 'state']);
    expect(place({ date: [], county, state: names(STATES), fips: ids(COUNTIES) })).toEqual([
      'fips',
      'us-counties',
      null,
    ]);
  });

  test('the number of a county within its state, as the census writes it', () => {
    const columns = {
      SUMLEV: ['40', '50'],
      REGION: numbers(1, 4),
      DIVISION: numbers(1, 9),
      STATE: fips.map(code => String(Number(code))),
      COUNTY: [...new Set(['0', ...ids(COUNTIES).map(id => String(Number(id.slice(2))))])],
      STNAME: names(STATES),
      CTYNAME: [...names(STATES), ...names(COUNTIES).map(name => `${name} County`)],
    };
    expect(place(columns)).toEqual(['COUNTY', 'us-counties', 'STATE']);
  });

  test('states within the countries of another column', () => {
    expect(place({ country: ['US'], state: names(STATES) })).toEqual(['state', 'us-states', null]);
  });

  test('codes before names of the same map', () => {
    expect(place({ 'Country Name': names(COUNTRIES), 'Country Code': ids(COUNTRIES) })).toEqual([
      ...['Country Code', 'world', null],
    ]);
  });
});

describe('recognizePlaces(columns, matchers) takes nothing of', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['no columns', {}],
    ['empty columns', { country: [], state: [''] }],
    ['four places', { name: ['France', 'Spain', 'Italy', 'Peru'] }],
    [
      'a column in which more than a tenth are no places',
      { c: [...names(COUNTRIES).slice(0, 17), 'Atlantis', 'Narnia'] },
    ],
    ['months', { month: MONTHS, MONTH_OF_STATE: MONTHS }],
    ['numbers whose heading names no code', { id: ids(COUNTIES), population: fips, value: fips }],
    ['numbers about states', { 'state rank': fips, states: fips, 'number of states': fips, state_population: fips }],
    ['an index of states', { state_id: numbers(1, 50) }],
    ['two letters whose heading names no place', { size: postal, code: iso2 }],
    ['words', { animal: ['cat', 'dog', 'cow', 'hen', 'pig', 'ass'], weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'] }],
    ['many texts', { comment: Array.from({ length: 20_000 }, (_, index) => `comment ${index}`) }],
    ['groups alone', { region: ['World', 'Africa', 'Asia', 'Europe', 'Oceania', 'North America'] }],
  ])('%s', (_, columns) => {
    expect(recognize(columns)).toEqual({ places: null, explanation: 'No column names places.' });
  });

  test('dates', () => {
    const column = { heading: 'country', type: 'date', values: names(COUNTRIES) };
    expect(recognizePlaces([column], MATCHERS).places).toBeNull();
  });

  test('a column that two maps know, unless the heading decides', () => {
    const both = ['AL', 'AR', 'AZ', 'CA', 'CO', 'DE', 'GA'];
    expect(place({ state: both })).toEqual(['state', 'us-states', null]);
    expect(place({ country: both })).toEqual(['country', 'world', null]);
    expect(recognize({ 'state or country': both })).toEqual({
      places: null,
      explanation:
        '"state or country" may name regions of us-states or of world, and its heading does not say which: it was not taken for places.',
    });
  });

  test('names of counties without states', () => {
    expect(recognize({ county: ['Cook', 'Lake', 'Polk', 'Clay', 'Lincoln', 'Union'] })).toEqual({
      places: null,
      explanation:
        '"county" has names that several regions of us-counties share ("Cook", "Lake", "Polk", …), and no column says which region of us-states they are in: it was not taken for places.',
    });
  });
});

describe('recognizePlaces(columns, matchers) reports', () => {
  test('what is left out, as in the tables of Our World in Data', () => {
    const groups = ['World', 'Africa', 'Asia', 'Europe', 'European Union (27)', 'High-income countries', 'Oceania'];
    const { places, explanation } = recognize({
      Entity: [...names(COUNTRIES), ...groups, 'Atlantis', 'Congo'],
      Year: MONTHS,
    });
    expect(places).toEqual({
      ...{ column: 'Entity', map: 'world', within: null },
      ...{ unmatched: ['Atlantis', 'Congo'], aggregates: groups },
    });
    expect(explanation).toBe(
      '"Entity" names 250 regions of world; 7 values are groups of places, left out ("World", "Africa", "Asia", …); ' +
        '2 values are no place that is known ("Atlantis", "Congo").',
    );
  });

  test('what it took, and within what', () => {
    expect(recognize({ state: postal, county: names(COUNTIES) }).explanation).toBe(
      '"county" names regions of us-counties within "state".',
    );
    expect(recognize({ fips: ids(COUNTIES) }).explanation).toMatch(/^"fips" names 3,1\d\d regions of us-counties\.$/);
  });
});

test('texts that are no places are put aside in time', () => {
  const values = Array.from({ length: 1_000_000 }, (_, index) => `customer ${index} has been waiting for his parcel`);
  for (const length of [values.length, 10_000]) {
    const customer = values.slice(0, length);
    // Processor time, which other processes do not lengthen much.
    const before = process.cpuUsage();
    expect(place({ customer })).toBeNull();
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  }
});

test('every built-in map has words for headings', () => {
  expect(Object.keys(headings.maps).sort()).toEqual([...LISTS.keys()].sort());
});

const reports = realReports();

test.skipIf(reports === null)(
  'the lookup table of Johns Hopkins names its places by FIPS codes, countries and states',
  () => {
    const [headings = [], ...rows] = readFileSync(join(reports ?? '', 'UID_ISO_FIPS_LookUp_Table.csv'), 'utf8')
      .trim()
      .split('\n')
      // Of the columns read here, only those of an island are quoted.
      .filter(line => !line.includes('Bonaire'))
      .map(line => line.split(',').slice(0, 8));
    const valuesOf = (heading: string) => [...new Set(rows.map(row => row[headings.indexOf(heading)] ?? ''))];
    const columns = Object.fromEntries(headings.map(heading => [heading, valuesOf(heading)]));
    expect(place(columns)).toEqual(['FIPS', 'us-counties', null]);
    const { FIPS: _, Admin2: __, ...coarse } = columns;
    expect(place(coarse)).toEqual(['iso2', 'world', null]);
    expect(recognize({ Country_Region: valuesOf('Country_Region') }).explanation).toBe(
      '"Country_Region" names 186 regions of world; 2 values are no place that is known ("Diamond Princess", "MS Zaandam").',
    );
  },
);
