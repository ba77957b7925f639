import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Problem } from '../../functions/contract/problem.ts';
import { isDatasetId } from '../../functions/contract/schema.ts';
import { type Erased, erase } from '../../functions/snapshots/erase.ts';
import { type Command, textOption } from '../command.ts';
import { plural } from '../describe-result.ts';
import { resolveTarget, TARGET_OPTIONS, type Target } from '../target/target.ts';

export const eraseCommand: Command = {
  name: 'erase',
  summary: 'Deletes every snapshot, file and history of a data set. This cannot be undone.',
  operands: ['DATASET'],
  options: {
    ...TARGET_OPTIONS,
    'and-uploads': { summary: 'delete its uploads too; else the next build publishes it again' },
    yes: { value: 'DATASET', summary: 'do not ask; the name of the data set again' },
    help: { summary: 'show this help' },
  },
  notes: [
    'For data that must not be public. On AWS, this also clears the CloudFront cache and, with --and-uploads, deletes',
    'all versions of the uploads. It cannot delete copies that others have downloaded.',
  ],
  async run(args) {
    const [dataset] = args.positionals;
    if (dataset === undefined || !isDatasetId(dataset)) {
      throw new Problem('bad-parameter', 'name the data set to erase, as in "seecovid erase iris"');
    }
    const target = await resolveTarget(args);
    const uploads = args.values['and-uploads'] === true;
    const cleanCaches = prepareCaches(target);
    await confirm(dataset, textOption(args, 'yes'), uploads);
    const log = (_event: string, fields: Readonly<Record<string, unknown>>) => {
      if (typeof fields.message === 'string') console.error(fields.message);
    };
    const erased = await erase(dataset, { ...target, log }, { uploads });
    const versions = uploads ? await deleteOldVersions(target, dataset) : 0;
    await cleanCaches();
    console.log(describeErased(dataset, erased, versions, target));
    return 0;
  },
};

/** What is left to do for caches, once all is deleted. Fails before, if it would then. */
function prepareCaches({ place }: Target): () => Promise<void> {
  if (place.kind === 'local') {
    return async () => {
      const { etagsFolder } = await import('../../local/local-tools.ts');
      await rm(etagsFolder(place.out), { recursive: true, force: true });
    };
  }
  const { distribution } = place.stage;
  if (distribution === null) {
    throw new Problem('bad-input', 'the stage file does not name the distribution; "npm run deploy" writes it anew');
  }
  return async () => (await import('./invalidate.ts')).invalidate(distribution);
}

async function deleteOldVersions({ place }: Target, dataset: string): Promise<number> {
  if (place.kind === 'local') return 0;
  const [{ createS3Client }, { deleteVersions }] = await Promise.all([
    import('../../functions/store/s3-client.ts'),
    import('./delete-versions.ts'),
  ]);
  return await deleteVersions(createS3Client({ region: place.stage.region }), place.stage.uploads, dataset);
}

async function confirm(dataset: string, given: string | undefined, uploads: boolean): Promise<void> {
  if (given === dataset) return;
  if (given !== undefined) {
    throw new Problem('bad-parameter', `--yes must repeat the name of the data set, ${dataset}; found ${given}`);
  }
  if (!process.stdin.isTTY) throw new Problem('bad-parameter', `confirm with --yes ${dataset}`);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const what = uploads ? ' with its uploads' : '';
  const answer = await lines.question(`This deletes ${dataset}${what} for good. Type its name to go on: `);
  lines.close();
  if (answer.trim() !== dataset) throw new Problem('bad-parameter', 'the name differs; nothing was deleted');
}

function describeErased(
  dataset: string,
  { site, work, uploads, uploadsLeft }: Erased,
  versions: number,
  { place }: Target,
): string {
  const old = versions === 0 ? '' : ` and ${plural(versions, 'older version')}`;
  return [
    `${dataset}: erased ${plural(site, 'published object')}, ${plural(work, 'work file')}, ${plural(uploads, 'upload')}${old}.`,
    ...(place.kind === 'local' ? [] : ['  CloudFront forgets its copies within minutes.']),
    ...(uploadsLeft === 0
      ? []
      : [
          `  ${plural(uploadsLeft, 'upload')} kept: the next build publishes the data set again. Delete them, or use --and-uploads.`,
        ]),
  ].join('\n');
}
