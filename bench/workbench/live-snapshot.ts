import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { headersOf } from '../../functions/contract/headers.ts';
import { blobKey, INDEX_KEY, pointerKey, receiptKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type MapIndex, parseMapIndex } from '../../functions/contract/map-index.ts';
import { parsePointer } from '../../functions/contract/pointer.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import type { Parser } from '../../functions/contract/schema.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';

/** The live snapshot of a published folder. */
export interface BenchSnapshot {
  readonly id: string;
  readonly snapshot: Snapshot;
  readonly receipt: Receipt;
  readonly maps: ReadonlyMap<string, MapIndex>;
  /** The keys of all its objects, including the index and the pointer. */
  readonly keys: ReadonlySet<string>;
}

export async function readLiveSnapshot(out: string, dataset = 'covid'): Promise<BenchSnapshot> {
  const { snapshot: id } = await readObject(out, pointerKey(dataset), parsePointer);
  if (id === null) throw new Error(`nothing is published in ${out}`);
  const snapshot = await readObject(out, snapshotKey(dataset, id), parseSnapshot);
  const receipt = await readObject(out, receiptKey(dataset, snapshot.receipt), parseReceipt);
  const maps = new Map<string, MapIndex>();
  for (const map of snapshot.maps) maps.set(map.id, await readObject(out, blobKey(dataset, map.index), parseMapIndex));
  const blobs = snapshot.maps.flatMap(({ index }) => index);
  for (const { regions, latest, frames, series } of maps.values()) {
    const pieces = [...Object.values(frames), ...Object.values(series)].flat();
    blobs.push(regions, latest, ...pieces.map(({ blob }) => blob));
  }
  const { preview } = snapshot;
  const others = [
    ...snapshot.tables.map(({ about }) => blobKey(dataset, about)),
    ...snapshot.tables.flatMap(({ parts }) => parts.map(({ id }) => blobKey(dataset, id, 'parquet'))),
    ...(preview === null ? [] : [blobKey(dataset, preview, 'svg')]),
  ];
  const fixed = [INDEX_KEY, pointerKey(dataset), snapshotKey(dataset, id), receiptKey(dataset, snapshot.receipt)];
  return {
    id,
    snapshot,
    receipt,
    maps,
    keys: new Set([...fixed, ...others, ...blobs.map(blob => blobKey(dataset, blob))]),
  };
}

/** The number of rows of daily reports in it. */
export function rowsOf({ receipt }: BenchSnapshot): number {
  const reports = receipt.inputs.filter(({ state, date }) => state === 'used' && date !== null);
  return reports.reduce((sum, { rows }) => sum + rows.read, 0);
}

async function readObject<T>(out: string, key: string, parse: Parser<T>): Promise<T> {
  const stored = await readFile(join(out, key));
  const plain = headersOf(key).contentEncoding === 'br' ? brotliDecompressSync(stored) : stored;
  return parse(JSON.parse(plain.toString()), key);
}
