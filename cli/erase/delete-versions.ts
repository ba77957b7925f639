import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';
import { datasetOfRootFile } from '../../functions/contract/dataset-id.ts';
import { Problem } from '../../functions/contract/problem.ts';

/** Deletes what a bucket with versions keeps of the uploads of a data set: each version, and the marks of deletions. */
export async function deleteVersions(client: S3Client, bucket: string, dataset: string): Promise<number> {
  const root = await deleteEach(client, { Bucket: bucket, Delimiter: '/' }, key => datasetOfRootFile(key) === dataset);
  const folder = await deleteEach(client, { Bucket: bucket, Prefix: `${dataset}/` }, () => true);
  return root + folder;
}

async function deleteEach(
  client: S3Client,
  listing: { readonly Bucket: string; readonly Prefix?: string; readonly Delimiter?: string },
  isOurs: (key: string) => boolean,
): Promise<number> {
  let count = 0;
  let next: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | null = {};
  while (next !== null) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ ...listing, ...next }),
    );
    const { Versions = [], DeleteMarkers = [], IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    const objects = [...Versions, ...DeleteMarkers]
      .filter(({ Key = '' }) => isOurs(Key))
      .map(({ Key, VersionId }) => ({ Key, VersionId }));
    await deleteObjects(client, listing.Bucket, objects);
    count += objects.length;
    next = IsTruncated
      ? {
          ...(NextKeyMarker === undefined ? {} : { KeyMarker: NextKeyMarker }),
          ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
        }
      : null;
  }
  return count;
}

async function deleteObjects(client: S3Client, bucket: string, objects: readonly ObjectIdentifier[]): Promise<void> {
  if (objects.length === 0) return;
  const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [...objects], Quiet: true } });
  const { Errors: [failure] = [] } = await client.send(command);
  if (failure === undefined) return;
  throw new Problem('store-failed', `a version of "${failure.Key}" could not be deleted: ${failure.Message}`);
}
