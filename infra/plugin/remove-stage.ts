import { type Surroundings, step } from './deploy-context.ts';
import { type StackResource, stackResources } from './deployed-stack.ts';
import { deleteBucket, emptyBucket } from './empty-bucket.ts';
import type { KeptBucket } from './kept-buckets.ts';
import { removeStageFile } from './stage-file.ts';

export interface RemoveOptions {
  readonly kept: readonly KeptBucket[];
  readonly deleteUploads: boolean;
}

const AGAIN = 'What is removed already stays so; run "npm run remove" again with the same options to go on.';

/**
 * Says what will go and what stays, then empties the buckets that go with the stack, which CloudFormation does not. Gives
 * whether there is a stack at all.
 */
export async function beforeRemove(around: Surroundings, { kept, deleteUploads }: RemoveOptions): Promise<boolean> {
  const { cloudFormation, s3, stack, region, say, doing } = around;
  const resources = await step('Reading what is deployed', AGAIN, () => stackResources(cloudFormation, stack));
  const going = bucketsToEmpty(resources, kept);
  const uploads = kept.map(({ name }) => name).join(', ');
  const deployed = resources.length > 0;
  say(
    deployed
      ? `Goes: the stack ${stack}, with its functions, its site and all that is published: ${going.join(', ')}`
      : `Gone already, or never there: the stack ${stack} in ${region}`,
  );
  say(
    deleteUploads
      ? `Goes: all uploads with all their versions: ${uploads}`
      : `Stays: the uploads: ${uploads}. A later deployment takes them up again; --delete-uploads removes them too.`,
  );
  for (const bucket of going) {
    doing(`Emptying ${bucket}`);
    await step(`Emptying the bucket ${bucket}`, AGAIN, () => emptyBucket(s3, bucket, told(doing, bucket)));
  }
  return deployed;
}

/** Removes, once the stack is gone, what it left behind and nobody wants. */
export async function afterRemove(around: Surroundings, { kept, deleteUploads }: RemoveOptions): Promise<void> {
  const { root, stage, region, s3, say, doing } = around;
  for (const { name } of deleteUploads ? kept : []) {
    doing(`Removing ${name}`);
    await step(`Removing the uploads in ${name}`, AGAIN, async () => {
      await emptyBucket(s3, name, told(doing, name));
      await deleteBucket(s3, name);
    });
    say(`Removed the uploads: ${name}`);
  }
  await removeStageFile(root, stage, region);
}

function bucketsToEmpty(resources: readonly StackResource[], kept: readonly KeptBucket[]): readonly string[] {
  const staying = new Set(kept.map(({ logicalId }) => logicalId));
  return resources
    .filter(({ type, logicalId }) => type === 'AWS::S3::Bucket' && !staying.has(logicalId))
    .flatMap(({ physicalId }) => physicalId ?? []);
}

function told(doing: Surroundings['doing'], bucket: string) {
  return (count: number) => doing(`Emptying ${bucket}: ${count} objects removed`);
}
