import type { Row } from '../report/row.ts';
import { addDay } from '../workbench/add-day.ts';
import { linkUploads } from '../workbench/daily-reports.ts';
import { runTransform } from '../workbench/run-transform.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

const RUNS = 3;
const TIME_SHARE = 1 / 5;

/** The last of May and the last of June, each on the days before it: the most of a month, and of a quarter, to write again. */
export const oneMoreDay: Part = {
  name: 'one-more-day',
  async measure(bench) {
    const may = await measureDay(bench, '2020-05-31', 0.5);
    return [...may, ...(await measureDay(bench, '2020-06-30', 0.4))];
  },
};

/** The full time it is held against is that of the days before, from nothing, right before it. */
async function measureDay({ scratch, all, quick }: Workbench, date: string, byteShare: number): Promise<Row[]> {
  const at = all.reports.findIndex(report => report.date === date);
  const report = all.reports[at];
  if (report === undefined) return [absent(date)];
  const fullSeconds: number[] = [];
  const seconds: number[] = [];
  const shares: number[] = [];
  const runs = quick ? 1 : RUNS;
  for (let run = 1; run <= runs; run++) {
    scratch.tell(`one more day, ${date}, ${run} of ${runs}`);
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
    { what: `all before ${date}, from nothing`, samples: fullSeconds, unit: 's', budget: null },
    { what: `${date} on top`, samples: seconds, unit: 's', budget: null },
    { what: `${date}: share of the time`, samples: ratios, unit: 'share', budget: TIME_SHARE },
    { what: `${date}: share of the bytes written`, samples: shares, unit: 'share', budget: byteShare },
  ];
}

function absent(date: string): Row {
  return { what: `${date} on top`, samples: [], unit: 's', budget: null, note: 'no report of this day at hand' };
}
