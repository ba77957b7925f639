import type { ByteSource } from './byte-source.ts';

const LINE_FEED = 10;

/** Whole lines of a source, as many as were read at once. */
export interface LineBlock {
  readonly bytes: Buffer;
  /** The offset of its first byte in the source. */
  readonly start: number;
}

/**
 * Reads a source in blocks that end where a line ends, so that no line is in two of them. Each is valid until the next one
 * is requested. The longest line must fit into memory.
 */
export async function* lineBlocks(source: ByteSource): AsyncGenerator<LineBlock> {
  let begun: Buffer[] = [];
  let start = 0;
  for await (const chunk of source.chunks()) {
    const bytes = bufferOf(chunk);
    const end = bytes.length === source.size ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const block = begun.length === 0 ? bytes.subarray(0, end) : Buffer.concat([...begun, bytes.subarray(0, end)]);
      yield { bytes: block, start };
      start += block.length;
      begun = [];
    }
    // Copied, because the source will use its buffer again.
    if (end < bytes.length) begun.push(Buffer.from(bytes.subarray(end)));
  }
  if (begun.length > 0) yield { bytes: Buffer.concat(begun), start };
}

/** The same bytes, with the methods of a Buffer. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** How many lines a block has, the last one of a file included. */
export function linesIn({ bytes }: LineBlock): number {
  let lines = 0;
  for (let start = 0; start < bytes.length; lines += 1) {
    const end = bytes.indexOf(LINE_FEED, start);
    start = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}
