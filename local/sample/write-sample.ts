import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { addDays, daysFrom } from '../../functions/measures/periods.ts';
import { EPOCH, startEpidemic } from './epidemic.ts';
import { lookupTable } from './lookup-table.ts';
import { reportFile } from './report-file.ts';
import { correct } from './sample-faults.ts';
import { exists, holdsSample, readMarker, type SampleMarker, sampleMarker, writeMarker } from './sample-marker.ts';
import { normalizeSampleOptions, type SampleOptions } from './sample-options.ts';
import { type SampleWorld, sampleWorld } from './sample-world.ts';

const DATASET = 'covid';
const TABLE = `${DATASET}/UID_ISO_FIPS_LookUp_Table.csv`;
const DESCRIPTOR = `${DATASET}/dataset.yaml`;
const DESCRIPTOR_TEXT = `extends: covid
title: COVID-19 (simulated sample)
notice: Simulated sample. These numbers are made up by a model and describe no real place.
source: { name: a simulation in the form of the daily reports of Johns Hopkins University, url: 'https://github.com/CSSEGISandData/COVID-19' }
licence: { name: CC0, url: 'https://creativecommons.org/publicdomain/zero/1.0/' }
`;

export interface WrittenSample {
  /** False where the folder already held this sample. */
  readonly written: boolean;
  readonly firstDate: string;
  readonly lastDate: string;
  /** Names of the files below the folder, in the order of their dates, the table and the descriptor last. */
  readonly files: readonly string[];
}

/**
 * Writes simulated daily reports below `<folder>/covid`, in the layouts of the real ones and over real names and codes, with the lookup
 * table and a descriptor that says they are simulated. The same options give the same bytes on every machine. Another sample in the
 * folder is replaced; files of anyone else are never overwritten: a {@link Problem} with code `bad-input` names the first.
 */
export async function writeSample(folder: string, options: SampleOptions = {}): Promise<WrittenSample> {
  const wanted = normalizeSampleOptions(options);
  const dates = daysFrom(wanted.firstDate, addDays(wanted.firstDate, wanted.days - 1));
  const files = [...dates.map(reportName), TABLE, DESCRIPTOR];
  const marker = sampleMarker(wanted, files, true);
  const answer = { firstDate: wanted.firstDate, lastDate: dates.at(-1) ?? wanted.firstDate, files };
  const found = await readMarker(folder);
  if (await holdsSample(folder, found, marker)) return { written: false, ...answer };
  await makeRoom(folder, found, files);
  await writeMarker(folder, { ...marker, complete: false });
  await writeFiles(folder, dates, wanted.seed);
  await writeMarker(folder, marker);
  return { written: true, ...answer };
}

function reportName(date: string): string {
  const [year, month, day] = date.split('-');
  return `${DATASET}/csse_covid_19_daily_reports/${month}-${day}-${year}.csv`;
}

async function makeRoom(folder: string, found: SampleMarker | undefined, files: readonly string[]): Promise<void> {
  const own = new Set(found?.files);
  for (const file of files) {
    if (own.has(file) || !(await exists(join(folder, file)))) continue;
    throw new Problem('bad-input', `"${file}" is there already and is not part of a sample; choose another folder`);
  }
  const gone = found === undefined ? [] : found.files.filter(file => !files.includes(file));
  for (const file of gone) await rm(join(folder, file), { force: true });
  for (const part of new Set(files.map(file => dirname(file)))) await mkdir(join(folder, part), { recursive: true });
}

/** One day in memory at a time, so that three years need no more than a week. */
async function writeFiles(folder: string, dates: readonly string[], seed: number): Promise<void> {
  const world = sampleWorld(seed);
  await writeFile(join(folder, TABLE), lookupTable(world.patches));
  await writeFile(join(folder, DESCRIPTOR), DESCRIPTOR_TEXT);
  for (const [date, text] of reportsOf(world, dates, seed)) await writeFile(join(folder, reportName(date)), text);
}

function* reportsOf(
  { patches, lines }: SampleWorld,
  dates: readonly string[],
  seed: number,
): Generator<[string, string]> {
  const today = startEpidemic(
    patches.map(({ outbreak }) => outbreak),
    seed,
  );
  const keys = new Map(patches.map(({ outbreak }, index) => [outbreak.key, index]));
  const wanted = new Set(dates);
  const last = dates.at(-1) ?? '';
  for (const date of daysFrom(EPOCH, last)) {
    today.advance();
    correct(today, date, keys);
    if (wanted.has(date)) yield [date, reportFile(date, lines, today, seed)];
  }
}
