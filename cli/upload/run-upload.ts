import { Problem } from '../../functions/contract/problem.ts';
import { uploadsOf } from '../../functions/job/uploads-of.ts';
import { readPointer } from '../../functions/publish/pointer.ts';
import { exitCodeOf, plural } from '../describe-result.ts';
import type { Progress } from '../progress.ts';
import type { Target } from '../target/target.ts';
import { type AwaitedUploads, awaitBuild } from './await-build.ts';
import { chooseFiles, chooseTables } from './choose-files.ts';
import {
  describeBuild,
  describeInterrupted,
  describeNoBuild,
  describePlan,
  describeSkipped,
} from './describe-upload.ts';
import { findFiles, type LocalFile } from './find-files.ts';
import { planUpload, shaInUse } from './plan-upload.ts';
import { sendFiles } from './send-files.ts';

export interface UploadJob {
  readonly dataset: string;
  /** The files are the data set, at the root of the uploads; else they lie in its folder. */
  readonly atRoot: boolean;
  /** Files and folders. */
  readonly named: readonly string[];
  readonly target: Target;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly dryRun: boolean;
  readonly wait: boolean;
  readonly timeoutS: number;
}

const NOT_BUILT = 1;
const EXCLUDED = 3;
const INTERRUPTED = 130;
const POLL_MS = { deployed: 1000, local: 250 };
/** A build may take 300 s, after waiting as long for the one before it. */
export const TIMEOUT_S = { deployed: 600, local: 120 };

/** Uploads what changed, waits for the build and reports both. Returns the exit code. */
export async function runUpload(job: UploadJob): Promise<number> {
  const { dataset, atRoot, named, target, progress, dryRun } = job;
  const { uploads, site } = target;
  const found = await findFiles(atRoot ? '' : `${dataset}/`, named);
  const chosen = atRoot ? chooseTables(found.files) : await chooseFiles(dataset, found.files, uploads, new Date());
  for (const line of describeSkipped(found, chosen)) console.log(line);
  if (chosen.wanted.length + chosen.invalid.length === 0) {
    // Usually the wrong folder: waiting would report what is live already as the outcome.
    throw new Problem('bad-input', `nothing was uploaded: found no upload of "${dataset}" in ${named.join(', ')}`);
  }
  const { pointer } = await readPointer(dataset, site);
  const before = await Array.fromAsync(uploadsOf(dataset, uploads));
  const plan = await planUpload(
    chosen.wanted,
    new Map(before.map(object => [object.key, object])),
    await shaInUse(dataset, before, pointer, site),
    (done, of) => progress.step('comparing', done, of),
  );
  progress.clear();
  console.log(describePlan(plan, before, target.place, dryRun));
  const excluded = chosen.invalid.length > 0 ? EXCLUDED : 0;
  if (dryRun) return excluded;
  const sent = await send(plan.toSend, job);
  if (sent === undefined) return INTERRUPTED;
  if (!job.wait) return excluded;
  const listed = sent.size === 0 ? before : await Array.fromAsync(uploadsOf(dataset, uploads));
  if (listed.length === 0) return excluded;
  return Math.max(excluded, await wait({ dataset, listed, sent, sequence: pointer?.sequence ?? 0 }, job));
}

/** The SHA-256 of what was sent, by key; undefined if interrupted before the last file. */
async function send(files: readonly LocalFile[], { target, progress, signal }: UploadJob) {
  let count = 0;
  const options = {
    signal,
    progress(done: number, of: number) {
      count = done;
      progress.step('uploading', done, of);
    },
  };
  try {
    const sent = await sendFiles(files, target.uploads, options);
    progress.clear();
    if (sent.size < files.length) {
      console.error(`seecovid upload: interrupted; ${describeInterrupted(sent.size, files.length)}`);
      return undefined;
    }
    if (sent.size > 0) console.log(`Uploaded ${plural(sent.size, 'file')}.`);
    return sent;
  } catch (error) {
    progress.clear();
    console.error(`seecovid upload: ${describeInterrupted(count, files.length)}`);
    throw error;
  }
}

/** Returns the exit code for the outcome of the uploads. */
async function wait(awaited: AwaitedUploads, { target, progress, signal, timeoutS }: UploadJob): Promise<number> {
  const seen = await awaitBuild(awaited, target, {
    timeoutMs: timeoutS * 1000,
    pollMs: POLL_MS[target.place.kind],
    signal,
    waiting: ms => progress.note(`waiting for a build to pick up the uploads · ${Math.round(ms / 1000)} s`),
  });
  progress.clear();
  if (seen === undefined) {
    console.error(`seecovid upload: ${describeNoBuild(awaited.dataset, target.place, timeoutS, signal.aborted)}`);
    return signal.aborted ? INTERRUPTED : NOT_BUILT;
  }
  console.log(describeBuild(awaited.dataset, seen, awaited.sent, target));
  return exitCodeOf([seen]);
}
