import { createHash } from 'node:crypto';
import { type FileHandle, open, stat, writeFile } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { StoredObject } from '../store/store.ts';
import { type ByteSource, fileSource, memorySource } from './byte-source.ts';
import { unfit } from './unfit.ts';
import { MAX_UNPACKED_RATIO, MAX_UPLOAD_BYTES } from './upload-limits.ts';

export interface ReceivedUpload {
  /** Of the bytes as they are stored. */
  readonly sha256: string;
  /** The bytes, unpacked if they were packed by gzip. */
  readonly content: ByteSource;
}

/** Smaller contents stay in memory: a batch of them is read faster than through files. */
export const IN_MEMORY_BYTES = 2_000_000;

/**
 * Reads an object once, into a file at `path` if it is large. Throws a `bad-input` Problem if it is packed by gzip and
 * damaged, or too large unpacked.
 */
export async function receiveUpload(object: StoredObject, path: string): Promise<ReceivedUpload> {
  const hash = createHash('sha256');
  const hashed = hashedChunks(object.stream(), hash);
  const content = await receive(unpacked(hashed, object.size), path);
  return { sha256: hash.digest('hex'), content };
}

async function* hashedChunks(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function receive(chunks: AsyncIterable<Uint8Array>, path: string): Promise<ByteSource> {
  let held: Uint8Array[] = [];
  let size = 0;
  let file: FileHandle | undefined;
  try {
    for await (const chunk of chunks) {
      held.push(chunk);
      size += chunk.length;
      if (size <= IN_MEMORY_BYTES) continue;
      file ??= await open(path, 'w');
      for (const part of held) await file.writeFile(part);
      held = [];
    }
  } finally {
    await file?.close();
  }
  const [only = new Uint8Array()] = held;
  return file !== undefined ? fileSource(path, 0, size) : memorySource(held.length > 1 ? Buffer.concat(held) : only);
}

/** Writes a file that is packed by gzip unpacked to `into`. Throws a `bad-input` Problem if it is damaged or too large. */
export async function unpackFile(path: string, into: string): Promise<void> {
  const { size } = await stat(path);
  await writeFile(into, gunzipped(fileSource(path, 0, size).chunks(), size));
}

const GZIP = [0x1f, 0x8b];

/** @param head the first bytes of a file, at least two */
export function isGzip(head: Uint8Array): boolean {
  return GZIP.every((byte, at) => head[at] === byte);
}

/** Chunks of a gzip file unpacked, those of any other file as they are. */
async function* unpacked(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const begin: Uint8Array[] = [];
  for (let length = 0; length < GZIP.length; ) {
    const next = await iterator.next();
    if (next.done === true) break;
    begin.push(next.value);
    length += next.value.length;
  }
  const all = restOf(begin, iterator);
  const head = Buffer.concat(begin.map(chunk => chunk.subarray(0, GZIP.length)));
  yield* isGzip(head) ? gunzipped(all, size) : all;
}

async function* restOf(begin: readonly Uint8Array[], iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* begin;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  // Errors of both arrive where the result is read.
  pipeline(Readable.from(packed), gunzip, () => undefined);
  let unpackedSize = 0;
  try {
    for await (const chunk of gunzip) {
      unpackedSize += chunk.length;
      if (unpackedSize > MAX_UPLOAD_BYTES) {
        throw unfit(`the gzip file has more than ${shown(MAX_UPLOAD_BYTES)} bytes unpacked, and no more are read`);
      }
      if (unpackedSize > MAX_UNPACKED_RATIO * size) {
        throw unfit(`the gzip file is more than ${MAX_UNPACKED_RATIO} times its size unpacked; upload the CSV itself`);
      }
      yield chunk;
    }
  } catch (cause) {
    throw gzipFault(cause) ?? cause;
  } finally {
    gunzip.destroy();
  }
}

/** Undefined if an error is not about the packed bytes. */
function gzipFault(cause: unknown) {
  if (!(cause instanceof Error && 'code' in cause)) return undefined;
  if (cause.code === 'Z_BUF_ERROR') return unfit('the gzip file ends too early; upload it again');
  if (cause.code !== 'Z_DATA_ERROR') return undefined;
  return unfit(`the gzip file is damaged (${cause.message}); pack and upload it again`);
}

function shown(bytes: number): string {
  return bytes.toLocaleString('en');
}
