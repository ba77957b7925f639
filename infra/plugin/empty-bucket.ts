import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Problem } from '../../functions/contract/problem.ts';
import { refusalOf } from '../../functions/store/s3-failure.ts';

/** Removes every version of every object, a thousand at a time, and gives their number; 0 where there is no bucket. */
export async function emptyBucket(
  client: S3Client,
  bucket: string,
  removed: (count: number) => void = () => undefined,
): Promise<number> {
  for (let count = 0; ; removed(count)) {
    // Always the first page, so that what is written meanwhile goes too.
    const versions = await firstVersions(client, bucket);
    if (versions.length === 0) return count;
    const asked = { Bucket: bucket, Delete: { Objects: versions, Quiet: true } };
    const { Errors: [refused] = [] } = await client.send(new DeleteObjectsCommand(asked));
    if (refused !== undefined) {
      const says = `"${refused.Key}" in the bucket ${bucket} could not be removed: ${refused.Message} (${refused.Code})`;
      throw new Problem('store-failed', says);
    }
    count += versions.length;
  }
}

/** Removes an empty bucket; no error where there is none. */
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
