import {
  DeleteObjectCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { createLimiter } from '../../../functions/store/in-parallel.ts';
import { deleteBucket, emptyBucket } from '../../../infra/plugin/empty-bucket.ts';
import { describeMoto } from '../describe-moto.ts';

// @module-tag exhaustive

describeMoto('emptyBucket(client, bucket)', aws => {
  const put = (Bucket: string, Key: string) =>
    aws().client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ContentType: 'text/plain' }));
  const versions = async (Bucket: string) => {
    const listed = await aws().client.send(new ListObjectVersionsCommand({ Bucket }));
    return [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])].length;
  };

  test('deletes every version and every delete marker', async () => {
    const bucket = await aws().bucket();
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await aws().client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    for (const key of ['a/1', 'a/1', 'b +é.csv']) await put(bucket, key);
    await aws().client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a/1' }));
    expect(await versions(bucket)).toBe(4);
    expect(await emptyBucket(aws().client, bucket)).toBe(4);
    expect(await versions(bucket)).toBe(0);
    await deleteBucket(aws().client, bucket);
    await expect(aws().client.send(new HeadBucketCommand({ Bucket: bucket }))).rejects.toThrow();
  });

  test('continues after the first thousand, and reports its progress', async () => {
    const bucket = await aws().bucket();
    const limited = createLimiter(20);
    await Promise.all(Array.from({ length: 1003 }, (_, n) => limited(() => put(bucket, `a/${n}`))));
    const reported: number[] = [];
    expect(await emptyBucket(aws().client, bucket, count => reported.push(count))).toBe(1003);
    expect(reported).toEqual([1000, 1003]);
    expect(await versions(bucket)).toBe(0);
  });

  test('does nothing if there is no such bucket', async () => {
    expect(await emptyBucket(aws().client, 'no-such-bucket-here')).toBe(0);
    await deleteBucket(aws().client, 'no-such-bucket-here');
  });
});
