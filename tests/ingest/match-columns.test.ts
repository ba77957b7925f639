import { expect, test } from 'vitest';
import type { Table } from '../../functions/contract/dataset.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { matchHeaders, unknownColumns } from '../../functions/ingest/match-columns.ts';

const CODE = {
  name: 'code',
  headings: ['FIPS'],
  type: 'text',
  optional: true,
  decimals: null,
  missing: [],
  suppressed: [],
} as const;
const COUNTRY = {
  name: 'country',
  headings: ['Country_Region', 'Country/Region'],
  type: 'text',
  optional: false,
  decimals: null,
  missing: [],
  suppressed: [],
} as const;
const DEATHS = {
  name: 'deaths',
  headings: ['Deaths'],
  type: 'count',
  optional: false,
  decimals: null,
  missing: [],
  suppressed: [],
} as const;
const COUNTY = {
  name: 'county',
  headings: ['Admin2'],
  type: 'text',
  optional: true,
  decimals: null,
  missing: [],
  suppressed: [],
} as const;
const TABLE: Table = {
  name: 'reports',
  files: 'MM-DD-YYYY.csv',
  time: null,
  noted: [],
  firstDate: null,
  columns: [CODE, COUNTY, COUNTRY, DEATHS],
  unused: ['Lat'],
  mistaken: { 'a time series': ['1/22/20'], 'the US report': ['UID', 'ISO3'] },
};

const matched = (...headings: string[]) => [...matchHeaders(headings, TABLE).values()];
const unfit = (message: string) => new Problem('bad-input', message);

test('matchHeaders(headers, table) finds each column by any of its headers', () => {
  expect(matched('Lat', 'Country_Region', 'FIPS', 'Deaths')).toEqual([2, null, 1, 3]);
  expect(matched('Country/Region', 'Deaths')).toEqual([null, null, 0, 1]);
});

test('matchHeaders(headers, table) passes over what it does not know, however often', () => {
  expect(matched('Tests', 'Country_Region', '', 'Deaths', '', 'Tests')).toEqual([null, null, 1, 3]);
});

test.each<[what: string, headings: string[], message: string]>([
  ['is missing', ['FIPS', 'Deaths'], 'the column "Country_Region" or "Country/Region" is missing'],
  [
    'is missing beside others that are not known',
    ['Country_Region', 'Toll', 'Beds'],
    'the column "Deaths" is missing; not known are "Toll" (column 2), "Beds" (column 3)',
  ],
  [
    'is misspelt',
    ['FIPS', 'Country_Regions', 'Deaths'],
    'the column header "Country_Regions" (column 2) is not known; did you mean "Country_Region"?',
  ],
  [
    'has another case',
    ['Country_Region', 'DEATHS'],
    'the column header "DEATHS" (column 2) is not known; did you mean "Deaths"?',
  ],
  [
    'has more behind its name',
    ['Country_Region', 'Deaths (total)'],
    'the column header "Deaths (total)" (column 2) is not known; did you mean "Deaths"?',
  ],
  [
    'may be absent, and is misspelt',
    ['Admin_2', 'Country_Region', 'Deaths'],
    'the column header "Admin_2" (column 1) is not known; did you mean "Admin2"?',
  ],
  [
    'may be absent, and has the name that the descriptor gives it',
    ['County', 'Country_Region', 'Deaths'],
    'the column header "County" (column 1) is not known; did you mean "Admin2"?',
  ],
  ['is there twice', ['Lat', 'Country_Region', 'Deaths', 'Lat'], 'the column header "Lat" appears twice'],
  [
    'is there under two of its headers',
    ['Country_Region', 'Deaths', 'Country/Region'],
    'the column headers "Country_Region" and "Country/Region" name the same column',
  ],
  [
    'is one of a time series',
    ['Country/Region', 'Lat', '1/22/20', '1/23/20'],
    'the file is a time series, which does not belong here: it has the column "1/22/20"',
  ],
  [
    'is one of another report, though it has all that is needed',
    ['Country_Region', 'Deaths', 'UID', 'ISO3'],
    'the file is the US report, which does not belong here: it has the columns "UID", "ISO3"',
  ],
  [
    'is data',
    ['', 'Italy', '2020-06-30 04:33:46', '34767'],
    'the first line is data, ",Italy,2020-06-30 04:33:46,34767"; expected a line of column names above it, such as "FIPS,Admin2,Country_Region,Deaths"',
  ],
])('matchHeaders(headers, table) refuses a column that %s', (_, headings, message) => {
  expect(() => matched(...headings)).toThrow(unfit(message));
});

test('matchHeaders(headers, table) takes no name for one of a column that may be absent, where it is only a little like it', () => {
  for (const heading of ['Zip', 'ISO', 'Adm', 'Admission']) {
    expect(matched(heading, 'Country_Region', 'Deaths'), heading).toEqual([null, null, 1, 2]);
  }
});

test('unknownColumns(headers, table) names them, and how to say that they are meant to be there', () => {
  const unknown = (...headings: string[]) => unknownColumns(headings, TABLE);
  expect(unknown('Lat', 'Country_Region', 'Deaths')).toEqual([]);
  expect(unknown('Country_Region', 'Foo', 'Deaths')).toEqual([
    'the column "Foo" (2) is not known and was not read; list it under "unused" in dataset.yaml if it is meant to be there',
  ]);
  expect(unknown('Deaths', 'A', 'B')).toEqual([
    'the columns "A" (2), "B" (3) are not known and were not read; list them under "unused" in dataset.yaml if they are meant to be there',
  ]);
  expect(unknown(...'ABCDEFG')[0]).toMatch(
    /^the columns "A" \(1\), "B" \(2\), "C" \(3\), "D" \(4\), "E" \(5\) and 2 more are/,
  );
});
