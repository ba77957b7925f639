import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of daily reports with what lies beside them. */
export interface DailyReports {
  /** The folder that holds the reports alone. */
  readonly folder: string;
  /** In the order of their days. */
  readonly reports: readonly DailyReport[];
  /** The lookup table, and a descriptor where there is one. */
  readonly beside: readonly string[];
}

export interface DailyReport {
  readonly date: string;
  readonly path: string;
}

const REPORTS = 'csse_covid_19_daily_reports';

/** @param dataset the folder of the data set, as it is published by JHU or written by the sample */
export async function readDailyReports(dataset: string): Promise<DailyReports> {
  const folder = join(dataset, REPORTS);
  const reports = (await readdir(folder)).flatMap(name => {
    const [, month, day, year] = /^(\d\d)-(\d\d)-(\d{4})\.csv$/.exec(name) ?? [];
    return month === undefined ? [] : [{ date: `${year}-${month}-${day}`, path: join(folder, name) }];
  });
  const beside = (await readdir(dataset)).filter(name => /\.(csv|yaml)$/.test(name)).sort();
  return {
    folder,
    reports: reports.sort((a, b) => (a.date < b.date ? -1 : 1)),
    beside: beside.map(name => join(dataset, name)),
  };
}
