import { createHash, type Hash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { readChunks } from './read-chunks.ts';

/** The first 32 hexadecimal digits of the SHA-256 in double quotes: equal bytes have equal ETags. */
export function contentEtag(bytes: Uint8Array): string {
  return quoted(hash('sha256', bytes, 'hex'));
}

/** The same of an open file, however large, and how many bytes it had. */
export async function contentEtagOfFile(handle: FileHandle): Promise<{ readonly etag: string; readonly size: number }> {
  const sha = createHash('sha256');
  let size = 0;
  for await (const chunk of readChunks(handle)) {
    sha.update(chunk);
    size += chunk.length;
  }
  return { etag: finished(sha), size };
}

/** The same without giving way to anything else in this process. */
export function contentEtagSync(path: string): string {
  const sha = createHash('sha256');
  const chunk = Buffer.allocUnsafe(64 * 1024);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) sha.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return finished(sha);
}

function finished(sha: Hash): string {
  return quoted(sha.digest('hex'));
}

function quoted(hex: string): string {
  return `"${hex.slice(0, 32)}"`;
}
