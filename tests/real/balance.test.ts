// @module-tag exhaustive
import { beforeAll, expect, test } from 'vitest';
import type { Input } from '../../functions/contract/receipt.ts';
import { daysFrom } from '../../functions/measures/periods.ts';
import { reportName } from '../build/report-csv.ts';
import { describeReal } from './describe-real.ts';
import { REPORTS, realSite } from './real-site.ts';

const DATES = daysFrom('2020-01-22', '2020-06-30');
const COLUMNS = { confirmed: 'Confirmed', deaths: 'Deaths', recovered: 'Recovered' };
const MEASURES = ['confirmed', 'deaths', 'recovered'] as const;
const PARENTS = { 'us-states': 'USA', 'ca-provinces': 'CAN', 'cn-provinces': 'CHN', 'au-states': 'AUS' };
const BOROUGHS = ['36005', '36047', '36081', '36085'];

/** Countries of which only some territories report recoveries: datasets/covid/clean.sql. */
const SILENT_SINCE = new Map([
  ['United Kingdom', '2020-04-13'],
  ['Netherlands', '2020-04-21'],
  ['Sweden', '2020-06-02'],
]);

function isSilent(row: Readonly<Record<string, string>>, date: string): boolean {
  return date >= (SILENT_SINCE.get(row.Country_Region ?? row['Country/Region'] ?? '') ?? '9999');
}

describeReal('what goes in comes out', folder => {
  const site = realSite(folder);
  let read: Awaited<ReturnType<typeof site.read>>;
  beforeAll(async () => {
    // Frames, series and the newest day are held against each other as they are read.
    read = await site.read();
  });

  function inputOf(date: string): Input {
    const input = site.result().receipt.inputs.find(input => input.date === date);
    if (input === undefined) throw new Error(`${date} is not in the receipt`);
    return input;
  }

  function sumOver(map: string, measure: string, date: string): number {
    return read.figures.regions(map).reduce((sum, id) => sum + (read.figures.total(measure, id, date) ?? 0), 0);
  }

  test('on each of 161 days the countries hold every row of the file, less what the receipt says was left', async () => {
    expect(DATES).toHaveLength(161);
    for (const date of DATES) {
      const rows = await site.rows(`${REPORTS}/${reportName(date)}`);
      const input = inputOf(date);
      expect(input.rows.read, date).toBe(rows.length);
      const { kept, moved, merged, dropped, unmatched, rejected } = input.rows;
      expect(kept + moved + merged + dropped + unmatched + rejected, date).toBe(rows.length);
      for (const measure of MEASURES) {
        const counting = measure === 'recovered' ? rows.filter(row => !isSilent(row, date)) : rows;
        const inFile = counting.reduce((sum, row) => sum + Number(row[COLUMNS[measure]]), 0);
        expect(input.totals?.[measure] ?? 0, `${date} ${measure}`).toBe(inFile);
        expect(sumOver('world', measure, date), `${date} ${measure}`).toBe(inFile - (input.left?.[measure] ?? 0));
      }
    }
  });

  test('little is left: only rows that repeat others', () => {
    for (const date of DATES) {
      const { left, totals, rows } = inputOf(date);
      expect(rows.unmatched, date).toBe(0);
      expect((left?.confirmed ?? 0) / (totals?.confirmed ?? 1), date).toBeLessThan(0.01);
    }
  });

  test.each(Object.entries(PARENTS))(
    '%s and the remainder of the receipt are the country %s, every day',
    (map, country) => {
      for (const date of DATES) {
        for (const measure of MEASURES) {
          const remainder = inputOf(date).remainders[map]?.[measure] ?? 0;
          const parent = read.figures.total(measure, country, date) ?? 0;
          const children = sumOver(map, measure, date);
          // Before a map's first region there is nothing to hold against its country.
          if (inputOf(date).remainders[map] !== undefined)
            expect(children + remainder, `${date} ${measure}`).toBe(parent);
          else expect(children).toBe(0);
        }
      }
    },
  );

  test('counties and their remainder are the states that have counties, every day since there are any', () => {
    for (const date of daysFrom('2020-03-22', '2020-06-30')) {
      const known = read.figures.regions('us-counties').filter(id => read.figures.first(id) <= date);
      const parents = new Set(known.map(id => read.figures.parent(id) ?? ''));
      for (const measure of MEASURES) {
        const ofStates = [...parents].reduce((sum, id) => sum + (read.figures.total(measure, id, date) ?? 0), 0);
        const remainder = inputOf(date).remainders['us-counties']?.[measure] ?? Number.NaN;
        expect(sumOver('us-counties', measure, date) + remainder, `${date} ${measure}`).toBe(ofStates);
      }
    }
  });

  test('on 30 June every county has the value of its row, by FIPS code', async () => {
    const rows = await site.rows(`${REPORTS}/06-30-2020.csv`);
    const known = new Set(read.figures.regions('us-counties'));
    const expected = new Map<string, number[]>();
    for (const row of rows.filter(({ Country_Region, Admin2 }) => Country_Region === 'US' && Admin2 !== '')) {
      const code = (row.FIPS ?? '').replace('.0', '').padStart(5, '0');
      const region = BOROUGHS.includes(code) ? '36061' : code;
      if (!/^[0-7]\d{4}$/.test(region) || region === '00000') continue;
      const values = MEASURES.map(measure => Number(row[COLUMNS[measure]]));
      expected.set(
        region,
        (expected.get(region) ?? [0, 0, 0]).map((sum, index) => sum + (values[index] ?? 0)),
      );
    }
    expect(expected.size).toBeGreaterThan(3000);
    for (const [region, values] of expected) {
      expect(known.has(region), region).toBe(true);
      expect(
        MEASURES.map(measure => read.figures.total(measure, region, '2020-06-30')),
        region,
      ).toEqual([...values.slice(0, 2), null]);
    }
    const withValue = [...known].filter(id => read.figures.total('confirmed', id, '2020-06-30') !== null);
    const named = withValue.filter(id => !expected.has(id));
    expect(
      named.every(id => id.includes(':')),
      named.join(' '),
    ).toBe(true);
  });

  test('active is what is confirmed less who recovered or died, never below zero, and unknown where one of them is', () => {
    for (const date of ['2020-03-22', '2020-04-20', '2020-06-30']) {
      for (const region of read.figures.regions('world')) {
        const [confirmed, deaths, recovered, active] = ['confirmed', 'deaths', 'recovered', 'active'].map(measure =>
          read.figures.total(measure, region, date),
        );
        const known = confirmed != null && deaths != null && recovered != null;
        expect(active, `${region} ${date}`).toBe(known ? Math.max(0, confirmed - deaths - recovered) : null);
      }
    }
  });
});
