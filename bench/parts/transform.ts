import { readFile } from 'node:fs/promises';
import { MIB, type Row } from '../report/row.ts';
import { linkUploads } from '../workbench/daily-reports.ts';
import { readLiveSnapshot, rowsOf } from '../workbench/live-snapshot.ts';
import { findPandas, type PandasRun } from '../workbench/pandas.ts';
import { publishedFiles, snapshotBytes } from '../workbench/published-files.ts';
import { runTransform, type TransformRun } from '../workbench/run-transform.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

const PAIRS = 5;

/** All reports from scratch to a published snapshot, in turn with a script that only reads, groups and differences them. */
export const transform: Part = {
  name: 'transform',
  async measure(bench) {
    const { scratch, all } = bench;
    const pandas = await findPandas();
    const uploads = await scratch.folder();
    const out = await scratch.folder();
    await linkUploads(uploads, all, all.reports);
    // Warms the file cache, so that the first run does not wait for the disk.
    await Promise.all(all.reports.map(({ path }) => readFile(path)));
    const ours: TransformRun[] = [];
    const theirs: PandasRun[] = [];
    const pairs = bench.quick ? 1 : PAIRS;
    for (let pair = 1; pair <= pairs; pair++) {
      scratch.log(`transform, ${pair} of ${pairs}`);
      await scratch.empty(out);
      ours.push(await runTransform(uploads, out));
      if (pandas !== null) theirs.push(await pandas.run(all.folder));
    }
    const live = await readLiveSnapshot(out);
    const bytes = snapshotBytes(live, await publishedFiles(out));
    await Promise.all([uploads, out].map(scratch.remove));
    return rows(bench, { ours, theirs, bytes, lines: rowsOf(live), version: pandas?.version ?? null });
  },
};

interface Measured {
  readonly ours: readonly TransformRun[];
  readonly theirs: readonly PandasRun[];
  readonly bytes: number;
  readonly lines: number;
  readonly version: string | null;
}

function rows({ all }: Workbench, { ours, theirs, bytes, lines, version }: Measured): Row[] {
  const note = version === null ? 'no python3 with pandas found' : `pandas ${version}`;
  const seconds = ours.map(({ seconds }) => seconds);
  const ratios = (of: (run: PandasRun) => number) => theirs.map((run, pair) => (seconds[pair] ?? Number.NaN) / of(run));
  const row = (label: string, samples: readonly number[], rest: Pick<Row, 'unit'> & Partial<Row>): Row => {
    return { label, samples, budget: null, ...rest };
  };
  const reports = `${all.reports.length} reports, ${lines.toLocaleString('en')} rows`;
  return [
    row('from scratch to published', seconds, { unit: 's', note: reports }),
    row(
      'CPU time',
      ours.map(({ cpuSeconds }) => cpuSeconds),
      { unit: 's' },
    ),
    row(
      'pandas, whole process',
      theirs.map(({ seconds }) => seconds),
      { unit: 's', note },
    ),
    row(
      'pandas, its own work',
      theirs.map(({ ownSeconds }) => ownSeconds),
      { unit: 's' },
    ),
    row(
      'ours / pandas, whole processes, by pair',
      ratios(({ seconds }) => seconds),
      { unit: 'factor', budget: 2 },
    ),
    row(
      'ours, whole process / pandas, its own work',
      ratios(({ ownSeconds }) => ownSeconds),
      { unit: 'factor' },
    ),
    row(
      'peak memory',
      ours.map(({ peakBytes }) => peakBytes),
      { unit: 'MiB', budget: 512 * MIB },
    ),
    row('bytes published', [bytes], { unit: 'kB' }),
  ];
}
