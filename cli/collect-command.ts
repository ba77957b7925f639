import { Problem } from '../functions/contract/problem.ts';
import { type Collected, collect, type Freed } from '../functions/snapshots/collect.ts';
import { type Command, numberOption } from './command.ts';
import { TARGET_OPTIONS, targetOf } from './target/target.ts';
import { wantedDataset } from './wanted-dataset.ts';

const INCOMPLETE = 3;

export const collectCommand: Command = {
  name: 'collect',
  says: 'Deletes what no kept snapshot names; nothing else ever does.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    keep: { value: 'N', says: 'keep the last N snapshots, the live one among them' },
    'keep-days': { value: 'N', says: 'keep what was live within the last N days' },
    'dry-run': { says: 'say what would go, and delete nothing' },
    json: { says: 'print the result as JSON' },
    help: { says: 'print this' },
  },
  notes: [
    'The live snapshot, a pinned one, the newest and what was replaced within the last hour are always kept. Builds wait',
    'meanwhile, five minutes at most. Links to snapshots that are deleted lead to a page that says so.',
    'Exit code: 0 done, 3 time ran out before all was deleted (run it again), 1 failed.',
  ],
  async run(given) {
    const [keep, keepDays] = [numberOption(given, 'keep'), numberOption(given, 'keep-days')];
    if (keep === undefined && keepDays === undefined) {
      throw new Problem('bad-parameter', 'what to keep must be said: --keep N, --keep-days N or both');
    }
    const target = await targetOf(given);
    const dataset = await wantedDataset(given.positionals[0], target.site);
    const dryRun = given.values['dry-run'] === true;
    const rule = { ...(keep === undefined ? {} : { keep }), ...(keepDays === undefined ? {} : { keepDays }) };
    const collected = await collect(dataset, target, { ...rule, dryRun });
    if (given.values.json === true) console.log(JSON.stringify({ dataset, dryRun, ...collected }, null, 2));
    else console.log(describeCollected(dataset, collected, dryRun));
    return collected.complete ? 0 : INCOMPLETE;
  },
};

function describeCollected(
  dataset: string,
  { kept, dropped, site, work, complete }: Collected,
  dryRun: boolean,
): string {
  const freed = { objects: site.objects + work.objects, bytes: site.bytes + work.bytes };
  return [
    `${dataset}: ${counted(kept.length, 'snapshot')} kept, ${dropped.length} ${dryRun ? 'would be ' : ''}deleted.`,
    `  ${dryRun ? 'It would free' : 'Freed'} ${megabytes(freed)}: ${partWords(site)} published, ${partWords(work)} of staged work.`,
    ...(complete ? [] : ['  Time ran out before all was deleted; run it again for the rest.']),
  ].join('\n');
}

function partWords(freed: Freed): string {
  return `${counted(freed.objects, 'object')} (${megabytes(freed)})`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function megabytes({ bytes }: Freed): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
