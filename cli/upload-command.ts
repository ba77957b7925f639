import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import { type Command, type GivenOptions, textOption } from './command.ts';
import { createProgress } from './progress.ts';
import { TARGET_OPTIONS, targetOf } from './target/target.ts';
import { runUpload, TIMEOUT_S } from './upload/run-upload.ts';

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
      return await runUpload({
        dataset,
        named,
        target,
        progress,
        signal: interruption.signal,
        dryRun: given.values['dry-run'] === true,
        wait: given.values['no-wait'] !== true,
        timeoutS: timeoutS ?? TIMEOUT_S[target.place.is],
      });
    } finally {
      progress.clear();
    }
  },
};

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

const INTERRUPTED = 130;
/** A shell and a program above this one may both pass on one press of Ctrl+C. */
const ONE_PRESS_MS = 500;

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/** The first Ctrl+C asks to come to an end, the second ends the program. */
export function onInterruption(): Interruption {
  const controller = new AbortController();
  let asked = 0;
  const interrupt = () => {
    if (asked > 0 && performance.now() - asked > ONE_PRESS_MS) process.exit(INTERRUPTED);
    asked ||= performance.now();
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
