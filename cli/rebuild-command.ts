import { build } from '../functions/build/build.ts';
import { untilAtRest } from '../functions/store/until-at-rest.ts';
import { toolsOver } from '../local/local-tools.ts';
import type { Command } from './command.ts';
import { describeResult, exitCodeOf, jsonResult } from './describe-result.ts';
import { createProgress } from './progress.ts';
import type { Stage } from './target/read-stage.ts';
import { TARGET_OPTIONS, targetOf } from './target/target.ts';
import { wantedDataset } from './wanted-dataset.ts';

const REST_MS = 500;
const REST_LIMIT_MS = 30_000;

export const rebuildCommand: Command = {
  name: 'rebuild',
  says: 'Builds a data set now, also where nothing has changed, and makes again what is missing.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    json: { says: 'print the result as JSON' },
    help: { says: 'print this' },
  },
  notes: [
    'The build runs on this machine, over the buckets of the stack or the folders that are named, and may run beside the',
    'function: both end in the same snapshot. Exit code as that of "seecovid transform".',
  ],
  async run(given) {
    const target = await targetOf(given);
    const dataset = await wantedDataset(given.positionals[0], target.site);
    if (target.place.is === 'local') await untilAtRest(target.place.uploads, REST_MS, REST_LIMIT_MS);
    const progress = createProgress(process.stderr, given.values.json === true);
    const tools = await toolsOver(target, { log: progress.log, progress: progress.step });
    const result = await build(dataset, tools, { force: true });
    progress.clear();
    console.log(
      given.values.json === true ? JSON.stringify({ datasets: [jsonResult(result)] }, null, 2) : describeResult(result),
    );
    if (target.place.is === 'deployed') await settleDeadLetters(dataset, target.place.stage);
    return exitCodeOf([result]);
  },
};

/** Deletes the dead letters of what was just built. A user who may build but not read the queue gets a message instead. */
async function settleDeadLetters(dataset: string, { region, queue, uploads }: Stage): Promise<void> {
  try {
    const { SQSClient } = await import('@aws-sdk/client-sqs');
    const { readDeadLetters } = await import('../infra/plugin/dead-letters.ts');
    const sqs = new SQSClient({ region, useQueueUrlAsEndpoint: false });
    const dead = await readDeadLetters({ sqs, queue }, uploads);
    const settled = await dead.settle([dataset]);
    if (settled > 0) console.error(`Dead letters of failed builds taken away: ${settled}`);
  } catch (error) {
    console.error(`The dead letters of failed builds stay, and their alarm: ${String(error)}`);
  }
}
