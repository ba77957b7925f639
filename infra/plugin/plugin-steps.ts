import { join } from 'node:path';
import { Problem } from '../../functions/contract/problem.ts';
import { buildSite } from '../../local/build-site.ts';
import { adoptBuckets } from './adopt-buckets.ts';
import { deleteOldImages } from './delete-old-images.ts';
import { type Surroundings, step } from './deploy-context.ts';
import { type DeployedStack, deployedStack, stackSummary } from './deployed-stack.ts';
import { fieldsOf, keptBuckets } from './kept-buckets.ts';
import { publishSite } from './publish-site.ts';
import { rebuildDatasets } from './rebuild-datasets.ts';
import { afterRemove, beforeRemove } from './remove-stage.ts';
import { writeStageFile } from './stage-file.ts';

/** What the plugin finds out when a step asks for it. */
export interface PluginInput {
  readonly around: Surroundings;
  readonly account: string;
  /** The template that is deployed, once there is one. */
  readonly template: unknown;
  /** The resources that serverless.yml names. */
  readonly resources: unknown;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Before anything is deployed, so that a site that does not build stops it. */
export async function build(): Promise<void> {
  await step('Building the site', 'Nothing was deployed.', () => buildSite());
}

export async function adopt({ around, account, resources }: PluginInput): Promise<void> {
  const { cloudFormation, s3, stack, region, say } = around;
  const kept = keptBuckets(resources, { account, region });
  const goOn = "Nothing was changed but the stack's own bucket. Running the deployment again is always safe.";
  const adopted = await step('Taking up the uploads of an earlier deployment', goOn, () =>
    adoptBuckets({ cloudFormation, s3, stack, account, kept }),
  );
  for (const name of adopted) say(`Uploads of an earlier deployment are taken up again: ${name}`);
}

export async function publish({ around, template }: PluginInput): Promise<readonly string[]> {
  const lines = await afterDeploy(around);
  const { ecr, images, say } = around;
  const running = imagesIn(template);
  const goOn = 'The deployment itself is done; the next one deletes them too.';
  const deleted = await step('Deleting old images', goOn, async () => {
    let count = 0;
    for (const image of running) count += await deleteOldImages({ client: ecr, repository: images, running: image });
    return count;
  });
  if (deleted > 0) say(`Old images deleted: ${deleted}`);
  return lines;
}

/** The addresses of all images that functions of a template run. */
function imagesIn(template: unknown): readonly string[] {
  return Object.values(fieldsOf(fieldsOf(template).Resources)).flatMap(resource => {
    const { ImageUri } = fieldsOf(fieldsOf(fieldsOf(resource).Properties).Code);
    return typeof ImageUri === 'string' ? [ImageUri] : [];
  });
}

export async function info({ around }: PluginInput): Promise<readonly string[]> {
  const stack = await stackOf(around);
  await writeStageFile(around.root, around.stage, around.region, stack);
  return stackSummary(stack, around.stage);
}

export async function rebuild({ around, options }: PluginInput): Promise<readonly string[]> {
  const { uploads, queue } = await stackOf(around);
  const only = typeof options.dataset === 'string' ? { only: options.dataset } : {};
  const { datasets, settled } = await rebuildDatasets({ s3: around.s3, sqs: around.sqs, uploads, queue, ...only });
  return [
    datasets.length === 0 ? 'No data set is uploaded yet' : `To be built again: ${datasets.join(', ')}`,
    ...(settled === 0 ? [] : [`Dead letters of failed builds taken away: ${settled}`]),
  ];
}

/** Whether there is a stack to remove. */
export async function removing(input: PluginInput): Promise<boolean> {
  return await beforeRemove(input.around, removeOptions(input));
}

export async function removed(input: PluginInput): Promise<void> {
  await afterRemove(input.around, removeOptions(input));
}

function removeOptions({ around, account, resources, options }: PluginInput) {
  const kept = keptBuckets(resources, { account, region: around.region });
  return { kept, deleteUploads: options['delete-uploads'] === true };
}

const AGAIN = 'Running the deployment again is always safe.';

/** What follows on a deployed stack: its site, and a build of each data set by the new code. Gives the lines to end with. */
export async function afterDeploy(around: Surroundings): Promise<readonly string[]> {
  const { root, stage, region, s3, sqs, say, doing } = around;
  const stack = await step('Reading what was deployed', `The stack itself is up to date. ${AGAIN}`, async () => {
    const found = await stackOf(around);
    await writeStageFile(root, stage, region, found);
    return found;
  });
  doing('Uploading the site');
  const wholeStill = `The stack is up to date, and the page that was there before is still whole. ${AGAIN}`;
  const { put, kept } = await step('Uploading the site', wholeStill, () =>
    publishSite({ client: s3, bucket: stack.site, folder: join(root, 'site', 'dist'), address: stack.address }),
  );
  say(`Site: ${put.length} files uploaded, ${kept} were there already`);
  doing('Asking for builds of all data sets');
  const pageIsNew = `The site is up to date; its data is what it was. ${AGAIN} "npx serverless rebuild" does this step alone.`;
  const { uploads, queue } = stack;
  const { datasets, settled } = await step('Asking for builds of the data sets', pageIsNew, () =>
    rebuildDatasets({ s3, sqs, uploads, queue }),
  );
  say(
    datasets.length === 0 ? 'Data sets: none are uploaded yet' : `Data sets to be built again: ${datasets.join(', ')}`,
  );
  if (settled > 0) say(`Dead letters of failed builds taken away: ${settled}`);
  return stackSummary(stack, stage);
}

/** The stack of this stage. Throws where there is none. */
export async function stackOf({ cloudFormation, stack, region }: Surroundings): Promise<DeployedStack> {
  const found = await deployedStack(cloudFormation, stack);
  if (found !== null) return found;
  throw new Problem('bad-input', `there must be a stack ${stack} in ${region}; run "npm run deploy" first`);
}
