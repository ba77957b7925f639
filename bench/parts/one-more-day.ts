import type { Row } from '../report/row.ts';
import { addDay } from '../workbench/add-day.ts';
import { linkUploads } from '../workbench/daily-reports.ts';
import { runTransform } from '../workbench/run-transform.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

const RUNS = 3;
const TIME_SHARE = 1 / 5;

/** The last day of May, and of June, on top of the days before: the most that a day rewrites of a month and of a quarter. */
export const oneMoreDay: Part = {
  name: 'one-more-day',
  async measure(bench) {
    const may = await measureDay(bench, '2020-05-31', 0.5);
    return [...may, ...(await measureDay(bench, '2020-06-30', 0.4))];
  },
};

/** Compared with building the earlier days from scratch, right before. */
async function measureDay({ scratch, all, quick }: Workbench, date: string, byteShare: number): Promise<Row[]> {
  const at = all.reports.findIndex(report => report.date === date);
  const report = all.reports[at];
  if (report === undefined) return [absent(date)];
  const fullSeconds: number[] = [];
  const seconds: number[] = [];
  const shares: number[] = [];
  const runs = quick ? 1 : RUNS;
  for (let run = 1; run <= runs; run++) {
    scratch.log(`one more day, ${date}, ${run} of ${runs}`);
    const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
    await linkUploads(uploads, all, all.reports.slice(0, at));
    fullSeconds.push((await runTransform(uploads, out)).seconds);
    const added = await addDay(uploads, out, report);
    seconds.push(added.run.seconds);
    shares.push(added.writtenShare);
    await Promise.all([uploads, out].map(scratch.remove));
  }
  const ratios = seconds.map((value, run) => value / (fullSeconds[run] ?? Number.NaN));
  return [
    { label: `all before ${date}, from scratch`, samples: fullSeconds, unit: 's', budget: null },
    { label: `${date} on top`, samples: seconds, unit: 's', budget: null },
    { label: `${date}: share of the time`, samples: ratios, unit: 'share', budget: TIME_SHARE },
    { label: `${date}: share of the bytes written`, samples: shares, unit: 'share', budget: byteShare },
  ];
}

function absent(date: string): Row {
  return { label: `${date} on top`, samples: [], unit: 's', budget: null, note: 'no report of this day' };
}
