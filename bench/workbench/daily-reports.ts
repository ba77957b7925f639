import { mkdir, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SampleOptions, writeSample } from '../../local/sample/write-sample.ts';

/** A folder of daily reports, with the other uploads of the data set. */
export interface DailyReports {
  /** The folder that has only the reports. */
  readonly folder: string;
  /** By date. */
  readonly reports: readonly DailyReport[];
  /** The lookup table, and a descriptor if there is one. */
  readonly others: readonly string[];
}

export interface DailyReport {
  readonly date: string;
  readonly path: string;
}

const REPORTS = 'csse_covid_19_daily_reports';

/** @param dataset the folder of the data set, as published by JHU or written by the sample */
export async function readDailyReports(dataset: string): Promise<DailyReports> {
  const folder = join(dataset, REPORTS);
  const reports = (await readdir(folder)).flatMap(name => {
    const [, month, day, year] = /^(\d\d)-(\d\d)-(\d{4})\.csv$/.exec(name) ?? [];
    return month === undefined ? [] : [{ date: `${year}-${month}-${day}`, path: join(folder, name) }];
  });
  const others = (await readdir(dataset)).filter(name => /\.(csv|yaml)$/.test(name)).sort();
  return {
    folder,
    reports: reports.sort((a, b) => (a.date < b.date ? -1 : 1)),
    others: others.map(name => join(dataset, name)),
  };
}

const DATASET = 'covid';

/** Fills a folder of uploads with links, whose targets are old enough that no run waits for them to settle. */
export async function linkUploads(uploads: string, all: DailyReports, wanted: readonly DailyReport[]): Promise<void> {
  await mkdir(join(uploads, DATASET), { recursive: true });
  for (const path of [...all.others, ...wanted.map(({ path }) => path)]) await linkUpload(uploads, path);
}

export async function linkUpload(uploads: string, path: string): Promise<void> {
  await symlink(path, join(uploads, DATASET, basename(path)));
}

const REST_MS = 1000;

/**
 * The reports of a simulated sample in the system's temporary folder. The sample stays there for the next run; one that an
 * older generator wrote is replaced.
 */
export async function sampleReports(
  options: Required<Pick<SampleOptions, 'firstDate' | 'days'>>,
): Promise<DailyReports> {
  const folder = join(tmpdir(), `seecovid-bench-sample-${options.firstDate}-${options.days}`);
  const { written } = await writeSample(folder, options);
  // The transform waits until new files stop changing; that wait must not be measured.
  if (written) await sleep(REST_MS);
  return await readDailyReports(join(folder, DATASET));
}
