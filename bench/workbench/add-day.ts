import { type DailyReport, linkUpload } from './daily-reports.ts';
import { readLiveSnapshot } from './live-snapshot.ts';
import { publishedFiles, snapshotBytes, writtenBytes } from './published-files.ts';
import { runTransform, type TransformRun } from './run-transform.ts';

export interface AddedDay {
  readonly run: TransformRun;
  /** The bytes written, as a share of the new snapshot. */
  readonly writtenShare: number;
}

/** Publishes one more report on top of the published ones. */
export async function addDay(uploads: string, out: string, report: DailyReport): Promise<AddedDay> {
  const before = await publishedFiles(out);
  await linkUpload(uploads, report.path);
  const run = await runTransform(uploads, out);
  if (run.staged !== 1) throw new Error(`one more day must read one upload; it read ${run.staged}`);
  const after = await publishedFiles(out);
  const whole = snapshotBytes(await readLiveSnapshot(out), after);
  return { run, writtenShare: writtenBytes(before, after) / whole };
}
