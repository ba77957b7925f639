import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSample } from '../../local/sample/write-sample.ts';
import { realReports } from '../real-reports.ts';

/** Two folders of uploads: all of them, and all but the newest reports. */
export interface KillUploads {
  readonly all: string;
  readonly before: string;
}

const SAMPLE = { firstDate: '2020-03-20', days: 21 };
const NEWEST = 3;
/** All five months of the real reports would take too long for hundreds of kills. */
const REAL_UNTIL = '2020-04-05';

/** @param real the real reports, where they are at hand; else the simulated sample */
export async function killUploads(folder: string, real: boolean): Promise<KillUploads> {
  const [all, before] = [join(folder, 'all'), join(folder, 'before')];
  const reports = real ? realReports() : null;
  if (reports === null) await writeSample(all, SAMPLE);
  else await cp(reports, join(all, 'covid'), { recursive: true, filter: path => dayOf(path) <= REAL_UNTIL });
  await cp(all, before, { recursive: true, preserveTimestamps: true });
  const names = (await readdir(before, { recursive: true })).filter(name => /\d\d-\d\d-\d{4}\.csv$/.test(name));
  const newest = names.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1)).slice(-NEWEST);
  await Promise.all(newest.map(name => rm(join(before, name))));
  return { all, before };
}

/** The day of a report; nothing where it is none. */
function dayOf(path: string): string {
  const [, month, day, year] = /(\d\d)-(\d\d)-(\d{4})\.csv$/.exec(path) ?? [];
  return day === undefined ? '' : `${year}-${month}-${day}`;
}
