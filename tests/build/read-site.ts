import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect } from 'vitest';
import { type IndexFile, parseIndexFile } from '../../functions/contract/index-file.ts';
import { blobKey, INDEX_KEY, kindOfKey, pointerKey, receiptKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';
import { contentIdOf } from '../../functions/job/hash.ts';
import { type Figures, readFigures } from './read-figures.ts';

/** Everything that is published for `covid`, read by the contract's own parsers. */
export interface ReadSite {
  readonly index: IndexFile;
  readonly livePointer: Pointer;
  /** Null where nothing is live. */
  readonly snapshot: Snapshot | null;
  readonly liveReceipt: Receipt | null;
  readonly attemptReceipt: Receipt;
  readonly figures: Figures;
}

export async function readSite(out: string): Promise<ReadSite> {
  const read = async (key: string) => JSON.parse(await readPublished(out, key));
  const livePointer = parsePointer(await read(pointerKey('covid')), '');
  const { snapshot: id, attempt } = livePointer;
  const snapshot = id === null ? null : parseSnapshot(await read(snapshotKey('covid', id)), '');
  const receiptOf = async (receipt: string) => parseReceipt(await read(receiptKey('covid', receipt)), '');
  return {
    index: parseIndexFile(await read(INDEX_KEY), ''),
    livePointer,
    snapshot,
    liveReceipt: snapshot === null ? null : await receiptOf(snapshot.receipt),
    attemptReceipt: await receiptOf(attempt.receipt),
    figures: await readFigures(snapshot, blob => read(blobKey('covid', blob))),
  };
}

/** One published object as text; what is named by its content must have that name. */
export async function readPublished(out: string, key: string): Promise<string> {
  const bytes = await readFile(join(out, key));
  const kind = kindOfKey(key);
  const json = (kind === 'blob' || kind === 'receipt' ? brotliDecompressSync(bytes) : bytes).toString();
  if (kind !== 'index' && kind !== 'pointer') expect(`${contentIdOf(json)}.json`).toBe(key.split('/').at(-1));
  return json;
}

/** Every published file: its key, its bytes and when it was written. */
export async function listPublished(out: string): Promise<Map<string, { bytes: string; mtimeMs: number }>> {
  const files = await readdir(join(out, 'data'), { recursive: true, withFileTypes: true });
  const listed = new Map<string, { bytes: string; mtimeMs: number }>();
  for (const file of files.filter(file => file.isFile())) {
    const path = join(file.parentPath, file.name);
    const bytes = (await readFile(path)).toString('base64');
    listed.set(path.slice(out.length + 1), { bytes, mtimeMs: (await stat(path)).mtimeMs });
  }
  return new Map([...listed].sort(([a], [b]) => (a < b ? -1 : 1)));
}
