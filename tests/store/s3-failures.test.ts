import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListObjectsV2Command, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { READ_AT_ONCE_BYTES } from '../../functions/store/object-bytes.ts';
import { createS3Client } from '../../functions/store/s3-client.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { UnreadableObject } from '../../functions/store/unreadable-object.ts';
import { testFirst } from '../exhaustive.ts';
import { brokenObject, hangUp, object, refusal, type Step, scriptedServer, stored } from './scripted-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const OURS = Buffer.from('ours');
const OVER = { ifMatch: '"1"' };

beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'nobody');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'nothing');
});
afterEach(() => vi.unstubAllEnvs());

async function storeOver(...steps: Step[]) {
  const { endpoint, seen } = await scriptedServer(steps);
  const store = new S3Store({ client: createS3Client({ endpoint }), bucket: 'b' });
  return { store, seen, methods: () => seen.map(({ method }) => method).join(' ') };
}

describe('S3Store.put(key, bytes, condition)', () => {
  test.each([
    [412, 'PreconditionFailed'],
    [409, 'ConditionalRequestConflict'],
    [404, 'NoSuchKey'],
  ])('throws conflict at once on %i %s', async (status, code) => {
    const { store, methods } = await storeOver(refusal(status, code));
    await expect(store.put('k', OURS, OVER)).rejects.toMatchObject({ name: 'Problem', code: 'conflict' });
    expect(methods()).toBe('PUT');
  });

  test('sends the condition as it was given', async () => {
    const { store, seen } = await storeOver(stored('"2"'));
    expect(await store.put('k', OURS, OVER)).toEqual({ etag: '"2"' });
    await store.put('k', OURS, { ifNoneMatch: '*' });
    await store.put('k', OURS);
    expect(seen.map(({ headers }) => [headers['if-match'], headers['if-none-match']])).toEqual([
      ['"1"', undefined],
      [undefined, '*'],
      [undefined, undefined],
    ]);
  });

  test('sends a large file with its length and hash, again if the bucket failed, and no third time', async () => {
    const path = join(await temporaryFolder(), 'large');
    const bytes = Buffer.alloc(READ_AT_ONCE_BYTES + 1, 'large');
    await writeFile(path, bytes);
    const { store, seen } = await storeOver(refusal(500, 'InternalError'), hangUp, stored('"2"'));
    expect(await store.put('k', { path })).toEqual({ etag: '"2"' });
    const sum = createHash('sha256').update(bytes).digest('base64');
    for (const { headers, body } of seen.slice(2)) {
      expect(headers).toMatchObject({ 'content-length': `${bytes.length}`, 'x-amz-checksum-sha256': sum });
      expect(headers['content-encoding']).toBeUndefined();
      expect(body.equals(bytes)).toBe(true);
    }
    const failing = await storeOver(refusal(503, 'SlowDown'));
    await expect(failing.store.put('k', { path })).rejects.toMatchObject({ code: 'store-failed' });
    expect(failing.methods()).toBe('PUT PUT PUT');
    const denied = await storeOver(refusal(403, 'AccessDenied'));
    await expect(denied.store.put('k', { path })).rejects.toThrow('permission is missing');
    expect(denied.methods()).toBe('PUT');
  });

  test('of a large file whose answer was lost has won if its own object is found', async () => {
    const path = join(await temporaryFolder(), 'large');
    const text = 'large'.repeat(READ_AT_ONCE_BYTES);
    await writeFile(path, text);
    const { store, methods } = await storeOver(hangUp, object('"2"', text));
    expect(await store.put('k', { path }, { ifNoneMatch: '*' })).toEqual({ etag: '"2"' });
    expect(methods()).toBe('PUT GET GET');
  });

  test('whose answer was lost, and whose second try found its own object, has won', async () => {
    const { store, methods } = await storeOver(hangUp, refusal(412, 'PreconditionFailed'), object('"2"', 'ours'));
    expect(await store.put('k', OURS, { ifNoneMatch: '*' })).toEqual({ etag: '"2"' });
    expect(methods()).toBe('PUT PUT GET');
  });

  test('whose answer was lost, and whose second try found that of another, is beaten', async () => {
    const { store } = await storeOver(hangUp, refusal(412, 'PreconditionFailed'), object('"2"', 'theirs'));
    await expect(store.put('k', OURS, { ifNoneMatch: '*' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that arrived although every answer was an error has won', async () => {
    const failed = refusal(500, 'InternalError');
    const { store, methods } = await storeOver(failed, failed, failed, failed, object('"2"', 'ours'));
    expect(await store.put('k', OURS, OVER)).toEqual({ etag: '"2"' });
    expect(methods()).toBe('PUT PUT PUT PUT GET');
  });

  test('is tried again when the bucket is asked too much', async () => {
    const { store, methods } = await storeOver(refusal(503, 'SlowDown'), stored('"2"'));
    expect(await store.put('k', OURS)).toEqual({ etag: '"2"' });
    expect(methods()).toBe('PUT PUT');
  });

  test('says that permission is missing, and tries that once', async () => {
    const { store, methods } = await storeOver(refusal(403, 'AccessDenied'));
    await expect(store.put('k', OURS, OVER)).rejects.toMatchObject({
      code: 'store-failed',
      message: '"k" could not be written: permission is missing (AccessDenied)',
    });
    expect(methods()).toBe('PUT');
  });

  test.each([
    [400, 'KeyTooLongError', '"k" could not be written: the name is too long (KeyTooLongError)'],
    [400, 'EntityTooLarge', '"k" could not be written: it is too large for one request (EntityTooLarge)'],
  ])('blames the input for %i %s', async (status, code, message) => {
    const { store } = await storeOver(refusal(status, code));
    await expect(store.put('k', OURS)).rejects.toMatchObject({ code: 'bad-input', message });
  });
});

describe('S3Store.get(key)', () => {
  testFirst([
    [500, 'InternalError', 'the bucket failed'],
    [503, 'SlowDown', 'the bucket got too many requests at once'],
  ] as const)('gives up after four tries on %i %s', async (status, code, says) => {
    const { store, methods } = await storeOver(refusal(status, code));
    await expect(store.get('k')).rejects.toMatchObject({
      code: 'store-failed',
      message: `"k" could not be read: ${says} (${code})`,
    });
    expect(methods()).toBe('GET GET GET GET');
  });

  test.each([
    ['AccessDenied', 'of AccessDenied', 'permission is missing', false],
    ['AccessDenied', 'not authorized to perform: kms:Decrypt', 'permission to decrypt it is missing', false],
    ['InvalidObjectState', 'of an archive', 'it is archived; restore it, or upload it again', true],
    ['KMS.DisabledException', 'of a key', 'the key that it is encrypted with is disabled', true],
  ])(
    'tells an object that cannot be read by %s (%s) from a bucket that fails',
    async (code, words, reason, isItsOwn) => {
      const { store, methods } = await storeOver(refusal(403, code, words));
      const failure = await store.get('k').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UnreadableObject);
      expect(failure).toMatchObject({
        ...{ name: 'Problem', code: 'store-failed', key: 'k', reason, isItsOwn },
        message: `"k" could not be read: ${reason} (${code})`,
      });
      expect(methods()).toBe('GET');
    },
  );

  test('tells a bucket that is not there from an object that is not there', async () => {
    const { store } = await storeOver(refusal(404, 'NoSuchKey'), refusal(404, 'NoSuchBucket'));
    expect(await store.get('k')).toBeUndefined();
    await expect(store.get('k')).rejects.toMatchObject({ code: 'store-failed' });
  });

  test('takes a body up where it broke, if it is still the same version', async () => {
    const rest: Step = response => void response.writeHead(206, { etag: '"1"', 'content-length': 3 }).end('def');
    const { store, seen } = await storeOver(brokenObject('"1"', 6, 'abc'), rest);
    expect(Buffer.from((await (await store.get('k'))?.bytes()) ?? []).toString()).toBe('abcdef');
    expect(seen[1]?.headers).toMatchObject({ range: 'bytes=3-', 'if-match': '"1"' });
  });

  test('throws conflict where the object was replaced when its body broke', async () => {
    const { store } = await storeOver(brokenObject('"1"', 6, 'abc'), refusal(412, 'PreconditionFailed'));
    await expect(store.get('k')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('gives up on a body that breaks again and again', async () => {
    const { store, seen } = await storeOver(brokenObject('"1"', 6, 'abc'), brokenObject('"1"', 3, ''));
    await expect(store.get('k')).rejects.toMatchObject({ code: 'store-failed' });
    expect(seen).toHaveLength(4);
  });

  test('does not take damaged bytes for what was stored', async () => {
    const damaged: Step = response =>
      void response.writeHead(200, { etag: '"1"', 'content-length': 3, 'x-amz-checksum-crc32': 'AAAAAA==' }).end('abc');
    const { store } = await storeOver(damaged);
    await expect(store.get('k')).rejects.toMatchObject({ code: 'store-failed' });
  });

  test('gives up on a server that says nothing', async () => {
    const { endpoint, seen } = await scriptedServer([() => undefined]);
    const store = new S3Store({ client: createS3Client({ endpoint, silenceMs: 100 }), bucket: 'b' });
    await expect(store.get('k')).rejects.toMatchObject({
      code: 'store-failed',
      message: '"k" could not be read: the bucket did not answer in time (TimeoutError)',
    });
    expect(seen).toHaveLength(4);
  });

  test('says that a server cannot be reached', async () => {
    const client = createS3Client({ endpoint: 'http://127.0.0.1:9' });
    await expect(new S3Store({ client, bucket: 'b' }).get('k')).rejects.toMatchObject({
      code: 'store-failed',
      message: '"k" could not be read: the bucket cannot be reached (ECONNREFUSED)',
    });
  });
});

describe('S3Store over an imitated client', () => {
  const client = new S3Client({});
  const s3 = mockClient(client);
  const store = new S3Store({ client, bucket: 'b' });
  afterEach(() => s3.reset());

  const keysOf = async () => {
    const keys: string[] = [];
    for await (const { key } of store.list('u/')) keys.push(key);
    return keys;
  };

  test('list(prefix) asks for page after page and passes over what no folder can hold', async () => {
    const object = (Key: string) => ({ Key, ETag: '"1"', Size: 1 });
    s3.on(ListObjectsV2Command, { ContinuationToken: undefined }).resolves({
      IsTruncated: true,
      NextContinuationToken: 'next',
      Contents: [object('u/'), object('u//a.csv'), object('u/a+b%2B%C3%A9.csv'), object('u/c%0Ad')],
    });
    s3.on(ListObjectsV2Command, { ContinuationToken: 'next' }).resolves({
      IsTruncated: true,
      NextContinuationToken: 'last',
    });
    s3.on(ListObjectsV2Command, { ContinuationToken: 'last' }).resolves({ Contents: [object('u/z.csv')] });
    expect(await keysOf()).toEqual(['u/a b+é.csv', 'u/c\nd', 'u/z.csv']);
  });

  test('list(prefix) that fails on its way throws, it does not end early', async () => {
    const failure = new S3ServiceException({ name: 'SlowDown', $fault: 'server', $metadata: { httpStatusCode: 503 } });
    s3.on(ListObjectsV2Command).resolvesOnce({ IsTruncated: true, NextContinuationToken: 'next' }).rejects(failure);
    await expect(keysOf()).rejects.toMatchObject({ code: 'store-failed' });
  });

  test('put(key, bytes) sends one request with the whole object', async () => {
    s3.on(PutObjectCommand).resolves({ ETag: '"1"' });
    await store.put('k', OURS);
    expect(s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input)).toEqual([
      { Bucket: 'b', Key: 'k', Body: OURS },
    ]);
  });
});
