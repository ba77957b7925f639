import { open, rename, truncate, writeFile } from 'node:fs/promises';

/** Bytes that can be read more than once: in memory, in a file, or made from others while they are read. */
export interface ByteSource {
  readonly size: number;
  /** All bytes in order. A chunk is valid until the next one is requested. */
  chunks(): AsyncIterable<Uint8Array>;
  /** A part that fits into memory; ends before are the end of the source. */
  read(start: number, end: number): Promise<Uint8Array>;
  slice(start: number, end: number): ByteSource;
  /** Writes them to a file. A source that is a file of its own becomes this file, and must not be used again. */
  save(path: string): Promise<void>;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    chunks: async function* () {
      if (bytes.length > 0) yield bytes;
    },
    read: async (start, end) => bytes.subarray(start, end),
    slice: (start, end) => memorySource(bytes.subarray(start, end)),
    save: path => writeFile(path, bytes),
  };
}

const CHUNK_BYTES = 1_000_000;

/** The bytes of a file from offset `from` to offset `to`. */
export function fileSource(path: string, from: number, to: number): ByteSource {
  const chunks = () => readFrom(path, from, to, Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, to - from)));
  return {
    size: to - from,
    chunks,
    read: (start, end) => {
      const last = Math.min(to, from + end);
      const most = Math.max(0, Math.min(CHUNK_BYTES, last - from - start));
      return join(readFrom(path, from + start, last, Buffer.allocUnsafeSlow(most)));
    },
    slice: (start, end) => fileSource(path, from + start, Math.min(to, from + end)),
    async save(place) {
      if (from > 0) return writeFile(place, chunks());
      await truncate(path, to);
      await rename(path, place);
    },
  };
}

async function* readFrom(path: string, from: number, to: number, buffer: Buffer): AsyncGenerator<Uint8Array> {
  const handle = await open(path);
  try {
    for (let at = from; at < to; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, to - at), at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

async function join(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const copies: Uint8Array[] = [];
  for await (const chunk of chunks) copies.push(Uint8Array.from(chunk));
  return Buffer.concat(copies);
}

/** Bytes that are made from those of a source whenever they are read. @param size how many they are */
export function madeSource(size: number, chunks: () => AsyncIterable<Uint8Array>): ByteSource {
  const part = (start: number, end: number) => () => partOf(chunks(), start, end);
  return {
    size,
    chunks,
    read: (start, end) => join(part(start, end)()),
    slice: (start, end) => madeSource(Math.min(end, size) - start, part(start, end)),
    save: path => writeFile(path, chunks()),
  };
}

async function* partOf(chunks: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    if (part.length > 0) yield part;
    at += chunk.length;
    if (at >= end) return;
  }
}
