import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDays, daysFrom } from '../../functions/measures/periods.ts';
import { randomFor } from '../../local/sample/seeded-random.ts';
import { reportName } from '../build/report-csv.ts';
import { describeReal } from '../real/describe-real.ts';
import { REPORTS } from '../real/real-site.ts';
import { readDaysAround } from './days-around.ts';
import { OTHER_FAULTS, TYPING_ERRORS } from './fault-kinds.ts';
import { END, laterPlaces, START } from './later-places.ts';
import { laterReport } from './later-report.ts';
import { slipsOf } from './plant-typing-error.ts';
import { cellOf, readReport, withCells, writeReport } from './report-text.ts';

test('slipsOf gives each wrong count once, and never the right one', () => {
  expect(slipsOf('1500', 'digit lost')).toEqual(['500', '100', '150']);
  expect(slipsOf('1500', 'digit doubled')).toEqual(['11500', '15500', '15000']);
  expect(slipsOf('1500', 'digits swapped')).toEqual(['5100', '1050']);
  expect(slipsOf('1002', 'digit lost')).toEqual(['2', '102', '100']);
  expect(slipsOf('1500', 'sign')).toEqual(['-1500']);
});

test('a report with quoted cells is read and written back', () => {
  const text = '\uFEFFAdmin2,Country_Region,Confirmed\r\n"Doña ""Ana"", x",US,1\r\n,"Korea, South",\r\n';
  const report = readReport(text);
  expect(report.rows.map(({ cells }) => cells)).toEqual([
    ['Doña "Ana", x', 'US', '1'],
    ['', 'Korea, South', ''],
  ]);
  expect(writeReport(report)).toBe(text);
  const [, korea] = report.rows;
  if (korea === undefined) throw new Error('a row is lost');
  expect(withCells(report, korea, { Confirmed: '2' }).line).toBe(',"Korea, South",2');
  expect(() => withCells(report, korea, { Deaths: '2' })).toThrow('no column "Deaths"');
});

describeReal('the fixture', folder => {
  test('every real report is written back byte by byte', async () => {
    for (const name of await readdir(join(folder, REPORTS))) {
      const text = await readFile(join(folder, REPORTS, name), 'utf8');
      const again = writeReport(readReport(text));
      expect(again === text, name).toBe(true);
    }
  });

  test('a seed always gives the same faults, another seed gives others', async () => {
    const plantAll = async (seed: number) => {
      const days = await readDaysAround(folder, seed);
      const kinds = Object.entries({ ...TYPING_ERRORS, ...OTHER_FAULTS });
      return kinds.map(([kind, plant]) => plant({ ...days, random: randomFor(seed, kind) }));
    };
    const [first, again, other] = [await plantAll(3), await plantAll(3), await plantAll(4)];
    expect(again).toEqual(first);
    expect(other.map(({ sentence }) => sentence)).not.toEqual(first.map(({ sentence }) => sentence));
  });

  test('the simulated reports have as many rows as later years, and no count falls', async () => {
    const read = async (path: string) => readReport(await readFile(path, 'utf8'));
    const places = laterPlaces(
      await read(join(folder, REPORTS, reportName(START))),
      await read(join(folder, '../../cases/recovered-stops/covid/05-08-2021.csv')),
    );
    let before = new Map<string, number>();
    const falls: string[] = [];
    for (const date of daysFrom(addDays(START, 1), END).filter((_, day) => day % 60 < 2)) {
      const report = readReport(laterReport(date, places));
      const now = new Map(
        report.rows.map(row => [cellOf(report, row, 'Combined_Key'), Number(cellOf(report, row, 'Confirmed'))]),
      );
      for (const [place, count] of now) if (count < (before.get(place) ?? 0)) falls.push(`${place} on ${date}`);
      before = now;
    }
    expect(falls).toEqual([]);
    expect(before.size).toBeGreaterThan(3900);
  });
});
