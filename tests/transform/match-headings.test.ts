import { expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { matchHeadings } from '../../functions/transform/stage/match-headings.ts';

const CODE = { name: 'code', headings: ['FIPS'], type: 'text', optional: true } as const;
const COUNTRY = {
  name: 'country',
  headings: ['Country_Region', 'Country/Region'],
  type: 'text',
  optional: false,
} as const;
const TABLE = { name: 'reports', files: 'MM-DD-YYYY.csv', firstDate: null, columns: [CODE, COUNTRY], unused: ['Lat'] };

const matched = (...headings: string[]) => [...matchHeadings(headings, TABLE).values()];
const unfit = (message: string) => new Problem('bad-input', message);

test('matchHeadings(headings, table) finds each column by any of its headings', () => {
  expect(matched('Lat', 'Country_Region', 'FIPS')).toEqual([2, 1]);
  expect(matched('Country/Region')).toEqual([null, 0]);
});

test('matchHeadings(headings, table) refuses what is missing, unknown or there twice', () => {
  expect(() => matched('FIPS')).toThrow(unfit('the column "Country_Region" or "Country/Region" is missing'));
  expect(() => matched('Country', 'Lat', 'Lat')).toThrow(unfit('the heading "Country" (column 1) is not known'));
  expect(() => matched('FIPS', 'Country_Regions')).toThrow(
    unfit('the heading "Country_Regions" (column 2) is not known; did you mean "Country_Region"?'),
  );
  expect(() => matched('Lat', 'Country_Region', 'Lat')).toThrow(unfit('the heading "Lat" stands there twice'));
});

test('matchHeadings(headings, table) refuses one column under two of its headings', () => {
  expect(() => matched('Country_Region', 'Lat', 'Country/Region')).toThrow(
    unfit('the headings "Country_Region" and "Country/Region" name the same column'),
  );
});
