import { type FileHandle, readFile, stat } from 'node:fs/promises';
import type { PutContent, StoredObject } from './store.ts';

/** Objects up to this size are read at once, so that nothing stays open. */
export const READ_AT_ONCE_BYTES = 8 * 1024 * 1024;

/** The bytes of what is put, unless it is a file that is too large for memory. */
export async function smallContent(content: PutContent): Promise<PutContent> {
  if (content instanceof Uint8Array || (await stat(content.path)).size > READ_AT_ONCE_BYTES) return content;
  return readFile(content.path);
}

/** An object whose bytes are in memory. */
export function wholeObject(etag: string, bytes: Uint8Array): StoredObject {
  return {
    etag,
    size: bytes.length,
    bytes: async () => bytes,
    stream: async function* () {
      yield bytes;
    },
  };
}

/** Reads a stream to its end. */
export async function joinChunks(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return Buffer.concat(list);
}

const CHUNK_BYTES = 256 * 1024;

/** Reads an open file from its beginning, each chunk in its own buffer. Leaves the file open. */
export async function* readChunks(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
