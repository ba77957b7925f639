import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** SHA-256 as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** The name of a blob, receipt or snapshot: the first 32 digits of the SHA-256 of its content, as it is before compression. */
export function contentIdOf(content: string | Uint8Array): string {
  return sha256(content).slice(0, 32);
}

/** The same of a file, which is never whole in memory. */
export async function contentIdOfFile(path: string): Promise<string> {
  const hashed = createHash('sha256');
  await pipeline(createReadStream(path), hashed);
  return hashed.digest('hex').slice(0, 32);
}
