import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { readChunks } from '../../functions/store/object-bytes.ts';
import { localFailure } from './local-failure.ts';

/** Both in hexadecimal digits. */
export interface Checksums {
  readonly md5: string;
  readonly sha256: string;
}

/** Of a file of this machine, read once and not kept. */
export async function checksumsOf(path: string): Promise<Checksums> {
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  try {
    await using handle = await open(path, 'r');
    for await (const chunk of readChunks(handle)) {
      md5.update(chunk);
      sha256.update(chunk);
    }
  } catch (error) {
    throw localFailure(error, { path });
  }
  return { md5: md5.digest('hex'), sha256: sha256.digest('hex') };
}

/**
 * Whether the ETag says that the object has these bytes: a bucket's is their MD5 where it was put in one request and is
 * encrypted by S3's own keys, a folder's the first half of their SHA-256. Any other says nothing.
 */
export function isEtagOf({ md5, sha256 }: Checksums, etag: string): boolean {
  return etag === `"${md5}"` || etag === `"${sha256.slice(0, 32)}"`;
}
