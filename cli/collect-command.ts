import { Problem } from '../functions/contract/problem.ts';
import { type Collected, collect, type Freed } from '../functions/snapshots/collect.ts';
import { type Command, numberOption } from './command.ts';
import { plural } from './describe-result.ts';
import { resolveDataset } from './resolve-dataset.ts';
import { resolveTarget, TARGET_OPTIONS } from './target/target.ts';

const INCOMPLETE = 3;

export const collectCommand: Command = {
  name: 'collect',
  summary: 'Deletes everything that no kept snapshot refers to. Nothing else ever deletes published data.',
  operands: ['[DATASET]'],
  options: {
    ...TARGET_OPTIONS,
    keep: { value: 'N', summary: 'keep the last N snapshots, including the live one' },
    'keep-days': { value: 'N', summary: 'keep snapshots that were live within the last N days' },
    'dry-run': { summary: 'show what would be deleted, and delete nothing' },
    json: { summary: 'print the result as JSON' },
    help: { summary: 'show this help' },
  },
  notes: [
    'The live, pinned and newest snapshots, and any replaced within the last hour, are always kept. Builds wait',
    'while this runs, at most five minutes. Links to deleted snapshots lead to a page that says so.',
    'Exit code: 0 done, 3 ran out of time before everything was deleted (run it again), 1 failed.',
  ],
  async run(args) {
    const [keep, keepDays] = [numberOption(args, 'keep'), numberOption(args, 'keep-days')];
    if (keep === undefined && keepDays === undefined) {
      throw new Problem('bad-parameter', 'say what to keep: --keep N, --keep-days N or both');
    }
    const target = await resolveTarget(args);
    const dataset = await resolveDataset(args.positionals[0], target.site);
    const dryRun = args.values['dry-run'] === true;
    const rule = { ...(keep === undefined ? {} : { keep }), ...(keepDays === undefined ? {} : { keepDays }) };
    const collected = await collect(dataset, target, { ...rule, dryRun });
    if (args.values.json === true) console.log(JSON.stringify({ dataset, dryRun, ...collected }, null, 2));
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
    `${dataset}: ${plural(kept.length, 'snapshot')} kept, ${dropped.length} ${dryRun ? 'would be ' : ''}deleted.`,
    `  ${dryRun ? 'It would free' : 'Freed'} ${megabytes(freed)}: ${describeFreed(site)} published, ${describeFreed(work)} of staged work.`,
    ...(complete ? [] : ['  Ran out of time before everything was deleted; run it again for the rest.']),
  ].join('\n');
}

function describeFreed(freed: Freed): string {
  return `${plural(freed.objects, 'object')} (${megabytes(freed)})`;
}

function megabytes({ bytes }: Freed): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
