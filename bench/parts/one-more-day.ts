import type { Row } from '../report/row.ts';
import { addDay } from '../workbench/add-day.ts';
import { findBaseline } from '../workbench/baselines.ts';
import { linkUploads } from '../workbench/daily-reports.ts';
import { runTransform } from '../workbench/run-transform.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

const RUNS = 5;
const PANDAS_FACTOR = 0.5;

/** The last day of May, and of June, on top of the days before: the most that a day rewrites of a month and of a quarter. */
export const oneMoreDay: Part = {
  name: 'one-more-day',
  async measure(bench) {
    const may = await measureDay(bench, '2020-05-31', 0.5);
    return [...may, ...(await measureDay(bench, '2020-06-30', 0.4))];
  },
};

/** Compared with a script that reads, groups and differences all reports, right after. */
async function measureDay({ scratch, all, quick }: Workbench, date: string, byteShare: number): Promise<Row[]> {
  const at = all.reports.findIndex(report => report.date === date);
  const report = all.reports[at];
  if (report === undefined) return [absent(date)];
  const pandas = await findBaseline('pandas');
  const theirs: number[] = [];
  const seconds: number[] = [];
  const shares: number[] = [];
  const runs = quick ? 1 : RUNS;
  for (let run = 1; run <= runs; run++) {
    scratch.log(`one more day, ${date}, ${run} of ${runs}`);
    const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
    await linkUploads(uploads, all, all.reports.slice(0, at));
    await runTransform(uploads, out);
    const added = await addDay(uploads, out, report);
    seconds.push(added.run.seconds);
    shares.push(added.writtenShare);
    if (pandas !== null) theirs.push((await pandas.run(all.folder)).seconds);
    await Promise.all([uploads, out].map(scratch.remove));
  }
  const ratios = theirs.map((value, run) => (seconds[run] ?? Number.NaN) / value);
  return [
    { label: `${date} on top`, samples: seconds, unit: 's', budget: null },
    { label: `${date}: ours / pandas over all reports`, samples: ratios, unit: 'factor', budget: PANDAS_FACTOR },
    { label: `${date}: share of the bytes written`, samples: shares, unit: 'share', budget: byteShare },
  ];
}

function absent(date: string): Row {
  return { label: `${date} on top`, samples: [], unit: 's', budget: null, note: 'no report of this day' };
}
