import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import { DATASET_NAME_RULE } from '../local/find-datasets.ts';
import { type Command, numberOption, type ParsedArgs } from './command.ts';
import { createProgress } from './progress.ts';
import { resolveTarget, TARGET_OPTIONS } from './target/target.ts';
import { runUpload, TIMEOUT_S } from './upload/run-upload.ts';

export const uploadCommand: Command = {
  name: 'upload',
  summary: 'Uploads what changed, waits until it is live, and reports what was rejected.',
  operands: ['DATASET', 'FILES AND FOLDERS…'],
  options: {
    ...TARGET_OPTIONS,
    'dry-run': { summary: 'show what would be uploaded, and upload nothing' },
    'no-wait': { summary: 'exit once the files are uploaded, before they are live' },
    timeout: {
      value: 'SECONDS',
      summary: `how long to wait for a build (${TIMEOUT_S.deployed}; locally ${TIMEOUT_S.local})`,
    },
    help: { summary: 'show this help' },
  },
  notes: [
    'A file in a folder keeps its path below that folder. Nothing is ever deleted: to remove an upload, delete its',
    'object ("aws s3 rm", or the file in the uploads folder). The rest is then published.',
    'Exit code: 0 all is live, 3 live without some files or rows, 4 refused, 1 failed or not built in time, 130 interrupted.',
  ],
  async run(args) {
    const [dataset, ...named] = parseOperands(args);
    const timeoutS = numberOption(args, 'timeout');
    const target = await resolveTarget(args);
    const progress = createProgress(process.stderr);
    using interruption = onInterruption();
    try {
      return await runUpload({
        dataset,
        named,
        target,
        progress,
        signal: interruption.signal,
        dryRun: args.values['dry-run'] === true,
        wait: args.values['no-wait'] !== true,
        timeoutS: timeoutS ?? TIMEOUT_S[target.place.kind],
      });
    } finally {
      progress.clear();
    }
  },
};

function parseOperands({ positionals }: ParsedArgs): readonly [string, ...string[]] {
  const [dataset, ...named] = positionals;
  if (dataset === undefined || named.length === 0) {
    throw new Problem('bad-parameter', 'a data set and files or folders must be given, as in "upload covid reports/"');
  }
  if (isDatasetId(dataset)) return [dataset, ...named];
  throw new Problem(
    'bad-parameter',
    `the data set comes first, as in "upload covid reports/"; "${dataset}" cannot be one: ${DATASET_NAME_RULE}`,
  );
}

const INTERRUPTED = 130;
/** The shell and a parent process may each forward the same Ctrl+C. */
const ONE_PRESS_MS = 500;

interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/** The first Ctrl+C asks the upload to stop, the second exits. */
function onInterruption(): Interruption {
  const controller = new AbortController();
  let interruptedAt = 0;
  const interrupt = () => {
    if (interruptedAt > 0 && performance.now() - interruptedAt > ONE_PRESS_MS) process.exit(INTERRUPTED);
    interruptedAt ||= performance.now();
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
