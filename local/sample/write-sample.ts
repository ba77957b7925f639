import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { addDays, daysFrom } from '../../functions/measures/periods.ts';
import { samplePlaces } from './places.ts';
import { dailyReports, lookupTable } from './reports.ts';
import { exists, hasSample, readMarker, type SampleMarker, sampleMarker, writeMarker } from './sample-marker.ts';

export interface SampleOptions {
  /** A whole number; another seed gives another epidemic in the same places. */
  readonly seed?: number;
  /** `YYYY-MM-DD`, not before 2020-01-22, when the real reports begin. */
  readonly firstDate?: string;
  /** Number of files. */
  readonly days?: number;
  /** Whether it is a site of its own, with a name in `site.yaml`; a sample among other uploads is not. */
  readonly isSite?: boolean;
}

const DATASET = 'covid';
const TABLE = `${DATASET}/UID_ISO_FIPS_LookUp_Table.csv`;
const DESCRIPTOR = `${DATASET}/dataset.yaml`;
const DESCRIPTOR_TEXT = `extends: covid
title: COVID-19 (simulated sample)
notice: Simulated sample. These numbers are made up by a model and describe no real place.
source: { name: a simulation in the form of the daily reports of Johns Hopkins University, url: 'https://github.com/CSSEGISandData/COVID-19' }
licence: { name: CC0, url: 'https://creativecommons.org/publicdomain/zero/1.0/' }
`;

const SITE = 'site.yaml';
const SITE_TEXT = `title: See COVID
tagline: COVID-19 by day on a map that plays like a movie, and anything else you drop into a folder.
`;

const DEFAULTS: Required<SampleOptions> = { seed: 2020, firstDate: '2020-02-15', days: 120, isSite: false };
/** A second data set: a file alone, at the root. */
const IRIS = 'iris.csv';
const DATASETS = join(import.meta.dirname, '..', '..', 'datasets');
const FIRST_DAY = '2020-01-22';
const MAX_SAMPLE_DAYS = 3_000;

export interface WrittenSample {
  /** False if the folder already had this sample. */
  readonly written: boolean;
  readonly firstDate: string;
  readonly lastDate: string;
  /** Paths below the folder, by date, the table and the descriptor last. */
  readonly files: readonly string[];
}

/**
 * Writes simulated daily reports to `<folder>/covid`, in JHU's format and with real names and codes, a lookup table, and a
 * descriptor that says they are simulated. The same options give the same bytes on every machine. Replaces another sample, but
 * never overwrites other files: it throws `bad-input` with the name of the first. Throws `bad-parameter` for an invalid option.
 */
export async function writeSample(folder: string, options: SampleOptions = {}): Promise<WrittenSample> {
  const wanted = normalizeOptions(options);
  const dates = daysFrom(wanted.firstDate, addDays(wanted.firstDate, wanted.days - 1));
  const files = [...dates.map(reportName), TABLE, DESCRIPTOR, ...(wanted.isSite ? [SITE, IRIS] : [])];
  const marker = sampleMarker(wanted, files, true);
  const result = { firstDate: wanted.firstDate, lastDate: dates.at(-1) ?? wanted.firstDate, files };
  const found = await readMarker(folder);
  if (await hasSample(folder, found, marker)) return { written: false, ...result };
  await makeRoom(folder, found, files);
  await writeMarker(folder, { ...marker, complete: false });
  await writeFiles(folder, wanted, result.lastDate);
  await writeMarker(folder, marker);
  return { written: true, ...result };
}

function normalizeOptions(options: SampleOptions): Required<SampleOptions> {
  const { seed, firstDate, days, isSite } = { ...DEFAULTS, ...options };
  if (!Number.isSafeInteger(seed)) throw new Problem('bad-parameter', `seed must be a whole number; found ${seed}`);
  if (!Number.isInteger(days) || days < 1 || days > MAX_SAMPLE_DAYS) {
    throw new Problem('bad-parameter', `days must be a whole number from 1 to ${MAX_SAMPLE_DAYS}; found ${days}`);
  }
  if (!isDay(firstDate) || firstDate < FIRST_DAY || firstDate > '2023-12-31') {
    throw new Problem('bad-parameter', `firstDate must be a day from ${FIRST_DAY} to 2023-12-31; found "${firstDate}"`);
  }
  return { seed, firstDate, days, isSite };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

function reportName(date: string): string {
  const [year, month, day] = date.split('-');
  return `${DATASET}/csse_covid_19_daily_reports/${month}-${day}-${year}.csv`;
}

async function makeRoom(folder: string, found: SampleMarker | undefined, files: readonly string[]): Promise<void> {
  const own = new Set(found?.files);
  for (const file of files) {
    if (own.has(file) || !(await exists(join(folder, file)))) continue;
    throw new Problem('bad-input', `"${file}" already exists and is not part of a sample; choose another folder`);
  }
  const obsolete = found === undefined ? [] : found.files.filter(file => !files.includes(file));
  for (const file of obsolete) await rm(join(folder, file), { force: true });
  for (const part of new Set(files.map(file => dirname(file)))) await mkdir(join(folder, part), { recursive: true });
}

/** Keeps one day in memory at a time, so that three years need no more than a week. */
async function writeFiles(
  folder: string,
  { seed, firstDate, isSite }: Required<SampleOptions>,
  lastDate: string,
): Promise<void> {
  const places = samplePlaces(seed);
  await writeFile(join(folder, TABLE), lookupTable(places));
  await writeFile(join(folder, DESCRIPTOR), DESCRIPTOR_TEXT);
  if (isSite) {
    await writeFile(join(folder, SITE), SITE_TEXT);
    await copyFile(join(DATASETS, 'iris', IRIS), join(folder, IRIS));
  }
  for (const [date, text] of dailyReports(places, { firstDate, lastDate }, seed)) {
    await writeFile(join(folder, reportName(date)), text);
  }
}
