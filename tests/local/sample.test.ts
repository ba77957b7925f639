import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WrittenSample, writeSample } from '../../local/sample/write-sample.ts';
import { readStrictCsv } from './strict-csv.ts';

let parent = '';
let folder = '';
let sample: WrittenSample;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sample-'));
  folder = join(parent, 'default');
  sample = await writeSample(folder);
});

afterAll(() => rm(parent, { recursive: true }));

async function report(date: string): Promise<string> {
  const [year, month, day] = date.split('-');
  return readFile(join(folder, `covid/csse_covid_19_daily_reports/${month}-${day}-${year}.csv`), 'utf8');
}

/** Without the mark in front, and without the bare LF that four files have after CRLF lines. */
async function rowsOf(date: string): Promise<Record<string, string>[]> {
  const text = (await report(date)).replace(/^\uFEFF/, '');
  return readStrictCsv(text.includes('\r\n') ? text.replace(/[^\r]\n$/, end => end.slice(0, 1)) : text);
}

function sum(rows: readonly Record<string, string>[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0);
}

describe('the sample', () => {
  test('writes 120 days around both changes of layout, the table and a descriptor that says what they are', async () => {
    expect(sample).toMatchObject({ written: true, firstDate: '2020-02-15', lastDate: '2020-06-13' });
    expect(sample.files).toHaveLength(122);
    const descriptor = await readFile(join(folder, 'covid/dataset.yaml'), 'utf8');
    expect(descriptor).toContain('extends: covid\ntitle: COVID-19 (simulated sample)\n');
    expect(descriptor).toContain(
      'notice: Simulated sample. These numbers are made up by a model and describe no real place.',
    );
    expect(descriptor).toContain('source: { name: a simulation');
  });

  test('a day is the same in every sample that holds it', async () => {
    const short = join(parent, 'short');
    await writeSample(short, { firstDate: '2020-05-08', days: 1 });
    const file = 'covid/csse_covid_19_daily_reports/05-08-2020.csv';
    const corrected = await readFile(join(short, file), 'utf8');
    expect(corrected).toBe(await readFile(join(folder, file), 'utf8'));
  });
});

describe('the reports', () => {
  test.each([
    ['2020-02-29', 'Province/State,Country/Region,Last Update,Confirmed,Deaths,Recovered'],
    ['2020-03-01', 'Province/State,Country/Region,Last Update,Confirmed,Deaths,Recovered,Latitude,Longitude'],
    [
      '2020-03-22',
      '\uFEFFFIPS,Admin2,Province_State,Country_Region,Last_Update,Lat,Long_,Confirmed,Deaths,Recovered,Active,Combined_Key',
    ],
    [
      '2020-05-29',
      'FIPS,Admin2,Province_State,Country_Region,Last_Update,Lat,Long_,Confirmed,Deaths,Recovered,Active,Combined_Key,Incidence_Rate,Case-Fatality_Ratio',
    ],
  ])('of %s have the headings of their time', async (date, headings) => {
    expect((await report(date)).split(/\r?\n/)[0]).toBe(headings);
  });

  test('after 9 November 2020 have the last headings', async () => {
    const root = join(parent, 'november');
    const { files } = await writeSample(root, { firstDate: '2020-11-09', days: 2 });
    const [before = '', after = ''] = await Promise.all(
      files.slice(0, 2).map(file => readFile(join(root, file), 'utf8')),
    );
    expect(before.split('\n')[0]).toMatch(/,Incidence_Rate,Case-Fatality_Ratio$/);
    expect(after.split('\n')[0]).toMatch(/,Incident_Rate,Case_Fatality_Ratio$/);
    expect(after.split('\n').length).toBeGreaterThan(3_600);
  });

  test('all read strictly, with whole counts, and name every place once', async () => {
    for (const date of dates()) {
      const rows = await rowsOf(date);
      const places = rows.map(row => placeOf(row).join('|'));
      expect(new Set(places).size, date).toBe(places.length);
      expect(
        rows.every(row => /^\d+$/.test(row.Confirmed ?? '') && /^\d*$/.test(row.Deaths ?? '')),
        date,
      ).toBe(true);
    }
  });

  test('total more from day to day, up to a curve that is worth looking at', async () => {
    const totals: number[] = [];
    for (const date of dates()) totals.push(sum(await rowsOf(date), 'Confirmed'));
    expect(totals.every((total, index) => index === 0 || total > (totals[index - 1] ?? 0))).toBe(true);
    expect(totals[0]).toBeLessThan(100_000);
    expect(totals.at(-1)).toBeGreaterThan(3_000_000);
  });

  test('spread over the counties between March and June', async () => {
    const inCounties = async (date: string) =>
      (await rowsOf(date)).filter(row => row.Admin2 !== '' && Number(row.Confirmed) > 0).length;
    expect(await inCounties('2020-03-22')).toBeLessThan(2_000);
    expect(await inCounties('2020-06-13')).toBeGreaterThan(3_000);
  });

  test('name places as they did at the time', async () => {
    const first = await rowsOf('2020-03-09');
    const names = new Set(first.map(row => row['Province/State']));
    expect(first.some(row => row['Country/Region'] === 'Mainland China')).toBe(true);
    expect(names).toContain('New York City, NY');
    expect(new Set((await rowsOf('2020-03-10')).map(row => row['Province/State']))).toContain('New York');
  });
});

describe('US counties', () => {
  test('New York City is one row without the other boroughs', async () => {
    const rows = await rowsOf('2020-04-20');
    const city = rows.filter(row => row.FIPS === '36061');
    expect(city).toMatchObject([{ Admin2: 'New York City', Combined_Key: 'New York City, New York, US' }]);
    expect(rows.filter(row => ['36005', '36047', '36081', '36085'].includes(row.FIPS ?? ''))).toEqual([]);
  });

  test('what belongs to no county has a code from April on', async () => {
    const unassigned = (rows: Record<string, string>[]) => rows.filter(row => row.Admin2 === 'Unassigned');
    expect(unassigned(await rowsOf('2020-03-31')).every(row => row.FIPS === '')).toBe(true);
    const april = unassigned(await rowsOf('2020-04-01'));
    expect(april).toHaveLength(51);
    expect(april.every(row => row.FIPS?.startsWith('900'))).toBe(true);
  });

  test('health districts of Utah take over their counties with all their cases', async () => {
    const utah = async (date: string) => (await rowsOf(date)).filter(row => row.Province_State === 'Utah');
    const [before, after] = [await utah('2020-04-20'), await utah('2020-04-21')];
    expect(before.some(row => row.Admin2 === 'Cache')).toBe(true);
    expect(after.some(row => row.Admin2 === 'Cache')).toBe(false);
    expect(after.find(row => row.Admin2 === 'Bear River')).toMatchObject({ FIPS: '' });
    expect(sum(after, 'Confirmed')).toBeGreaterThanOrEqual(sum(before, 'Confirmed'));
  });

  test('recoveries of the US are one row', async () => {
    const us = (await rowsOf('2020-04-20')).filter(row => row.Country_Region === 'US');
    const recovered = us.filter(row => Number(row.Recovered) > 0);
    expect(recovered).toMatchObject([{ Province_State: 'Recovered', Confirmed: '0' }]);
  });

  test('states hold the cases of their cities and counties', async () => {
    const of = async (date: string) => (await rowsOf(date)).filter(row => placeOf(row)[2] === 'US');
    const [cities, states, counties] = [await of('2020-03-09'), await of('2020-03-10'), await of('2020-03-22')];
    expect(sum(states, 'Confirmed')).toBeGreaterThan(sum(cities, 'Confirmed'));
    expect(sum(counties, 'Confirmed')).toBeGreaterThan(sum(await of('2020-03-21'), 'Confirmed'));
  });
});

describe('faults on purpose', () => {
  test('gaps and corrections are there', async () => {
    const confirmed = async (date: string, key: string) =>
      (await rowsOf(date)).find(row => row.Combined_Key === key)?.Confirmed;
    expect(await confirmed('2020-05-04', 'Santa Barbara, California, US')).toMatch(/^\d+$/);
    expect(await confirmed('2020-05-05', 'Santa Barbara, California, US')).toBeUndefined();
    const hudson = 'Hudson, New Jersey, US';
    expect(Number(await confirmed('2020-05-14', hudson))).toBeLessThan(Number(await confirmed('2020-05-13', hudson)));
  });

  test('files end as the real ones do', async () => {
    expect(await report('2020-03-21')).toMatch(/\d$/);
    const bareLf = await report('2020-04-02');
    expect(bareLf).toMatch(/\r\n.*[^\r]\n$/);
    expect(() => readStrictCsv(bareLf)).toThrow('must end a cell');
    expect(await report('2020-04-24')).toMatch(/, US"$/);
    expect((await rowsOf('2020-02-17')).some(row => row.Deaths === '')).toBe(true);
  });
});

describe('the lookup table', () => {
  test('names every place of the reports, once, and adds the counties of a state up to it', async () => {
    const table = readStrictCsv(await readFile(join(folder, 'covid/UID_ISO_FIPS_LookUp_Table.csv'), 'utf8'));
    const keys = table.map(row => row.Combined_Key ?? '');
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(table.map(row => row.UID)).size).toBe(table.length);
    const known = new Set(keys);
    const unknown = (await rowsOf('2020-06-13')).filter(row => !known.has(row.Combined_Key ?? ''));
    expect(unknown).toEqual([]);
    const ohio = table.filter(row => /^39\d{3}$/.test(row.FIPS ?? ''));
    expect(Math.abs(sum(ohio, 'Population') / 11_689_000 - 1)).toBeLessThan(0.01);
  });
});

function placeOf(row: Record<string, string>): string[] {
  const {
    Admin2 = '',
    Province_State = row['Province/State'] ?? '',
    Country_Region = row['Country/Region'] ?? '',
  } = row;
  return [Admin2, Province_State, Country_Region];
}

function dates(): string[] {
  return sample.files.flatMap(file => {
    const [, month, day, year] = /(\d\d)-(\d\d)-(\d{4})\.csv$/.exec(file) ?? [];
    return year === undefined ? [] : [`${year}-${month}-${day}`];
  });
}
