import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { headersOf } from '../contract/headers.ts';
import { Problem } from '../contract/problem.ts';
import { assertKey, keyFault } from './object-key.ts';
import { bareCause, refusalOf, s3Failure } from './s3-failure.ts';
import { readS3Object } from './s3-object.ts';
import type { ListedObject, PutCondition, Store, StoredObject } from './store.ts';

export interface S3StoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
}

/** Below it lies what is published, with headers that follow from the key; elsewhere objects have none. */
const PUBLISHED_PREFIX = 'data/';

/**
 * Objects in a bucket. An object is one request, up to 5 GB; conditions are the bucket's own. A listing passes over keys
 * that a store may not hold, so that a bucket and a folder with the same files list the same.
 */
export class S3Store implements Store {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ client, bucket }: S3StoreOptions) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async get(key: string): Promise<StoredObject | undefined> {
    assertKey(key);
    return await readS3Object({ client: this.#client, bucket: this.#bucket, key });
  }

  async put(key: string, bytes: Uint8Array, condition?: PutCondition): Promise<{ readonly etag: string }> {
    assertKey(key);
    const object = {
      Bucket: this.#bucket,
      Key: key,
      Body: bytes,
      ...headersFor(key),
      ...headersOfCondition(condition),
    };
    try {
      const { ETag } = await this.#client.send(new PutObjectCommand(object));
      if (ETag === undefined) throw new Error('the answer has no ETag');
      return { etag: ETag };
    } catch (error) {
      const etag = condition !== undefined && mayHaveArrived(error) ? await this.#etagIfHolds(key, bytes) : undefined;
      if (etag !== undefined) return { etag };
      throw putFailure(error, key, condition);
    }
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    let token: string | undefined;
    do {
      const page = await this.#page(prefix, token);
      for (const { Key, ETag, Size } of page.Contents ?? []) {
        const key = decodeURIComponent((Key ?? '').replaceAll('+', ' '));
        if (keyFault(key) === undefined) yield { key, etag: ETag ?? '', size: Size ?? 0 };
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  async delete(key: string): Promise<void> {
    assertKey(key);
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
    } catch (error) {
      throw s3Failure(error, key, 'removed');
    }
  }

  /** Its keys are escaped: XML cannot say every character that a key may have. */
  async #page(prefix: string, token: string | undefined) {
    const asked = { Bucket: this.#bucket, Prefix: prefix, EncodingType: 'url', ContinuationToken: token } as const;
    try {
      return await this.#client.send(new ListObjectsV2Command(asked));
    } catch (error) {
      throw s3Failure(error, prefix, 'listed');
    }
  }

  /** The version that is stored, if it is these bytes. */
  async #etagIfHolds(key: string, bytes: Uint8Array): Promise<string | undefined> {
    try {
      const found = await this.get(key);
      return found && Buffer.compare(await found.bytes(), bytes) === 0 ? found.etag : undefined;
    } catch {
      // What is told is the failure of the put; this one only could have softened it.
      return undefined;
    }
  }
}

function headersFor(key: string) {
  if (!key.startsWith(PUBLISHED_PREFIX)) return {};
  const { contentType, contentEncoding, cacheControl } = headersOf(key);
  const encoding = contentEncoding === null ? {} : { ContentEncoding: contentEncoding };
  return { ContentType: contentType, CacheControl: cacheControl, ...encoding };
}

function headersOfCondition(condition: PutCondition | undefined) {
  if (condition === undefined) return {};
  return 'ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: condition.ifNoneMatch };
}

/** Whether the object may have been written although the call failed: the client tries again where an answer is lost. */
function mayHaveArrived(error: unknown): boolean {
  const { status, attempts } = refusalOf(error);
  return attempts > 1 || status === undefined || status >= 500;
}

function putFailure(error: unknown, key: string, condition: PutCondition | undefined): Problem {
  const { code, status } = refusalOf(error);
  const beaten = status === 412 || status === 409 || (status === 404 && code === 'NoSuchKey');
  if (condition === undefined || !beaten) return s3Failure(error, key, 'written');
  const must = 'ifMatch' in condition ? `must be version ${condition.ifMatch}` : 'must not exist yet';
  return new Problem('conflict', `"${key}" ${must}; it is another now (${code})`, { cause: bareCause(error) });
}
