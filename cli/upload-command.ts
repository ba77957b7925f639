import { isDatasetId } from '../functions/contract/expect.ts';
import { Problem } from '../functions/contract/problem.ts';
import { readPointer } from '../functions/transform/publish/publish.ts';
import { type Command, type GivenOptions, textOption } from './command.ts';
import { exitCodeOf } from './describe-result.ts';
import { createProgress, type Progress } from './progress.ts';
import { TARGET_OPTIONS, type Target, targetOf } from './target/target.ts';
import { awaitBuild } from './upload/await-build.ts';
import { chooseFiles } from './upload/choose-files.ts';
import {
  describeLeft,
  describePlan,
  describeSeen,
  INTERRUPTED_SENTENCE,
  unseenSentence,
} from './upload/describe-upload.ts';
import { findFiles } from './upload/find-files.ts';
import { onInterruption } from './upload/interruption.ts';
import { listUploads } from './upload/list-uploads.ts';
import { planUpload } from './upload/plan-upload.ts';
import { sendFiles } from './upload/send-files.ts';
import { shaInUse } from './upload/sha-in-use.ts';

const UNSEEN = 1;
const LEFT_OUT = 3;
const INTERRUPTED = 130;
const EVERY_MS = { deployed: 1000, local: 250 };
/** A build may take 300 s, and wait as long for one before it. */
const TIMEOUT_S = { deployed: 600, local: 120 };

export const uploadCommand: Command = {
  name: 'upload',
  says: 'Uploads what changed, waits until it is live, and tells what was rejected.',
  operands: ['DATASET', 'FILES AND FOLDERS…'],
  options: {
    ...TARGET_OPTIONS,
    'dry-run': { says: 'tell what would be uploaded, and upload nothing' },
    'no-wait': { says: 'end when the files are there, before they are live' },
    timeout: {
      value: 'SECONDS',
      says: `how long to wait for a build (${TIMEOUT_S.deployed}; locally ${TIMEOUT_S.local})`,
    },
    help: { says: 'print this' },
  },
  notes: [
    'A file in a folder keeps its path below that folder. Nothing is ever deleted: to take an upload out, remove its',
    'object ("aws s3 rm", or the file in the folder of uploads), and what is left is published.',
    'Exit code: 0 all is live, 3 live without some files or rows, 4 refused, 1 failed or not built in time, 130 interrupted.',
  ],
  async run(given) {
    const [dataset, ...named] = operandsOf(given);
    const timeoutS = secondsOf(textOption(given, 'timeout'));
    const target = await targetOf(given);
    const progress = createProgress(process.stderr);
    using interruption = onInterruption();
    try {
      return await upload({ dataset, named, timeoutS, target, progress, given, signal: interruption.signal });
    } finally {
      progress.clear();
    }
  },
};

interface Job {
  readonly dataset: string;
  readonly named: readonly string[];
  readonly timeoutS: number | undefined;
  readonly target: Target;
  readonly progress: Progress;
  readonly given: GivenOptions;
  readonly signal: AbortSignal;
}

async function upload({ dataset, named, timeoutS, target, progress, given, signal }: Job): Promise<number> {
  const { uploads, site, place } = target;
  const found = await findFiles(dataset, named);
  const chosen = await chooseFiles(dataset, found.files, uploads, new Date());
  for (const line of describeLeft(found, chosen)) console.log(line);
  const { pointer } = await readPointer(dataset, site);
  const before = await listUploads(dataset, uploads);
  const plan = await planUpload(
    chosen.wanted,
    new Map(before.map(object => [object.key, object])),
    await shaInUse(dataset, before, pointer, site),
    (done, of) => progress.step('comparing', done, of),
  );
  progress.clear();
  const dryRun = given.values['dry-run'] === true;
  console.log(describePlan(plan, before, target.name, dryRun));
  const leftOut = chosen.unfit.length > 0 ? LEFT_OUT : 0;
  if (dryRun) return leftOut;
  const sent = await sendFiles(plan.toSend, uploads, {
    progress: (done, of) => progress.step('uploading', done, of),
    signal,
  });
  progress.clear();
  if (signal.aborted && sent.size < plan.toSend.length) {
    console.error(
      `seecovid upload: interrupted; ${sent.size} of ${plan.toSend.length} files are there. ${INTERRUPTED_SENTENCE}`,
    );
    return INTERRUPTED;
  }
  if (sent.size > 0) console.log(`Uploaded ${sent.size} ${sent.size === 1 ? 'file' : 'files'}.`);
  if (given.values['no-wait'] === true) return leftOut;
  const listed = sent.size === 0 ? before : await listUploads(dataset, uploads);
  if (listed.length === 0) throw new Problem('bad-input', `"${dataset}" has no uploads, and none of the files is one`);
  const timeout = timeoutS ?? TIMEOUT_S[place.is];
  const awaited = { dataset, listed, sent, sequence: pointer?.sequence ?? 0 };
  const seen = await awaitBuild(awaited, target, {
    timeoutMs: timeout * 1000,
    everyMs: EVERY_MS[place.is],
    signal,
    waiting: ms => progress.note(`waiting for a build that has seen the uploads · ${Math.round(ms / 1000)} s`),
  });
  progress.clear();
  if (seen === undefined) {
    console.error(`seecovid upload: ${unseenSentence(dataset, place, timeout, signal.aborted)}`);
    return signal.aborted ? INTERRUPTED : UNSEEN;
  }
  console.log(describeSeen(dataset, seen, sent, target));
  return Math.max(exitCodeOf([seen]), leftOut);
}

function operandsOf({ positionals }: GivenOptions): readonly [string, ...string[]] {
  const [dataset, ...named] = positionals;
  if (dataset === undefined || named.length === 0) {
    throw new Problem('bad-parameter', 'a data set and files or folders must be given, as in "upload covid reports/"');
  }
  if (isDatasetId(dataset)) return [dataset, ...named];
  throw new Problem(
    'bad-parameter',
    `the data set comes first, as in "upload covid reports/"; "${dataset}" cannot be one: its name must be of small ` +
      'letters, digits and hyphens, begin with a letter, and not be api, data, assets or site',
  );
}

function secondsOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new Problem('bad-parameter', `--timeout must be a whole number of seconds; found "${value}"`);
}
