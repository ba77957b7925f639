import { type ByteSource, madeSource } from '../../functions/ingest/byte-source.ts';

/** Bytes that are read a few at a time, always into the same buffer, as those of a large file are. */
export function inPieces(bytes: Uint8Array, pieceBytes: number): ByteSource {
  const buffer = Buffer.alloc(Math.min(pieceBytes, bytes.length));
  return madeSource(bytes.length, async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const piece = bytes.subarray(at, at + pieceBytes);
      buffer.set(piece);
      yield buffer.subarray(0, piece.length);
      buffer.fill(0xff);
    }
  });
}

/** Of readings that differ in how many bytes come at a time: all at once, one, and some. */
export const PIECES = [Number.POSITIVE_INFINITY, 1, 7];

/** All bytes of a source. */
export async function bytesOf(source: ByteSource): Promise<Buffer> {
  const copies: Uint8Array[] = [];
  for await (const chunk of source.chunks()) copies.push(Uint8Array.from(chunk));
  return Buffer.concat(copies);
}
