import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import { uploadsOf } from '../functions/job/uploads-of.ts';
import type { Command, ParsedArgs } from './command.ts';
import { listDatasets } from './resolve-dataset.ts';
import { describeStatus, exitCodeOfStatus, jsonStatus } from './status/describe-status.ts';
import { type DatasetStatus, readStatus } from './status/read-status.ts';
import { resolveTarget, TARGET_OPTIONS, type Target } from './target/target.ts';

export const statusCommand: Command = {
  name: 'status',
  summary: 'Shows what is live, what the last build excluded, and what no build has seen yet.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    json: { summary: 'print it as JSON' },
    help: { summary: 'show this help' },
  },
  notes: ['Exit code: 0 all is live, 3 live without some files or rows, 4 the last build was refused, 1 failed.'],
  async run(args) {
    const target = await resolveTarget(args);
    const statuses: DatasetStatus[] = [];
    for (const [dataset, uploads] of await selectDatasets(args, target)) {
      statuses.push(await readStatus(dataset, uploads, target));
    }
    if (args.values.json === true) {
      const { name, address } = target;
      console.log(JSON.stringify({ target: name, address, datasets: statuses.map(jsonStatus) }, null, 2));
    } else if (statuses.length === 0) {
      console.log('There are no data sets yet: nothing is uploaded or published.');
    } else for (const status of statuses) console.log(describeStatus(status));
    return exitCodeOfStatus(statuses);
  },
};

async function selectDatasets({ positionals: [dataset] }: ParsedArgs, { uploads, site }: Target) {
  if (dataset === undefined) return await listDatasets(uploads, site);
  const listed = isDatasetId(dataset) ? await Array.fromAsync(uploadsOf(dataset, uploads)) : [];
  if (listed.length > 0) return new Map([[dataset, listed]]);
  // Its uploads may have been removed, or it may not exist.
  const all = await listDatasets(uploads, site);
  if (all.has(dataset)) return new Map([[dataset, listed]]);
  const known = all.size === 0 ? 'there are none' : `found ${[...all.keys()].join(', ')}`;
  throw new Problem('unknown-dataset', `there is no data set "${dataset}"; ${known}`, { nearest: [...all.keys()] });
}
