import { buildSite } from '../../local/build-site.ts';
import { adoptBuckets } from './adopt-buckets.ts';
import { afterDeploy, stackOf } from './after-deploy.ts';
import { deleteOldImages } from './delete-old-images.ts';
import { fieldsOf, keptBuckets } from './kept-buckets.ts';
import { rebuildDatasets } from './rebuild-datasets.ts';
import { afterRemove, beforeRemove } from './remove-stage.ts';
import { stackSummary } from './stack-summary.ts';
import { writeStageFile } from './stage-file.ts';
import { step } from './step.ts';
import type { Surroundings } from './surroundings.ts';

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
