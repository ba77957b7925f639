import { createReadStream } from 'node:fs';
import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { headersOf } from '../contract/headers.ts';
import { Problem } from '../contract/problem.ts';
import { smallContent } from './object-bytes.ts';
import { assertKey, keyFault } from './object-key.ts';
import { bareCause, refusalOf, s3Failure } from './s3-failure.ts';
import { hashOf, putFile } from './s3-file.ts';
import { readS3Object } from './s3-object.ts';
import type { ListedObject, ListOptions, PutCondition, PutContent, Store, StoredObject } from './store.ts';

export interface S3StoreOptions {
  readonly client: S3Client;
  readonly bucket: string;
}

/** For a large file. With a condition the first may have come true, so there is no second. */
const ATTEMPTS = 3;

/** Published objects have these prefixes and headers derived from the key; other objects have no headers. */
const PUBLISHED_PREFIXES = ['data/', 'site/'];

/**
 * Objects in a bucket. An object is written in one request, up to 5 GB, with the bucket's own conditional writes. A listing
 * skips invalid keys, so that a bucket and a folder with the same files list the same.
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

  async put(key: string, content: PutContent, condition?: PutCondition): Promise<{ readonly etag: string }> {
    assertKey(key);
    const body = await smallContent(content);
    const object = { Bucket: this.#bucket, Key: key, ...headersFor(key), ...headersOfCondition(condition) };
    try {
      const { ETag } = await (body instanceof Uint8Array
        ? this.#client.send(new PutObjectCommand({ ...object, Body: body }))
        : putFile(this.#client, object, body.path, condition === undefined ? ATTEMPTS : 1));
      if (ETag === undefined) throw new Error('the answer has no ETag');
      return { etag: ETag };
    } catch (error) {
      const etag = condition !== undefined && mayHaveArrived(error) ? await this.#etagIfHolds(key, body) : undefined;
      if (etag !== undefined) return { etag };
      throw putFailure(error, key, condition);
    }
  }

  async *list(prefix: string, { shallow }: ListOptions = { shallow: false }): AsyncIterable<ListedObject> {
    let token: string | undefined;
    do {
      const page = await this.#page({
        Prefix: prefix,
        ...(shallow ? { Delimiter: '/' } : {}),
        ContinuationToken: token,
      });
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

  /** Keys are escaped, because XML cannot represent every character of a key. */
  async #page(page: Pick<ListObjectsV2CommandInput, 'Prefix' | 'Delimiter' | 'ContinuationToken'>) {
    try {
      return await this.#client.send(new ListObjectsV2Command({ Bucket: this.#bucket, EncodingType: 'url', ...page }));
    } catch (error) {
      throw s3Failure(error, page.Prefix ?? '', 'listed');
    }
  }

  /** The version that is stored, if it is this content. */
  async #etagIfHolds(key: string, content: PutContent): Promise<string | undefined> {
    try {
      const found = await this.get(key);
      const wanted = content instanceof Uint8Array ? content : createReadStream(content.path);
      return found && (await hashOf(found.stream())) === (await hashOf(wanted)) ? found.etag : undefined;
    } catch {
      // The caller reports the failure of the put, which matters more than this one.
      return undefined;
    }
  }
}

function headersFor(key: string) {
  if (!PUBLISHED_PREFIXES.some(prefix => key.startsWith(prefix))) return {};
  const { contentType, contentEncoding, cacheControl } = headersOf(key);
  const encoding = contentEncoding === null ? {} : { ContentEncoding: contentEncoding };
  return { ContentType: contentType, CacheControl: cacheControl, ...encoding };
}

function headersOfCondition(condition: PutCondition | undefined) {
  if (condition === undefined) return {};
  return 'ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: condition.ifNoneMatch };
}

/** Whether the object may have been written although the call failed: the client retries if a response is lost. */
function mayHaveArrived(error: unknown): boolean {
  const { status, attempts } = refusalOf(error);
  return attempts > 1 || status === undefined || status >= 500;
}

function putFailure(error: unknown, key: string, condition: PutCondition | undefined): Problem {
  const { code, status } = refusalOf(error);
  const lostRace = status === 412 || status === 409 || (status === 404 && code === 'NoSuchKey');
  if (condition === undefined || !lostRace) return s3Failure(error, key, 'written');
  const must = 'ifMatch' in condition ? `must be version ${condition.ifMatch}` : 'must not exist yet';
  return new Problem('conflict', `"${key}" ${must}; it has another version now (${code})`, { cause: bareCause(error) });
}
