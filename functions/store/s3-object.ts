import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Problem } from '../contract/problem.ts';
import { joinChunks, READ_AT_ONCE_BYTES, wholeObject } from './object-bytes.ts';
import { refusalOf, s3Failure } from './s3-failure.ts';
import type { StoredObject } from './store.ts';

export interface S3Location {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
}

/**
 * One version of an object, or undefined where there is none. The body of a larger object is requested when it is
 * read; if it was replaced by then, reading throws `conflict`. A broken connection is resumed where it stopped.
 */
export async function readS3Object(place: S3Location): Promise<StoredObject | undefined> {
  const found = await open(place);
  if (found === undefined) return undefined;
  const { etag, size, body } = found;
  if (size <= READ_AT_ONCE_BYTES) return wholeObject(etag, await joinChunks(streamOf(place, found, body)));
  body.destroy();
  const stream = () => streamOf(place, found);
  return { etag, size, stream, bytes: async () => await joinChunks(stream()) };
}

interface S3Version {
  readonly etag: string;
  readonly size: number;
}

const MAX_RESUMED = 3;
/** A request has its time limit, so a large body may take several. */
const BYTES_IN_TIME = 100_000_000;

async function* streamOf(place: S3Location, { etag, size }: S3Version, opened?: Readable): AsyncGenerator<Uint8Array> {
  let body = opened;
  let read = 0;
  for (let broken = 0; ; broken += 1) {
    try {
      body ??= await reopen(place, etag, read);
      for await (const chunk of body) {
        read += chunk.length;
        yield chunk;
      }
      if (read === size) return;
      throw new Error(`the body has ${size} bytes and ended after ${read}`);
    } catch (error) {
      // An error after the last byte: the received bytes are not the stored ones.
      if (error instanceof Problem || read >= size || broken >= MAX_RESUMED + Math.floor(read / BYTES_IN_TIME))
        throw s3Failure(error, place.key, 'read');
      body = undefined;
    }
  }
}

async function open({
  client,
  bucket,
  key,
}: S3Location): Promise<(S3Version & { readonly body: Readable }) | undefined> {
  try {
    const { ETag, ContentLength, Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (ETag === undefined || ContentLength === undefined) throw new Error('the answer has no ETag or no length');
    return { etag: ETag, size: ContentLength, body: readable(Body) };
  } catch (error) {
    if (refusalOf(error).code === 'NoSuchKey') return undefined;
    throw s3Failure(error, key, 'read');
  }
}

/** The rest of a version, starting at a byte offset. */
async function reopen({ client, bucket, key }: S3Location, etag: string, from: number): Promise<Readable> {
  const range = from === 0 ? {} : { Range: `bytes=${from}-` };
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag, ...range }));
    return readable(Body);
  } catch (error) {
    const { code, status } = refusalOf(error);
    if (status !== 412 && code !== 'NoSuchKey') throw error;
    throw new Problem('conflict', `"${key}" was replaced while it was being read; it must be read again`);
  }
}

function readable(body: unknown): Readable {
  if (body instanceof Readable) return body;
  throw new Error('the answer has no body');
}
