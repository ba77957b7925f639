import { createHash, type Hash, hash } from 'node:crypto';
import { type BigIntStats, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { readChunks } from './object-bytes.ts';

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

/** The same, synchronously. */
export function contentEtagSync(path: string): string {
  const file = openSync(path, 'r');
  try {
    return readEtag(file).etag;
  } finally {
    closeSync(file);
  }
}

/** One for all, as nothing else runs while it is in use: a new one for each file is memory that the system must clear. */
const CHUNK = Buffer.allocUnsafeSlow(256 * 1024);

function readEtag(file: number): { readonly etag: string; readonly size: number } {
  const sha = createHash('sha256');
  let size = 0;
  for (let read = readSync(file, CHUNK); read > 0; read = readSync(file, CHUNK)) {
    sha.update(CHUNK.subarray(0, read));
    size += read;
  }
  return { etag: finished(sha), size };
}

function finished(sha: Hash): string {
  return quoted(sha.digest('hex'));
}

function quoted(hex: string): string {
  return `"${hex.slice(0, 32)}"`;
}

/** A file with its stat before and after it was read. */
interface ReadFile {
  readonly etag: string;
  readonly size: number;
  readonly before: BigIntStats;
  readonly after: BigIntStats;
}

/** Files up to this size are read and written at once: calls that wait for a thread each take longer. */
export const SMALL_BYTES = 1_000_000;

/** The ETag of the file at `path`, whose `stat` was just taken. */
export function etagOfFile(path: string, { size }: BigIntStats): ReadFile | Promise<ReadFile> {
  return size <= SMALL_BYTES ? readSmall(path) : readLarge(path);
}

function readSmall(path: string): ReadFile {
  const file = openSync(path, 'r');
  try {
    const before = fstatSync(file, { bigint: true });
    return { ...readEtag(file), before, after: fstatSync(file, { bigint: true }) };
  } finally {
    closeSync(file);
  }
}

async function readLarge(path: string): Promise<ReadFile> {
  const handle = await open(path, 'r');
  try {
    const before = await handle.stat({ bigint: true });
    return { ...(await contentEtagOfFile(handle)), before, after: await handle.stat({ bigint: true }) };
  } finally {
    await handle.close();
  }
}

/** Differs when a file was replaced or written to. */
export function fileVersion(stat: BigIntStats): string {
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(':');
}

/** When the file last changed, in milliseconds. Not its mtime: copying tools set that, even into the future. */
export function changedAt(stat: BigIntStats): number {
  return Number(stat.ctimeNs) / 1e6;
}
