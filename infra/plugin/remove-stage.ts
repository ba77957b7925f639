import { type DeployContext, step } from './deploy-context.ts';
import { type StackResource, stackResources } from './deployed-stack.ts';
import { deleteBucket, emptyBucket } from './empty-bucket.ts';
import type { KeptBucket } from './kept-buckets.ts';
import { removeStageFile } from './stage-file.ts';

export interface RemoveOptions {
  readonly kept: readonly KeptBucket[];
  readonly deleteUploads: boolean;
}

const AGAIN = 'Run "npm run remove" again with the same options to continue.';

/**
 * Prints what will be deleted and what stays, then empties the buckets of the stack, which CloudFormation does not. Returns
 * whether there is a stack.
 */
export async function beforeRemove(context: DeployContext, { kept, deleteUploads }: RemoveOptions): Promise<boolean> {
  const { cloudFormation, s3, stack, region, log, progress } = context;
  const resources = await step('Reading what is deployed', AGAIN, () => stackResources(cloudFormation, stack));
  const deleted = bucketsToEmpty(resources, kept);
  const uploads = kept.map(({ name }) => name).join(', ');
  const deployed = resources.length > 0;
  log(
    deployed
      ? `To be deleted: the stack ${stack} with its functions, site and published data: ${deleted.join(', ')}`
      : `There is no stack ${stack} in ${region}`,
  );
  log(
    deleteUploads
      ? `To be deleted: all uploads in all versions: ${uploads}`
      : `Kept: the uploads: ${uploads}. A later deployment uses them again; --delete-uploads deletes them too.`,
  );
  for (const bucket of deleted) {
    progress(`Emptying ${bucket}`);
    await step(`Emptying the bucket ${bucket}`, AGAIN, () => emptyBucket(s3, bucket, reportCount(progress, bucket)));
  }
  return deployed;
}

/** Deletes what the removed stack left behind. */
export async function afterRemove(context: DeployContext, { kept, deleteUploads }: RemoveOptions): Promise<void> {
  const { root, stage, region, s3, log, progress } = context;
  for (const { name } of deleteUploads ? kept : []) {
    progress(`Deleting ${name}`);
    await step(`Deleting the uploads in ${name}`, AGAIN, async () => {
      await emptyBucket(s3, name, reportCount(progress, name));
      await deleteBucket(s3, name);
    });
    log(`Deleted the uploads: ${name}`);
  }
  await removeStageFile(root, stage, region);
}

function bucketsToEmpty(resources: readonly StackResource[], kept: readonly KeptBucket[]): readonly string[] {
  const keptIds = new Set(kept.map(({ logicalId }) => logicalId));
  return resources
    .filter(({ type, logicalId }) => type === 'AWS::S3::Bucket' && !keptIds.has(logicalId))
    .flatMap(({ physicalId }) => physicalId ?? []);
}

function reportCount(progress: DeployContext['progress'], bucket: string) {
  return (count: number) => progress(`Emptying ${bucket}: ${count} objects deleted`);
}
