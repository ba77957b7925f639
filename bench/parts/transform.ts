import { readFile } from 'node:fs/promises';
import { MIB, type Row } from '../report/row.ts';
import { BASELINES, type Baseline, type BaselineRun, findBaseline } from '../workbench/baselines.ts';
import { linkUploads } from '../workbench/daily-reports.ts';
import { readLiveSnapshot, rowsOf } from '../workbench/live-snapshot.ts';
import { publishedFiles, snapshotBytes } from '../workbench/published-files.ts';
import { runTransform, type TransformRun } from '../workbench/run-transform.ts';
import type { Part, Workbench } from '../workbench/workbench.ts';

const ROUNDS = 5;

/** All reports from scratch to a published snapshot, in turn with scripts that only read, group and difference them. */
export const transform: Part = {
  name: 'transform',
  async measure(bench) {
    const { scratch, all } = bench;
    const found = await Promise.all(BASELINES.map(findBaseline));
    const uploads = await scratch.folder();
    const out = await scratch.folder();
    await linkUploads(uploads, all, all.reports);
    // Warms the file cache, so that the first run does not wait for the disk.
    await Promise.all(all.reports.map(({ path }) => readFile(path)));
    const ours: TransformRun[] = [];
    const theirs = found.map((): BaselineRun[] => []);
    const rounds = bench.quick ? 1 : ROUNDS;
    for (let round = 1; round <= rounds; round++) {
      scratch.log(`transform, ${round} of ${rounds}`);
      await scratch.empty(out);
      ours.push(await runTransform(uploads, out));
      for (const [index, baseline] of found.entries()) {
        if (baseline !== null) theirs[index]?.push(await baseline.run(all.folder));
      }
    }
    const live = await readLiveSnapshot(out);
    const bytes = snapshotBytes(live, await publishedFiles(out));
    await Promise.all([uploads, out].map(scratch.remove));
    const peers = BASELINES.map((name, index) => ({ name, baseline: found[index] ?? null, runs: theirs[index] ?? [] }));
    return rows(bench, { ours, peers, bytes, lines: rowsOf(live) });
  },
};

interface Measured {
  readonly ours: readonly TransformRun[];
  readonly peers: readonly Peer[];
  readonly bytes: number;
  readonly lines: number;
}

interface Peer {
  readonly name: Baseline['name'];
  /** Null if it is not installed. */
  readonly baseline: Baseline | null;
  readonly runs: readonly BaselineRun[];
}

function rows({ all }: Workbench, { ours, peers, bytes, lines }: Measured): Row[] {
  const reports = `${all.reports.length} reports, ${lines.toLocaleString('en')} rows`;
  const [seconds, cpu, peaks] = [
    ours.map(({ seconds }) => seconds),
    ours.map(({ cpuSeconds }) => cpuSeconds),
    ours.map(({ peakBytes }) => peakBytes),
  ];
  return [
    { label: 'from scratch to published', samples: seconds, unit: 's', budget: null, note: reports },
    { label: 'CPU time', samples: cpu, unit: 's', budget: null },
    ...peers.flatMap(peer => peerRows(peer, seconds)),
    { label: 'peak memory', samples: peaks, unit: 'MiB', budget: 512 * MIB },
    { label: 'bytes published', samples: [bytes], unit: 'kB', budget: null },
  ];
}

/** Only pandas has a budget, and only for whole processes. */
function peerRows({ name, baseline, runs }: Peer, seconds: readonly number[]): Row[] {
  const note = baseline === null ? `no python3 with ${name} found` : `${name} ${baseline.version}`;
  const whole = runs.map(({ seconds }) => seconds);
  const own = runs.map(({ ownSeconds }) => ownSeconds);
  const ratios = (theirs: readonly number[]) => theirs.map((value, round) => (seconds[round] ?? Number.NaN) / value);
  const budget = name === 'pandas' ? 2 : null;
  return [
    { label: `${name}, whole process`, samples: whole, unit: 's', budget: null, note },
    { label: `${name}, its own work`, samples: own, unit: 's', budget: null },
    { label: `ours / ${name}, whole processes, by round`, samples: ratios(whole), unit: 'factor', budget },
    { label: `ours, whole process / ${name}, its own work`, samples: ratios(own), unit: 'factor', budget: null },
  ];
}
