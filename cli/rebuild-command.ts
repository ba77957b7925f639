import { build } from '../functions/build/build.ts';
import { untilAtRest } from '../functions/store/until-at-rest.ts';
import { toolsOver } from '../local/local-tools.ts';
import type { Command } from './command.ts';
import { describeResult, exitCodeOf, jsonResult } from './describe-result.ts';
import { createProgress } from './progress.ts';
import { resolveDataset } from './resolve-dataset.ts';
import type { Stage } from './target/read-stage.ts';
import { resolveTarget, TARGET_OPTIONS } from './target/target.ts';

const REST_MS = 500;
const REST_LIMIT_MS = 30_000;

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'Builds a data set now, even if nothing has changed, and restores what is missing.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    json: { summary: 'print the result as JSON' },
    help: { summary: 'show this help' },
  },
  notes: [
    'The build runs on this machine, on the buckets of the stack or the folders you name, and may run alongside the',
    'function: both produce the same snapshot. Exit codes are those of "seecovid transform".',
  ],
  async run(args) {
    const target = await resolveTarget(args);
    const dataset = await resolveDataset(args.positionals[0], target.site);
    if (target.place.kind === 'local') await untilAtRest(target.place.uploads, REST_MS, REST_LIMIT_MS);
    const progress = createProgress(process.stderr, args.values.json === true);
    const tools = await toolsOver(target, { log: progress.log, progress: progress.step });
    const result = await build(dataset, tools, { force: true });
    progress.clear();
    console.log(
      args.values.json === true ? JSON.stringify({ datasets: [jsonResult(result)] }, null, 2) : describeResult(result),
    );
    if (target.place.kind === 'deployed') await deleteDeadLetters(dataset, target.place.stage);
    return exitCodeOf([result]);
  },
};

/** Deletes the dead letters of what was just built. Without access to the queue, it prints a message instead. */
async function deleteDeadLetters(dataset: string, { region, queue, uploads }: Stage): Promise<void> {
  try {
    const { createSqsClient, readDeadLetters } = await import('../infra/plugin/dead-letters.ts');
    const dead = await readDeadLetters({ sqs: createSqsClient(region), queue }, uploads);
    const deleted = await dead.deleteFor([dataset]);
    if (deleted > 0) console.error(`Deleted dead letters of failed builds: ${deleted}`);
  } catch (error) {
    console.error(`Could not delete the dead letters of failed builds, so their alarm stays on: ${String(error)}`);
  }
}
