import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, daysBetween, daysFrom } from '../../functions/measures/periods.ts';
import { randomFor } from '../../local/sample/seeded-random.ts';
import { LOOKUP_NAME } from '../build/lookup-table.ts';
import { reportName } from '../build/report-csv.ts';
import { type Built, workshop } from '../build/workshop.ts';
import { REPORTS } from '../real/real-site.ts';
import type { PlantedFault } from './planted-fault.ts';
import { type RegionIds, readRegionIds } from './region-ids.ts';
import { type ReportText, readReport } from './report-text.ts';

/** Reports have one layout, and counties many cases, between these days. */
const FIRST = '2020-04-05';
const LAST = '2020-06-27';
const BEFORE = 3;
const AFTER = 2;
/** Later than any mistyped year, so that no report is in the future. */
const NOW = () => new Date('2024-01-10T12:00:00Z');

/** A day with the real reports of the days around it. */
export interface DaysAround {
  readonly date: string;
  /** In order. */
  readonly dates: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  readonly reports: ReadonlyMap<string, ReportText>;
  readonly lookupTable: string;
  readonly regions: RegionIds;
}

/** The day of a seed. @param folder JHU's, with the lookup table */
export async function readDaysAround(folder: string, seed: number): Promise<DaysAround> {
  const date = addDays(FIRST, Math.floor(randomFor(seed, 'day')() * (daysBetween(FIRST, LAST) + 1)));
  const dates = daysFrom(addDays(date, -BEFORE), addDays(date, AFTER));
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const texts = await Promise.all(
    dates.map(async date => [date, await read(join(REPORTS, reportName(date)))] as const),
  );
  const lookupTable = await read(LOOKUP_NAME);
  const reports = new Map(texts.map(([date, text]) => [date, readReport(text)]));
  return { date, dates, texts: new Map(texts), reports, lookupTable, regions: readRegionIds(lookupTable) };
}

/** A build with the day as the newest, and one after the next reports have arrived. */
export interface BuiltTwice {
  readonly newest: Built;
  readonly settled: Built;
}

/** Builds the days as they arrive. @param fault null for the unchanged reports */
export async function buildTwice(days: DaysAround, fault: PlantedFault | null): Promise<BuiltTwice> {
  const { put, build } = await workshop({ [LOOKUP_NAME]: days.lookupTable });
  const putDays = async (isWanted: (date: string) => boolean) => {
    for (const date of days.dates.filter(isWanted)) {
      const { name, text } = fault?.uploads.get(date) ?? { name: reportName(date), text: days.texts.get(date) ?? '' };
      await put(name, text);
    }
  };
  await putDays(date => date <= days.date);
  const newest = await build({ now: NOW });
  await putDays(date => date > days.date);
  return { newest, settled: await build({ now: NOW }) };
}
