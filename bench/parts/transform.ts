import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finite, object, parserOf, text } from '../../functions/contract/schema.ts';
import { MIB, type Row } from '../report/row.ts';
import { linkUploads } from '../workbench/daily-reports.ts';
import { readLiveSnapshot, rowsOf } from '../workbench/live-snapshot.ts';
import { publishedFiles, snapshotBytes } from '../workbench/published-files.ts';
import { runProcess } from '../workbench/run-process.ts';
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

interface Pandas {
  readonly version: string;
  /** Reads, groups and differences a folder of reports. */
  run(folder: string): Promise<PandasRun>;
}

interface PandasRun {
  /** The whole process, including Python and its imports. */
  readonly seconds: number;
  /** From the first file to the last difference. */
  readonly ownSeconds: number;
}

const SCRIPT = join(import.meta.dirname, '..', 'pandas_baseline.py');
const PROBE = 'import json, sys, pandas; print(json.dumps({"python": sys.executable, "version": pandas.__version__}))';
const parseProbe = parserOf(object({ python: text, version: text }));
const parsePandasRun = parserOf(object({ seconds: finite }));

/** Null without Python 3 and pandas. */
async function findPandas(): Promise<Pandas | null> {
  const probe = await runProcess('python3', ['-c', PROBE]).catch(() => null);
  if (probe === null) return null;
  // The interpreter itself, because a version manager's launcher would cost extra time.
  const { python, version } = parseProbe(JSON.parse(probe.stdout), 'python3');
  return {
    version,
    async run(folder) {
      const { seconds, stdout } = await runProcess(python, [SCRIPT, folder]);
      return { seconds, ownSeconds: parsePandasRun(JSON.parse(stdout), 'pandas_baseline.py').seconds };
    },
  };
}

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
      { unit: 'factor', budget: 1.5 },
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
