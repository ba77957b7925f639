import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { blobKey, INDEX_KEY } from '../../functions/contract/keys.ts';
import { READ_AT_ONCE_BYTES } from '../../functions/store/object-bytes.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { describeMoto } from '../aws/describe-moto.ts';
import { storeConformance } from './store-conformance.ts';

describeMoto('S3Store over a real S3 server', aws => {
  const newStore = async () => {
    const [{ client }, bucket] = [aws(), await aws().bucket()];
    return { client, bucket, store: new S3Store({ client, bucket }) };
  };

  storeConformance('S3Store', async () => (await newStore()).store);

  describe('S3Store', () => {
    test.each([
      [INDEX_KEY, undefined, 'public, max-age=0, s-maxage=2'],
      [blobKey('covid', '0'.repeat(32)), 'br', 'public, max-age=31536000, immutable'],
    ])('put(%j) stores the headers that the key has', async (key, encoding, cacheControl) => {
      const { client, bucket, store } = await newStore();
      await store.put(key, Buffer.from('{}'));
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      expect(head.ContentType).toBe('application/json; charset=utf-8');
      expect(head.ContentEncoding || undefined).toBe(encoding);
      expect(head.CacheControl).toBe(cacheControl);
    });

    test('put(key) below data/ that is none of the published format is refused', async () => {
      const { store } = await newStore();
      await expect(store.put('data/covid/other.json', Buffer.from('{}'))).rejects.toMatchObject({ code: 'internal' });
      expect(await keysOf(store)).toEqual([]);
    });

    test.each(['', '/a', 'a//b', 'a/', '../x', 'a/./b', '.hidden', 'a\\b', 'a\0b', '\ud800'])(
      'get, put and delete(%j) are refused as on disk',
      async key => {
        const { store } = await newStore();
        const refusal = { name: 'Problem', code: 'bad-input', message: expect.stringContaining('must') };
        await expect(store.get(key)).rejects.toMatchObject(refusal);
        await expect(store.put(key, Buffer.from('x'))).rejects.toMatchObject(refusal);
        await expect(store.delete(key)).rejects.toMatchObject(refusal);
      },
    );

    test('list(prefix) passes over what a folder cannot hold', async () => {
      const { client, bucket, store } = await newStore();
      for (const Key of ['u/', 'u/a.csv', 'u/.DS_Store', 'u/c\\d', 'u/g+h i.csv'])
        await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }));
      expect(await keysOf(store)).toEqual(['u/a.csv', 'u/g+h i.csv']);
    });

    test('an object that another program put in parts has one etag, from get and list, to put over', async () => {
      const { client, bucket, store } = await newStore();
      const at = { Bucket: bucket, Key: 'a' };
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(at));
      const part = await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: 'x,y\n' }));
      const Parts = [{ PartNumber: 1, ETag: part.ETag }];
      await client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
      const etag = (await store.get('a'))?.etag ?? '';
      expect(etag).toMatch(/^"[0-9a-f]{32}-1"$/);
      for await (const listed of store.list('')) expect(listed).toEqual({ key: 'a', etag, size: 4 });
      await store.put('a', Buffer.from('z'), { ifMatch: etag });
      await expect(store.put('a', Buffer.from('z'), { ifMatch: etag })).rejects.toMatchObject({ code: 'conflict' });
    });

    test('a large object is read whole, more than once, or not at all when it was replaced', async () => {
      const { store } = await newStore();
      const size = READ_AT_ONCE_BYTES + 1;
      await store.put('a', new Uint8Array(size).fill(1));
      const found = await store.get('a');
      expect(found?.size).toBe(size);
      for (let turn = 0; turn < 2; turn += 1) expect((await found?.bytes())?.every(byte => byte === 1)).toBe(true);
      await store.put('a', new Uint8Array(size).fill(2));
      await expect(found?.bytes()).rejects.toMatchObject({ code: 'conflict' });
      await store.delete('a');
      await expect(found?.bytes()).rejects.toMatchObject({ code: 'conflict' });
    });

    test('large objects that nobody reads hold no connection', async () => {
      const { store } = await newStore();
      await store.put('a', new Uint8Array(READ_AT_ONCE_BYTES + 1));
      for (let turn = 0; turn < 60; turn += 1) await store.get('a');
      expect((await store.get('a'))?.size).toBe(READ_AT_ONCE_BYTES + 1);
    });

    test('a bucket that does not exist is a failure that names neither it nor its host', async () => {
      const store = new S3Store({ client: aws().client, bucket: 'seecovid-nowhere' });
      const failures = [store.get('a'), store.put('a', Buffer.from('x')), keysOf(store)];
      for (const failure of await Promise.allSettled(failures)) {
        expect(failure).toMatchObject({ reason: { code: 'store-failed', message: /the bucket does not exist/ } });
        expect(String('reason' in failure && failure.reason)).not.toMatch(/nowhere|127\.0\.0\.1/);
      }
    });
  });
});

async function keysOf(store: S3Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('')) keys.push(key);
  return keys;
}
