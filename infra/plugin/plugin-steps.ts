import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { buildSite } from '../../local/build-site.ts';
import { adoptBuckets } from './adopt-buckets.ts';
import { deleteOldImages } from './delete-old-images.ts';
import { type DeployContext, step } from './deploy-context.ts';
import { type DeployedStack, deployedStack, stackSummary } from './deployed-stack.ts';
import { fieldsOf, keptBuckets } from './kept-buckets.ts';
import { publishSite } from './publish-site.ts';
import { rebuildDatasets } from './rebuild-datasets.ts';
import { afterRemove, beforeRemove } from './remove-stage.ts';
import { writeStageFile } from './stage-file.ts';

/** What the plugin passes to each step. */
export interface PluginInput {
  readonly context: DeployContext;
  readonly account: string;
  /** The deployed template, once there is one. */
  readonly template: unknown;
  /** The resources of serverless.yml. */
  readonly resources: unknown;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Before anything is deployed, so that a broken site stops the deployment. */
export async function build(): Promise<void> {
  await step('Building the site', 'Nothing was deployed.', () => buildSite());
}

export async function adopt({ context, account, resources }: PluginInput): Promise<void> {
  const { cloudFormation, s3, stack, region, log } = context;
  const kept = keptBuckets(resources, { account, region });
  const next = `Nothing but the stack's own bucket was changed. ${AGAIN}`;
  const adopted = await step('Importing the uploads of an earlier deployment', next, () =>
    adoptBuckets({ cloudFormation, s3, stack, account, kept }),
  );
  for (const name of adopted) log(`Imported the uploads of an earlier deployment: ${name}`);
}

export async function publish({ context, template }: PluginInput): Promise<readonly string[]> {
  const lines = await afterDeploy(context);
  const { ecr, images, log } = context;
  const running = imagesIn(template);
  const next = 'The deployment itself is complete, and the next one deletes them too.';
  const deleted = await step('Deleting old images', next, async () => {
    let count = 0;
    for (const image of running) count += await deleteOldImages({ client: ecr, repository: images, running: image });
    return count;
  });
  if (deleted > 0) log(`Old images deleted: ${deleted}`);
  return lines;
}

/** The URIs of all images that the functions of a template run. */
function imagesIn(template: unknown): readonly string[] {
  return Object.values(fieldsOf(fieldsOf(template).Resources)).flatMap(resource => {
    const { ImageUri } = fieldsOf(fieldsOf(fieldsOf(resource).Properties).Code);
    return typeof ImageUri === 'string' ? [ImageUri] : [];
  });
}

export async function info({ context }: PluginInput): Promise<readonly string[]> {
  const stack = await requireStack(context);
  await writeStageFile(context.root, context.stage, context.region, stack);
  return stackSummary(stack, context.stage);
}

export async function rebuild({ context, options }: PluginInput): Promise<readonly string[]> {
  const { s3, sqs } = context;
  const { uploads, queue } = await requireStack(context);
  const only = typeof options.dataset === 'string' ? { only: options.dataset } : {};
  const { datasets, deletedLetters } = await rebuildDatasets({ s3, sqs, uploads, queue, ...only });
  return [
    datasets.length === 0 ? 'No data sets are uploaded yet' : `Builds requested: ${datasets.join(', ')}`,
    ...(deletedLetters === 0 ? [] : [`Deleted dead letters of failed builds: ${deletedLetters}`]),
  ];
}

/** Whether there is a stack to remove. */
export async function removing(input: PluginInput): Promise<boolean> {
  return await beforeRemove(input.context, removeOptions(input));
}

export async function removed(input: PluginInput): Promise<void> {
  await afterRemove(input.context, removeOptions(input));
}

function removeOptions({ context, account, resources, options }: PluginInput) {
  const kept = keptBuckets(resources, { account, region: context.region });
  return { kept, deleteUploads: options['delete-uploads'] === true };
}

const AGAIN = 'Running the deployment again is always safe.';

/** Uploads the site and requests a build of each data set with the new code. Returns the lines to end with. */
async function afterDeploy(context: DeployContext): Promise<readonly string[]> {
  const { root, stage, region, s3, sqs, log, progress } = context;
  const stack = await step('Reading what was deployed', `The stack itself is up to date. ${AGAIN}`, async () => {
    const found = await requireStack(context);
    await writeStageFile(root, stage, region, found);
    return found;
  });
  progress('Uploading the site');
  const oldPage = `The stack is up to date, and the old page still works. ${AGAIN}`;
  const { put, unchanged } = await step('Uploading the site', oldPage, () =>
    publishSite({ client: s3, bucket: stack.site, folder: join(root, 'site', 'dist'), address: stack.address }),
  );
  log(`Site: ${put.length} files uploaded, ${unchanged} unchanged`);
  progress('Requesting builds of all data sets');
  const oldData = `The site is up to date; its data is unchanged. ${AGAIN} "npx serverless rebuild" runs only this step.`;
  const { uploads, queue } = stack;
  const { datasets, deletedLetters } = await step('Requesting builds of the data sets', oldData, () =>
    rebuildDatasets({ s3, sqs, uploads, queue }),
  );
  log(datasets.length === 0 ? 'Data sets: none are uploaded yet' : `Data sets to be built: ${datasets.join(', ')}`);
  if (deletedLetters > 0) log(`Deleted dead letters of failed builds: ${deletedLetters}`);
  return stackSummary(stack, stage);
}

/** The stack of the stage. Throws if there is none. */
async function requireStack({ cloudFormation, stack, region }: DeployContext): Promise<DeployedStack> {
  const found = await deployedStack(cloudFormation, stack);
  if (found !== null) return found;
  throw new Problem('bad-input', `there must be a stack ${stack} in ${region}; run "npm run deploy" first`);
}
