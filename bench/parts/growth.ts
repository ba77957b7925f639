import { type GrownRun, runLater } from '../growth/run-later.ts';
import { MIB, type Row } from '../report/row.ts';
import { type DailyReports, linkUpload, linkUploads, sampleReports } from '../workbench/daily-reports.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

/** From here on every report is as long as those of three years are. */
const FIRST_DATE = '2020-06-01';
/** So many reports have about 0.1, 1, 4 and 10 million rows. */
const SIZES = [30, 296, 1181, 2952];
/** Against this many rows time is held, since below it the start of the process is most of it. */
const BASE_DAYS = 296;
const HELD_DAYS = 1181;

/** The simulated sample from nothing at four sizes, and one day more at each. */
export const growth: Part = {
  name: 'growth',
  async measure(bench) {
    bench.scratch.tell('the sample of ten million rows');
    const all = await sampleReports({ firstDate: FIRST_DATE, days: Math.max(...SIZES) + 1 });
    const grown = new Map<number, Grown>();
    for (const days of bench.quick ? SIZES.slice(0, 2) : SIZES) grown.set(days, await measureSize(bench, all, days));
    const base = grown.get(BASE_DAYS);
    return [...grown].flatMap(([days, of]) => rowsOf(days, of, base));
  },
};

interface Grown {
  readonly full: GrownRun;
  readonly added: GrownRun;
}

async function measureSize({ scratch }: Workbench, all: DailyReports, days: number): Promise<Grown> {
  scratch.tell(`growth, ${days} days`);
  const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
  await linkUploads(uploads, all, all.reports.slice(0, days));
  const full = await runLater(uploads, out);
  await linkUpload(uploads, all.reports[days]?.path ?? '');
  const added = await runLater(uploads, out);
  if (added.staged !== 1) throw new Error(`one more day must read one upload; it read ${added.staged}`);
  await Promise.all([uploads, out].map(scratch.remove));
  return { full, added };
}

function rowsOf(days: number, { full, added }: Grown, base: Grown | undefined): Row[] {
  const size = `${(full.rows / 1e6).toFixed(1)} million rows`;
  const row = (what: string, value: number, unit: Row['unit'], budget: number | null = null, note?: string): Row => ({
    what: `${size}: ${what}`,
    samples: [value],
    unit,
    budget,
    ...(note === undefined ? {} : { note }),
  });
  const perRow = ({ processorSeconds, rows }: GrownRun) => processorSeconds / rows;
  const factor = base === undefined || days <= BASE_DAYS ? [] : [perRow(full) / perRow(base.full)];
  return [
    row('from nothing', full.seconds, 's', null, `${days.toLocaleString('en')} days, simulated`),
    row('the same in processor time', full.processorSeconds, 's'),
    row('rows a second', full.rows / full.seconds, 'rows/s'),
    ...factor.map(value => row('processor time a row / over 1 million', value, 'factor', 1.3)),
    row('peak memory', full.peakBytes, 'MiB', days <= HELD_DAYS ? 1024 * MIB : null),
    row('one day more', added.seconds, 's', null, `${added.rebuiltMonths} of the months written anew`),
    row('one day more: peak memory', added.peakBytes, 'MiB', days <= HELD_DAYS ? 1024 * MIB : null),
    row('one day more: blobs written', added.writtenBytes, 'kB'),
    row('one day more: share of the blobs', added.writtenBytes / full.writtenBytes, 'share'),
  ];
}
