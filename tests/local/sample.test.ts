import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readShapes, samplePlaces } from '../../local/sample/places.ts';
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

describe('the sample', () => {
  test('writes 120 days, the table and a descriptor that says what they are', async () => {
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
    expect(await readFile(join(short, file), 'utf8')).toBe(await readFile(join(folder, file), 'utf8'));
  });

  test.each(['us-states', 'us-counties', 'ca-provinces', 'cn-provinces', 'au-states'])(
    'has a place for every shape of %s, with people',
    map => {
      expect(shapesWithoutPeople(map)).toEqual([]);
    },
  );

  test('has nearly all countries; a few report nothing', () => {
    expect(shapesWithoutPeople('world').length).toBeLessThan(15);
  });

  test('shares the people of a state among its counties', () => {
    const ohio = samplePlaces(2020).filter(({ region }) => /^39\d{3}$/.test(region));
    expect(ohio).toHaveLength(88);
    expect(Math.abs(ohio.reduce((sum, { population }) => sum + population, 0) / 11_689_000 - 1)).toBeLessThan(0.001);
  });
});

describe('the reports', () => {
  test('read strictly, with whole counts, and name every place of the lookup table once', async () => {
    const table = await rowsOf('UID_ISO_FIPS_LookUp_Table.csv');
    const known = new Set(table.map(row => row.Combined_Key ?? ''));
    expect(known.size).toBe(table.length);
    for (const date of ['2020-02-15', '2020-06-13']) {
      const rows = await reportOf(date);
      const keys = new Set(rows.map(row => row.Combined_Key ?? ''));
      expect(keys.size).toBe(rows.length);
      expect([...keys].filter(key => !known.has(key))).toEqual(['Recovered, US']);
      expect(rows.every(row => /^\d+$/.test(row.Confirmed ?? '') && /^\d+$/.test(row.Deaths ?? ''))).toBe(true);
    }
  });

  test('total more from week to week, up to a curve that is worth looking at', async () => {
    const weeks = sample.files.filter((name, index) => index % 7 === 0 && /\d{4}\.csv$/.test(name));
    const totals: number[] = [];
    for (const name of weeks) totals.push(sum(await rowsOf(name.replace('covid/', '')), 'Confirmed'));
    expect(totals.every((total, index) => index === 0 || total > (totals[index - 1] ?? 0))).toBe(true);
    expect(totals[0]).toBeLessThan(100_000);
    expect(totals.at(-1)).toBeGreaterThan(3_000_000);
  });

  test('spread from Hubei over the world and its counties', async () => {
    const placesWithCases = async (date: string) =>
      (await reportOf(date)).filter(row => Number(row.Confirmed) > 0).map(row => row.Combined_Key);
    const [first, last] = [await placesWithCases('2020-02-15'), await placesWithCases('2020-06-13')];
    expect(first).toContain('Hubei, China');
    expect(first.length).toBeLessThan(500);
    expect(last.length).toBeGreaterThan(3_000);
  });

  test('hold the recoveries of the US in one row', async () => {
    const us = (await reportOf('2020-04-20')).filter(row => row.Country_Region === 'US');
    const recovered = us.filter(row => Number(row.Recovered) > 0);
    expect(recovered).toMatchObject([{ Province_State: 'Recovered', Confirmed: '0' }]);
  });

  test('are by state at first, and lack a row once', async () => {
    const countiesOn = async (date: string) => (await reportOf(date)).filter(row => row.Admin2 !== '').length;
    expect(await countiesOn('2020-03-21')).toBe(0);
    expect(await countiesOn('2020-05-04')).toBe(1 + (await countiesOn('2020-05-05')));
  });

  test('New York City is one row without the other boroughs', async () => {
    const rows = await reportOf('2020-04-20');
    expect(rows.filter(row => row.FIPS === '36061')).toMatchObject([{ Combined_Key: 'New York City, New York, US' }]);
    expect(rows.filter(row => ['36005', '36047', '36081', '36085'].includes(row.FIPS ?? ''))).toEqual([]);
  });
});

function shapesWithoutPeople(map: string): string[] {
  const people = new Map(samplePlaces(2020).map(place => [place.region, place.population]));
  return Object.entries(readShapes(map)).flatMap(([id, { regions }]) =>
    regions.length > 0 && !regions.some(region => (people.get(region) ?? 0) > 0) ? [id] : [],
  );
}

function reportOf(date: string): Promise<Record<string, string>[]> {
  const [year, month, day] = date.split('-');
  return rowsOf(`csse_covid_19_daily_reports/${month}-${day}-${year}.csv`);
}

async function rowsOf(name: string): Promise<Record<string, string>[]> {
  return readStrictCsv(await readFile(join(folder, 'covid', name), 'utf8'));
}

function sum(rows: readonly Record<string, string>[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0);
}
