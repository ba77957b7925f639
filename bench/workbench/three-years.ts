import { type AddedDay, addDay } from './add-day.ts';
import { type DailyReports, linkUploads, sampleReports } from './daily-reports.ts';
import { readLiveSnapshot, rowsOf } from './live-snapshot.ts';
import { runTransform, type TransformRun } from './run-transform.ts';
import type { Scratch } from './scratch.ts';

export const THREE_YEARS_DAYS = 1143;
const FEW_DAYS = 120;
/** From this day on, reports have their full length. */
const FEW_FIRST = '2020-06-01';
const RUNS = 3;

export interface ThreeYears {
  /** The published folder: 1,143 days and one more. */
  readonly out: string;
  readonly full: readonly Timed[];
  /** The same for 120 of its days. */
  readonly few: readonly Timed[];
  readonly added: AddedDay;
  readonly addedDate: string;
}

export interface Timed {
  readonly run: TransformRun;
  readonly rows: number;
}

/** Publishes three years of the simulated sample from scratch, several times, then one more day. */
export async function publishThreeYears(scratch: Scratch): Promise<ThreeYears> {
  const all = await threeYearsOfReports(scratch);
  const extra = all.reports.at(-1);
  if (extra === undefined) throw new Error('the sample is empty');
  const first = all.reports.findIndex(({ date }) => date === FEW_FIRST);
  const [uploads, fewUploads, out] = await Promise.all([scratch.folder(), scratch.folder(), scratch.folder()]);
  await linkUploads(uploads, all, all.reports.slice(0, -1));
  await linkUploads(fewUploads, all, all.reports.slice(first, first + FEW_DAYS));
  const few: Timed[] = [];
  const full: Timed[] = [];
  for (let run = 1; run <= RUNS; run++) {
    scratch.log(`three years, ${run} of ${RUNS}`);
    const fewOut = await scratch.folder();
    few.push(await timed(fewUploads, fewOut));
    await scratch.remove(fewOut);
    await scratch.empty(out);
    full.push(await timed(uploads, out));
  }
  const added = await addDay(uploads, out, extra);
  return { out, full, few, added, addedDate: extra.date };
}

/** Publishes the same days in a single run, for parts that only read the result. Returns the folder. */
export async function publishThreeYearsOnce(scratch: Scratch): Promise<string> {
  const all = await threeYearsOfReports(scratch);
  const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
  await linkUploads(uploads, all, all.reports);
  scratch.log('three years');
  await runTransform(uploads, out);
  return out;
}

export async function threeYearsOfReports(scratch: Scratch): Promise<DailyReports> {
  scratch.log('the sample of three years');
  return await sampleReports({ firstDate: '2020-01-22', days: THREE_YEARS_DAYS + 1 });
}

async function timed(uploads: string, out: string): Promise<Timed> {
  const run = await runTransform(uploads, out);
  return { run, rows: rowsOf(await readLiveSnapshot(out)) };
}
