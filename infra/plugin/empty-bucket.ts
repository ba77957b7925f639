import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Problem } from '../../functions/contract/problem.ts';
import { refusalOf } from '../../functions/store/s3-failure.ts';

/** Deletes every version of every object, a thousand at a time. Returns their number; 0 if there is no bucket. */
export async function emptyBucket(
  client: S3Client,
  bucket: string,
  progress: (count: number) => void = () => undefined,
): Promise<number> {
  for (let count = 0; ; progress(count)) {
    // Always the first page, to include what is written in the meantime.
    const versions = await firstVersions(client, bucket);
    if (versions.length === 0) return count;
    const command = { Bucket: bucket, Delete: { Objects: versions, Quiet: true } };
    const { Errors: [failure] = [] } = await client.send(new DeleteObjectsCommand(command));
    if (failure !== undefined) {
      const message = `"${failure.Key}" in the bucket ${bucket} could not be deleted: ${failure.Message} (${failure.Code})`;
      throw new Problem('store-failed', message);
    }
    count += versions.length;
  }
}

/** Deletes an empty bucket, if it exists. */
export async function deleteBucket(client: S3Client, bucket: string): Promise<void> {
  try {
    await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (refusalOf(error).code !== 'NoSuchBucket') throw error;
  }
}

async function firstVersions(client: S3Client, bucket: string) {
  try {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  } catch (error) {
    if (refusalOf(error).code === 'NoSuchBucket') return [];
    throw error;
  }
}
