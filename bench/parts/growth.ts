import { join } from 'node:path';
import { count, object, oneOf, parserOf } from '../../functions/contract/schema.ts';
import { MIB, type Row } from '../report/row.ts';
import { type DailyReports, linkUpload, linkUploads, sampleReports } from '../workbench/daily-reports.ts';
import { type ProcessUsage, runMeasured } from '../workbench/run-process.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

/** From this day on, reports have their full length. */
const FIRST_DATE = '2020-06-01';
/** Days with about 0.1, 1, 4 and 10 million rows. */
const SIZES = [30, 296, 1181, 2952];
/** The reference for time per row: below it, starting the process takes most of the time. */
const BASE_DAYS = 296;
/** The largest size with a memory budget. */
const BUDGET_DAYS = 1181;

/** The simulated sample from scratch at four sizes, and one more day at each. */
export const growth: Part = {
  name: 'growth',
  async measure(bench) {
    bench.scratch.log('the sample of ten million rows');
    const all = await sampleReports({ firstDate: FIRST_DATE, days: Math.max(...SIZES) + 1 });
    const grown = new Map<number, Grown>();
    for (const days of bench.quick ? SIZES.slice(0, 2) : SIZES) grown.set(days, await measureSize(bench, all, days));
    const base = grown.get(BASE_DAYS);
    return [...grown].flatMap(([days, of]) => rowsOf(days, of, base));
  },
};

interface Grown {
  readonly full: GrowthRun;
  readonly added: GrowthRun;
}

async function measureSize({ scratch }: Workbench, all: DailyReports, days: number): Promise<Grown> {
  scratch.log(`growth, ${days} days`);
  const [uploads, out] = await Promise.all([scratch.folder(), scratch.folder()]);
  await linkUploads(uploads, all, all.reports.slice(0, days));
  const full = await runLater(uploads, out);
  await linkUpload(uploads, all.reports[days]?.path ?? '');
  const added = await runLater(uploads, out);
  if (added.staged !== 1) throw new Error(`one more day must read one upload; it read ${added.staged}`);
  await Promise.all([uploads, out].map(scratch.remove));
  return { full, added };
}

/** One build in its own process. */
interface GrowthRun extends ProcessUsage {
  readonly seconds: number;
  readonly rows: number;
  readonly staged: number;
  readonly rebuiltChunks: number;
  /** Of blobs. */
  readonly writtenBytes: number;
}

const BUILD_LATER = join(import.meta.dirname, '..', 'growth', 'build-later.ts');

const parseResult = parserOf(
  object({ outcome: oneOf('published'), staged: count, rebuiltChunks: count, writtenBytes: count, rows: count }),
);

/** Builds a folder of uploads into another; throws unless every upload went live. */
async function runLater(uploads: string, out: string): Promise<GrowthRun> {
  const { stdout, ...measured } = await runMeasured([BUILD_LATER, uploads, out], `${out}.usage`);
  const { outcome: _, ...result } = parseResult(JSON.parse(stdout), 'the result');
  return { ...measured, ...result };
}

function rowsOf(days: number, { full, added }: Grown, base: Grown | undefined): Row[] {
  const size = `${(full.rows / 1e6).toFixed(1)} million rows`;
  const row = (label: string, value: number, unit: Row['unit'], budget: number | null = null, note?: string): Row => ({
    label: `${size}: ${label}`,
    samples: [value],
    unit,
    budget,
    ...(note === undefined ? {} : { note }),
  });
  const perRow = ({ cpuSeconds, rows }: GrowthRun) => cpuSeconds / rows;
  const factor = base === undefined || days <= BASE_DAYS ? [] : [perRow(full) / perRow(base.full)];
  return [
    row('from scratch', full.seconds, 's', null, `${days.toLocaleString('en')} days, simulated`),
    row('CPU time', full.cpuSeconds, 's'),
    row('rows per second', full.rows / full.seconds, 'rows/s'),
    ...factor.map(value => row('CPU time per row / that of 1 million', value, 'factor', 1.3)),
    row('peak memory', full.peakBytes, 'MiB', days <= BUDGET_DAYS ? 1024 * MIB : null),
    row('one more day', added.seconds, 's', null, `${added.rebuiltChunks} parts rebuilt`),
    row('one more day: peak memory', added.peakBytes, 'MiB', days <= BUDGET_DAYS ? 1024 * MIB : null),
    row('one more day: blobs written', added.writtenBytes, 'kB'),
    row('one more day: share of the blobs', added.writtenBytes / full.writtenBytes, 'share'),
  ];
}
