import { Problem } from '../functions/contract/problem.ts';
import { isDatasetId } from '../functions/contract/schema.ts';
import type { Command, GivenOptions } from './command.ts';
import { describeStatus, exitCodeOfStatus, jsonStatus } from './status/describe-status.ts';
import { type DatasetStatus, readStatus } from './status/read-status.ts';
import { TARGET_OPTIONS, type Target, targetOf } from './target/target.ts';
import { listDatasets } from './wanted-dataset.ts';

export const statusCommand: Command = {
  name: 'status',
  says: 'Tells what is live, what the last build left out, and what no build has seen yet.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    json: { says: 'print the same as JSON' },
    help: { says: 'print this' },
  },
  notes: ['Exit code: 0 all is live, 3 live without some files or rows, 4 the last build was refused, 1 failed.'],
  async run(given) {
    const target = await targetOf(given);
    const statuses: DatasetStatus[] = [];
    for (const [dataset, uploads] of await askedFor(given, target)) {
      statuses.push(await readStatus(dataset, uploads, target));
    }
    if (given.values.json === true) {
      const { name, address } = target;
      console.log(JSON.stringify({ target: name, address, datasets: statuses.map(jsonStatus) }, null, 2));
    } else if (statuses.length === 0) {
      console.log('There is no data set yet: nothing is uploaded and nothing is published.');
    } else for (const status of statuses) console.log(describeStatus(status));
    return exitCodeOfStatus(statuses);
  },
};

async function askedFor({ positionals: [dataset] }: GivenOptions, { uploads, site }: Target) {
  if (dataset === undefined) return await listDatasets(uploads, site);
  const listed = isDatasetId(dataset) ? await Array.fromAsync(uploads.list(`${dataset}/`)) : [];
  if (listed.length > 0) return new Map([[dataset, listed]]);
  // Its uploads may have been taken out, or it may not exist.
  const all = await listDatasets(uploads, site);
  if (all.has(dataset)) return new Map([[dataset, listed]]);
  const known = all.size === 0 ? 'there is none' : `found ${[...all.keys()].join(', ')}`;
  throw new Problem('unknown-dataset', `there is no data set "${dataset}"; ${known}`, { nearest: [...all.keys()] });
}
