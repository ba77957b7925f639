import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, daysFrom } from '../../functions/measures/periods.ts';
import { randomFor } from '../../local/sample/seeded-random.ts';
import { LOOKUP_NAME } from '../build/lookup-table.ts';
import { reportName } from '../build/report-csv.ts';
import { REPORTS } from '../real/real-site.ts';
import { OTHER_FAULTS, TYPING_ERRORS } from './fault-kinds.ts';
import { END, laterPlaces, START } from './later-places.ts';
import { laterReport } from './later-report.ts';
import type { PlantedFault } from './planted-fault.ts';
import { readRegionIds } from './region-ids.ts';
import { readReport } from './report-text.ts';

/** The faults in the archive by their days; the last report has the wrong year in its name. */
const PLANTED: Readonly<Record<string, string>> = {
  '2020-08-12': 'digit lost in a country',
  '2020-10-10': 'repeated row',
  '2020-11-02': 'balancing negative row',
  '2020-12-20': 'digit doubled in a county',
  '2021-02-03': 'digits swapped in a province',
  '2021-03-17': 'bad cell',
  '2021-04-21': 'country misspelled',
  '2021-05-20': 'negative row that does not balance',
  '2021-06-06': "next day's rows",
  '2021-09-09': 'county misspelled',
  '2021-10-14': 'other spellings',
  '2021-12-12': 'block of rows repeated',
  '2022-02-10': 'sign in a country',
  '2022-03-03': 'second header',
  '2022-05-05': 'total row',
  '2022-07-07': 'digit doubled in a country',
  '2022-09-09': 'conflict markers',
  '2022-11-11': 'province misspelled',
  [END]: 'wrong year',
};

export interface Archive {
  /** Every day, including those whose reports must not go live. */
  readonly dates: readonly string[];
  readonly faults: readonly PlantedFault[];
}

export interface ArchiveSources {
  /** JHU's folder, with the reports until 30 June 2020. */
  readonly real: string;
  /** A real report of 8 May 2021, and the lookup table of the end. */
  readonly middle: string;
  readonly lookupTable: string;
}

/**
 * Writes an archive with the layouts and the size of JHU's, from 22 January 2020 to 9 March 2023: the real reports until
 * June 2020, then simulated ones that continue them, with faults on known days. Always the same bytes.
 */
export async function writeArchive(folder: string, { real, middle, lookupTable }: ArchiveSources): Promise<Archive> {
  const reports = join(folder, REPORTS);
  await mkdir(reports, { recursive: true });
  const names = (await readdir(join(real, REPORTS))).filter(name => name.endsWith('.csv'));
  for (const name of names) await copyFile(join(real, REPORTS, name), join(reports, name));
  await copyFile(lookupTable, join(folder, LOOKUP_NAME));
  const [first, second] = await Promise.all(
    [join(real, REPORTS, reportName(START)), middle].map(async path => readReport(await readFile(path, 'utf8'))),
  );
  if (first === undefined || second === undefined) throw new Error('two reports are needed');
  const places = laterPlaces(first, second);
  const regions = readRegionIds(await readFile(lookupTable, 'utf8'));
  const reportOn = (date: string) => laterReport(date, places);
  const faults: PlantedFault[] = [];
  for (const date of daysFrom(addDays(START, 1), END)) {
    let upload = { name: reportName(date), text: reportOn(date) };
    const kind = PLANTED[date];
    if (kind !== undefined) {
      const plant = TYPING_ERRORS[kind] ?? OTHER_FAULTS[kind];
      if (plant === undefined) throw new Error(`there is no kind of fault "${kind}"`);
      const around = [addDays(date, -1), date, addDays(date, 1)].map(day => [day, readReport(reportOn(day))] as const);
      const fault = plant({ date, reports: new Map(around), regions, random: randomFor(0, `${date} ${kind}`) });
      faults.push(fault);
      upload = fault.uploads.get(date) ?? upload;
    }
    await writeFile(join(reports, upload.name), upload.text);
  }
  return { dates: daysFrom('2020-01-22', END), faults };
}
