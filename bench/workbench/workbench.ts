import { realReports } from '../../tests/real-reports.ts';
import type { Row } from '../report/row.ts';
import { type DailyReports, linkUploads, readDailyReports, sampleReports } from './daily-reports.ts';
import { runTransform } from './run-transform.ts';
import { createScratch, type Scratch } from './scratch.ts';
import { publishThreeYears, publishThreeYearsOnce, type ThreeYears } from './three-years.ts';

/** What the parts share. Expensive things are created on first use. */
export interface Workbench {
  readonly scratch: Scratch;
  /** The real reports, or the sample of 120 days. */
  readonly all: DailyReports;
  readonly data: string;
  /** Whether to run everything once instead of several times. */
  readonly quick: boolean;
  /** A folder with all reports published. */
  readonly published: () => Promise<string>;
  readonly threeYears: () => Promise<ThreeYears>;
  /** A folder with three years published: that of `threeYears` if it ran, else a quicker one. */
  readonly threeYearsPublished: () => Promise<string>;
}

export async function createWorkbench({ quick }: { readonly quick: boolean }): Promise<Workbench> {
  const scratch = await createScratch();
  const real = realReports();
  const all = await (real === null ? sampleReports({ firstDate: '2020-02-15', days: 120 }) : readDailyReports(real));
  const days = `${all.reports.length} reports, ${all.reports.at(0)?.date} to ${all.reports.at(-1)?.date}`;
  let timed: Promise<ThreeYears> | undefined;
  return {
    scratch,
    all,
    data: `${real === null ? 'simulated sample (the real reports are not available)' : 'real reports of JHU'}: ${days}`,
    quick,
    published: once(async () => {
      scratch.log('publishing all reports');
      const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
      await linkUploads(uploads, all, all.reports);
      await runTransform(uploads, out);
      return out;
    }),
    threeYears: () => {
      timed ??= publishThreeYears(scratch);
      return timed;
    },
    threeYearsPublished: once(async () => (await timed)?.out ?? publishThreeYearsOnce(scratch)),
  };
}

function once<T>(create: () => Promise<T>): () => Promise<T> {
  let created: Promise<T> | undefined;
  return () => {
    created ??= create();
    return created;
  };
}

/** A part that can be chosen on the command line. */
export interface Part {
  readonly name: string;
  measure(bench: Workbench): Promise<readonly Row[]>;
}
