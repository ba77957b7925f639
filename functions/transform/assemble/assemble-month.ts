import type { Findings } from '../../contract/receipt.ts';
import { daysFrom } from '../../measures/calendar.ts';
import type { TidyRows } from '../clean/read-tidy.ts';
import type { MonthAccount } from '../clean/take-accounts.ts';
import { sha256 } from '../hash.ts';
import type { MonthMap, MonthRecord } from '../ledger.ts';
import { assembleFrames } from './assemble-frames.ts';
import { balanceMonth } from './balance-month.ts';
import { type Cube, cubesOf } from './cube.ts';
import type { MonthState } from './month-state.ts';
import type { MonthTools } from './month-tools.ts';
import type { Month } from './months-of.ts';
import { MAX_FINDINGS, type Survey, surveyMonth } from './survey-month.ts';

/** The reports of a month, cleaned. */
export interface CleanedMonth extends MonthAccount {
  readonly tidy: TidyRows;
}

export interface MadeMonth {
  readonly record: Omit<MonthRecord, 'end'>;
  readonly cubes: readonly Cube[];
  readonly end: MonthState;
}

/** Names a month by all that it is made from. */
export function monthKey(month: Month, stateName: string, basis: string): string {
  const files = month.files.map(({ key, date, sha256 }) => [key, date, sha256]);
  return sha256(JSON.stringify([basis, stateName, month.firstDay, month.lastDay, files])).slice(0, 32);
}

/** Makes of a month's cleaned reports its frames, its account and the state that the next one starts from. */
export async function assembleMonth(
  month: Month,
  cleaned: CleanedMonth,
  start: MonthState,
  tools: MonthTools,
): Promise<MadeMonth> {
  const { descriptor, regionTable } = tools;
  const dates = daysFrom(month.firstDay, month.lastDay);
  const cubes = cubesOf(cleaned.tidy, dates, start, regionTable, descriptor);
  const remainders = balanceMonth(cubes, month.files, cleaned.fates, regionTable, descriptor);
  const surveys = cubes.map(cube => surveyMonth(cube, start[cube.map], regionTable, descriptor));
  const maps: Record<string, MonthMap> = {};
  for (const [index, cube] of cubes.entries()) maps[cube.map] = await monthMap(cube, surveys[index], start, tools);
  const dateOf = new Map(month.files.map(({ file, date }) => [file, date]));
  return {
    cubes,
    end: Object.assign({ ...start }, ...cubes.map((cube, index) => ({ [cube.map]: surveys[index]?.end }))),
    record: {
      maps,
      fates: Object.fromEntries([...cleaned.fates].map(([file, fate]) => [dateOf.get(file) ?? '', fate])),
      remainders: Object.fromEntries(remainders),
      rules: cleaned.rules,
      unmatched: cleaned.unmatched,
      gaps: joined(surveys.map(({ gaps }) => gaps)),
      corrections: joined(surveys.map(({ corrections }) => corrections)),
    },
  };
}

async function monthMap(
  cube: Cube,
  survey: Survey | undefined,
  start: MonthState,
  { descriptor, blobs }: MonthTools,
): Promise<MonthMap> {
  const frames: Record<string, string> = {};
  for (const { id } of descriptor.measures) frames[id] = await blobs.add(assembleFrames(cube, id, start[cube.map]));
  return { firstDate: cube.dates[0] ?? '', lastDate: cube.dates.at(-1) ?? '', frames, ranges: survey?.ranges ?? {} };
}

/** The findings of several maps or months together: the largest changes first, gaps in their order. */
export function joined(findings: readonly Findings[]): Findings {
  const samples = findings.flatMap(({ samples }) => samples);
  samples.sort((a, b) => (a.change ?? 0) - (b.change ?? 0));
  return { count: findings.reduce((sum, { count }) => sum + count, 0), samples: samples.slice(0, MAX_FINDINGS) };
}

/** A month without a report. */
export const NO_REPORTS: CleanedMonth = {
  tidy: { length: 0, regions: new Int32Array(), days: new Int32Array(), values: [] },
  fates: new Map(),
  rules: [],
  unmatched: [],
};
