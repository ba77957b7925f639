import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { IN_MEMORY_BYTES, receiveUpload } from '../../functions/ingest/receive-upload.ts';
import { sha256 } from '../../functions/job/hash.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { bytesOf, inPieces, PIECES } from './in-pieces.ts';

const TEXT = Array.from({ length: 500 }, (_, row) => `${row},place ${(row * 7919) % 1000}\n`).join('');

async function received(bytes: Uint8Array, pieceBytes: number) {
  const folder = await temporaryFolder();
  // A stream gives buffers of its own.
  const stream = async function* () {
    for await (const piece of inPieces(bytes, pieceBytes).chunks()) yield Buffer.from(piece);
  };
  const object = { etag: '"1"', size: bytes.length, stream, bytes: async () => bytes };
  const { sha256, content } = await receiveUpload(object, join(folder, 'received'));
  return { sha256, text: (await bytesOf(content)).toString(), size: content.size, files: await readdir(folder) };
}

test.each(PIECES)('receiveUpload gives the bytes and their hash, %d at a time', async size => {
  for (const text of ['', 'a', TEXT]) {
    const bytes = Buffer.from(text);
    const { length } = bytes;
    expect(await received(bytes, size)).toEqual({ sha256: sha256(bytes), text, size: length, files: [] });
  }
});

test.each(PIECES)('receiveUpload unpacks gzip, %d bytes at a time, and hashes what is stored', async size => {
  const packed = gzipSync(TEXT);
  expect(await received(packed, size)).toMatchObject({ sha256: sha256(packed), text: TEXT });
  const two = Buffer.concat([gzipSync(TEXT), gzipSync('more')]);
  expect(await received(two, size)).toMatchObject({ sha256: sha256(two), text: `${TEXT}more` });
});

test('receiveUpload writes to a file what is larger than is held in memory', async () => {
  const text = TEXT.repeat(Math.ceil(IN_MEMORY_BYTES / TEXT.length) + 1);
  const found = await received(Buffer.from(text), 1_000_000);
  expect(found.files).toEqual(['received']);
  expect(found.text === text).toBe(true);
});

test.each<[what: string, bytes: Uint8Array, message: string]>([
  ['a gzip file that is cut off', gzipSync(TEXT).subarray(0, 500), 'the gzip file ends too early; upload it again'],
  ['the first bytes of gzip alone', Buffer.from([0x1f, 0x8b]), 'the gzip file ends too early; upload it again'],
  [
    'a gzip file with a damaged byte',
    gzipSync(TEXT).fill(0x55, 300, 320),
    'the gzip file is damaged (invalid distance too far back); pack and upload it again',
  ],
  [
    'a method that gzip does not have',
    Buffer.from('1f8b0908abcdef5a0203666f6f', 'hex'),
    'the gzip file is damaged (unknown compression method); pack and upload it again',
  ],
  [
    'a bomb',
    gzipSync(Buffer.alloc(20_000_000)),
    'the gzip file is more than 100 times its size unpacked; upload the CSV itself',
  ],
])('receiveUpload refuses %s', async (_, bytes, message) => {
  for (const size of [Number.POSITIVE_INFINITY, 7]) {
    await expect(received(bytes, size)).rejects.toThrow(new Problem('bad-input', message));
  }
});

test('receiveUpload passes on that a store fails, also while it unpacks', async () => {
  const failure = new Problem('store-failed', 'the connection broke');
  for (const bytes of [gzipSync(TEXT), Buffer.from(TEXT)]) {
    const stream = async function* () {
      yield bytes.subarray(0, 100);
      throw failure;
    };
    const object = { etag: '"1"', size: bytes.length, stream, bytes: async () => bytes };
    await expect(receiveUpload(object, join(await temporaryFolder(), 'received'))).rejects.toBe(failure);
  }
});
