import { Problem } from '../../functions/contract/problem.ts';
import { readPointer } from '../../functions/publish/pointer.ts';
import { exitCodeOf } from '../describe-result.ts';
import type { Progress } from '../progress.ts';
import type { Target } from '../target/target.ts';
import { type AwaitedUploads, awaitBuild } from './await-build.ts';
import { chooseFiles } from './choose-files.ts';
import { describeLeft, describePlan, describeSeen, howFarSentence, unseenSentence } from './describe-upload.ts';
import { findFiles, type LocalFile } from './find-files.ts';
import { planUpload, shaInUse } from './plan-upload.ts';
import { sendFiles } from './send-files.ts';

export interface UploadJob {
  readonly dataset: string;
  /** Files and folders. */
  readonly named: readonly string[];
  readonly target: Target;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly dryRun: boolean;
  readonly wait: boolean;
  readonly timeoutS: number;
}

const UNSEEN = 1;
const LEFT_OUT = 3;
const INTERRUPTED = 130;
const EVERY_MS = { deployed: 1000, local: 250 };
/** A build may take 300 s, and wait as long for one before it. */
export const TIMEOUT_S = { deployed: 600, local: 120 };

/** Uploads what changed and waits for what becomes of it, telling both on the way. Gives the exit code. */
export async function runUpload(job: UploadJob): Promise<number> {
  const { dataset, named, target, progress, dryRun } = job;
  const { uploads, site } = target;
  const found = await findFiles(dataset, named);
  const chosen = await chooseFiles(dataset, found.files, uploads, new Date());
  for (const line of describeLeft(found, chosen)) console.log(line);
  if (chosen.wanted.length + chosen.unfit.length === 0) throw nothingGiven(job);
  const { pointer } = await readPointer(dataset, site);
  const before = await Array.fromAsync(uploads.list(`${dataset}/`));
  const plan = await planUpload(
    chosen.wanted,
    new Map(before.map(object => [object.key, object])),
    await shaInUse(dataset, before, pointer, site),
    (done, of) => progress.step('comparing', done, of),
  );
  progress.clear();
  console.log(describePlan(plan, before, target.place, dryRun));
  const leftOut = chosen.unfit.length > 0 ? LEFT_OUT : 0;
  if (dryRun) return leftOut;
  const sent = await send(plan.toSend, job);
  if (sent === undefined) return INTERRUPTED;
  if (!job.wait) return leftOut;
  const listed = sent.size === 0 ? before : await Array.fromAsync(uploads.list(`${dataset}/`));
  if (listed.length === 0) return leftOut;
  return Math.max(leftOut, await wait({ dataset, listed, sent, sequence: pointer?.sequence ?? 0 }, job));
}

/** Most often the wrong folder: what lies there already and is live would look like an answer. */
function nothingGiven({ dataset, named }: UploadJob): Problem {
  return new Problem(
    'bad-input',
    `nothing is uploaded: there must be an upload of "${dataset}" among what is given; found none in ${named.join(', ')}`,
  );
}

/** SHA-256 of what was sent, by key; undefined where it was interrupted before the last. */
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
      console.error(`seecovid upload: interrupted; ${howFarSentence(sent.size, files.length)}`);
      return undefined;
    }
    if (sent.size > 0) console.log(`Uploaded ${sent.size} ${sent.size === 1 ? 'file' : 'files'}.`);
    return sent;
  } catch (error) {
    progress.clear();
    console.error(`seecovid upload: ${howFarSentence(count, files.length)}`);
    throw error;
  }
}

/** Gives the exit code of what became of the uploads. */
async function wait(awaited: AwaitedUploads, { target, progress, signal, timeoutS }: UploadJob): Promise<number> {
  const seen = await awaitBuild(awaited, target, {
    timeoutMs: timeoutS * 1000,
    everyMs: EVERY_MS[target.place.is],
    signal,
    waiting: ms => progress.note(`waiting for a build that has seen the uploads · ${Math.round(ms / 1000)} s`),
  });
  progress.clear();
  if (seen === undefined) {
    console.error(`seecovid upload: ${unseenSentence(awaited.dataset, target.place, timeoutS, signal.aborted)}`);
    return signal.aborted ? INTERRUPTED : UNSEEN;
  }
  console.log(describeSeen(awaited.dataset, seen, awaited.sent, target));
  return exitCodeOf([seen]);
}
