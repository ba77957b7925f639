import { createHash } from 'node:crypto';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { publishPages } from '../../functions/publish/pages.ts';
import { inParallel } from '../../functions/store/in-parallel.ts';
import { refusalOf, s3Failure } from '../../functions/store/s3-failure.ts';
import { S3Store } from '../../functions/store/s3-store.ts';
import { type SiteObject, siteObjects } from './site-objects.ts';

export interface PublishSiteOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** The folder of the built site. */
  readonly folder: string;
  /** The URL of the site: `https://…`. */
  readonly address: string;
}

export interface PublishedSite {
  /** The keys that were written, in order. */
  readonly put: readonly string[];
  /** The number of objects with the same bytes and headers as before. */
  readonly unchanged: number;
}

const MAX_AT_ONCE = 8;

/**
 * Uploads a built site, each template after the assets it refers to, then publishes the pages. Skips unchanged files, and
 * deletes nothing: open pages keep using the assets of their own build.
 */
export async function publishSite({ client, bucket, folder, address }: PublishSiteOptions): Promise<PublishedSite> {
  const put: string[] = [];
  let unchanged = 0;
  const upload = async (object: SiteObject) => {
    if (await isUnchanged(client, bucket, object)) unchanged += 1;
    else {
      await write(client, bucket, object);
      put.push(object.key);
    }
  };
  const { assets, others, templates } = await siteObjects(folder, address);
  for (const objects of [assets, others, templates]) await inParallel(objects, MAX_AT_ONCE, upload);
  await publishPages(new S3Store({ client, bucket }));
  return { put, unchanged };
}

/** The ETag is usually the MD5 of the bytes. If it is not, the object is uploaded again, which is only slower. */
async function isUnchanged(client: S3Client, bucket: string, object: SiteObject): Promise<boolean> {
  try {
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: object.key }));
    return (
      head.ETag === `"${createHash('md5').update(object.body).digest('hex')}"` &&
      head.ContentType === object.contentType &&
      head.CacheControl === object.cacheControl &&
      (head.ContentEncoding ?? null) === object.contentEncoding
    );
  } catch (error) {
    if (refusalOf(error).status === 404) return false;
    throw s3Failure(error, object.key, 'read');
  }
}

async function write(client: S3Client, bucket: string, object: SiteObject): Promise<void> {
  const { key, body, contentType, cacheControl, contentEncoding } = object;
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        CacheControl: cacheControl,
        ...(contentEncoding === null ? {} : { ContentEncoding: contentEncoding }),
      }),
    );
  } catch (error) {
    throw s3Failure(error, key, 'written');
  }
}
