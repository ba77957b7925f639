import { basename } from 'node:path';
import { datasetOfRootFile } from '../functions/contract/dataset-id.ts';
import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import { DATASET_NAME_RULE } from '../local/find-datasets.ts';
import { type Command, numberOption, type ParsedArgs } from './command.ts';
import { createProgress } from './progress.ts';
import { resolveTarget, TARGET_OPTIONS } from './target/target.ts';
import { runUpload, TIMEOUT_S, type UploadJob } from './upload/run-upload.ts';

export const uploadCommand: Command = {
  name: 'upload',
  summary: 'Uploads what changed, waits until it is live, and reports what was rejected.',
  operands: ['[DATASET]', 'FILES AND FOLDERS…'],
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
    'A file alone, as in "upload iris.csv", is a data set of its own. After the name of a data set, files go into its folder.',
    'A file in a folder keeps its path below that folder. Nothing is ever deleted: to remove an upload, delete its',
    'object ("aws s3 rm", or the file in the uploads folder). The rest is then published.',
    'Exit code: 0 all is live, 3 live without some files or rows, 4 refused, 1 failed or not built in time, 130 interrupted.',
  ],
  async run(args) {
    const wanted = parseOperands(args);
    const timeoutS = numberOption(args, 'timeout');
    const target = await resolveTarget(args);
    const progress = createProgress(process.stderr);
    using interruption = onInterruption();
    try {
      let code = 0;
      for (const { dataset, atRoot, named } of wanted) {
        if (interruption.signal.aborted) return INTERRUPTED;
        const ended = await runUpload({
          ...{ dataset, atRoot, named, target, progress },
          signal: interruption.signal,
          dryRun: args.values['dry-run'] === true,
          wait: args.values['no-wait'] !== true,
          timeoutS: timeoutS ?? TIMEOUT_S[target.place.kind],
        });
        code = Math.max(code, ended);
      }
      return code;
    } finally {
      progress.clear();
    }
  },
};

type Wanted = Pick<UploadJob, 'dataset' | 'atRoot' | 'named'>;

/** The files of one data set after its name, or files each of which is a data set. */
function parseOperands({ positionals }: ParsedArgs): readonly Wanted[] {
  const [dataset, ...named] = positionals;
  if (dataset === undefined || (isDatasetId(dataset) && named.length === 0)) {
    const examples = '"upload iris.csv", or "upload covid reports/"';
    throw new Problem('bad-parameter', `files must be given, or a data set and files or folders, as in ${examples}`);
  }
  if (isDatasetId(dataset)) return [{ dataset, atRoot: false, named }];
  const byDataset = Map.groupBy(positionals, path => {
    const id = datasetOfRootFile(basename(path));
    if (id !== null) return id;
    const rule = `a data set comes first, as in "upload covid reports/"; ${DATASET_NAME_RULE}`;
    throw new Problem('bad-parameter', `"${path}" is not a file of rows (CSV, TSV, JSON, NDJSON or Parquet); ${rule}`);
  });
  return [...byDataset].map(([dataset, named]) => ({ dataset, atRoot: true, named }));
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
