import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { refusalOf } from './s3-failure.ts';

/**
 * Writes a file that is too large for memory. Its hash is computed first, so that the bucket can compare it, and the body
 * needs no trailer. The client itself never repeats a request whose body is a stream.
 */
export async function putFile(
  client: S3Client,
  object: Omit<PutObjectCommandInput, 'Body'>,
  path: string,
  attempts: number,
): Promise<PutObjectCommandOutput> {
  const { size } = await stat(path);
  const sum = Buffer.from(await hashOf(createReadStream(path)), 'hex').toString('base64');
  for (let attempt = 1; ; attempt += 1) {
    const body = createReadStream(path);
    try {
      return await client.send(
        new PutObjectCommand({ ...object, Body: body, ContentLength: size, ChecksumSHA256: sum }),
      );
    } catch (error) {
      const { status } = refusalOf(error);
      if (attempt === attempts || (status !== undefined && status < 500)) throw error;
    } finally {
      body.destroy();
    }
  }
}

/** The SHA-256 of bytes, or of a stream of them. */
export async function hashOf(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  if (content instanceof Uint8Array) hash.update(content);
  else for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}
