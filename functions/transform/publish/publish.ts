import { setTimeout } from 'node:timers/promises';
import { type IndexEntry, type IndexFile, parseIndexFile } from '../../contract/index-file.ts';
import { blobKey, historyKey, INDEX_KEY, pointerKey, receiptKey, snapshotKey } from '../../contract/keys.ts';
import { type Attempt, type Pointer, parsePointer } from '../../contract/pointer.ts';
import { Problem } from '../../contract/problem.ts';
import { type NamedRegion, parseReceipt, type Receipt } from '../../contract/receipt.ts';
import { parseRegions } from '../../contract/regions.ts';
import { type MapDescription, parseSnapshot, type Snapshot } from '../../contract/snapshot.ts';
import type { PutCondition, Store } from '../../store/store.ts';
import { contentIdOf } from '../hash.ts';
import { decodeBody, encodeBody } from './body.ts';

/** The pointer as it stood when a build began, with the ETag that it must still have when the build ends. */
export interface PointerAt {
  readonly pointer: Pointer | null;
  readonly etag: string | null;
}

export async function readPointer(dataset: string, site: Store): Promise<PointerAt> {
  const key = pointerKey(dataset);
  const object = await site.get(key);
  if (object === undefined) return { pointer: null, etag: null };
  return { pointer: parsePointer(parseJson(await object.bytes(), key), ''), etag: object.etag };
}

/** The next pointer after a build: a refused one leaves what is live, a pinned one leaves what is shown. */
export function nextPointer(before: Pointer | null, attempt: Attempt, snapshot: string | null): Pointer {
  const pinned = before?.pinned ?? false;
  const shown = snapshot === null || pinned ? (before?.snapshot ?? null) : snapshot;
  return {
    schema: 'pointer/1',
    sequence: (before?.sequence ?? 0) + 1,
    snapshot: shown,
    newest: snapshot ?? before?.newest ?? null,
    pinned,
    publishedAt: shown === (before?.snapshot ?? null) ? (before?.publishedAt ?? null) : attempt.at,
    attempt,
  };
}

/**
 * Puts the pointer if it is still the one that was read, and gives it with its ETag. Null where another was faster. What
 * it replaces is kept first, under its sequence: so no pointer that ever stood is missing from the history.
 */
export async function putPointer(
  dataset: string,
  next: Pointer,
  before: PointerAt,
  site: Store,
): Promise<PointerAt | null> {
  const condition: PutCondition = before.etag === null ? { ifNoneMatch: '*' } : { ifMatch: before.etag };
  if (before.pointer !== null) {
    await site.put(historyKey(dataset, before.pointer.sequence), jsonBytes(before.pointer));
  }
  try {
    const { etag } = await site.put(pointerKey(dataset), jsonBytes(next), condition);
    return { pointer: next, etag };
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'conflict') return null;
    throw cause;
  }
}

/** Stores a receipt under the name of its content. */
export async function putReceipt(receipt: Receipt, site: Store): Promise<string> {
  return putNamed(receipt, id => receiptKey(receipt.dataset, id), site);
}

export async function putSnapshot(snapshot: Snapshot, site: Store): Promise<string> {
  return putNamed(snapshot, id => snapshotKey(snapshot.dataset, id), site);
}

export async function readReceipt(dataset: string, id: string, site: Store): Promise<Receipt> {
  const key = receiptKey(dataset, id);
  return parseReceipt(JSON.parse(await decodeBody(key, await bytesOf(key, site))), '');
}

export async function readSnapshot(dataset: string, id: string, site: Store): Promise<Snapshot> {
  const key = snapshotKey(dataset, id);
  return parseSnapshot(parseJson(await bytesOf(key, site), key), '');
}

/** The regions of a published snapshot, by map. */
export async function readRegionsOf(
  { dataset, maps }: Snapshot,
  site: Store,
): Promise<ReadonlyMap<string, readonly NamedRegion[]>> {
  const read = async ({ id, regions }: MapDescription) => {
    const key = blobKey(dataset, regions);
    const { ids, names } = parseRegions(JSON.parse(await decodeBody(key, await bytesOf(key, site))), '');
    return [id, ids.map((region, row) => ({ region, name: names[row] ?? region }))] as const;
  };
  return new Map(await Promise.all(maps.map(read)));
}

const INDEX_TRIES = 10;

/** Rebuilds the list of data sets from their pointers, on condition that nobody did meanwhile. */
export async function publishIndex(dataset: string, site: Store): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const before = await site.get(INDEX_KEY);
    const bytes = before === undefined ? undefined : await before.bytes();
    const listed =
      bytes === undefined ? await datasetsOf(site) : parseIndexFile(parseJson(bytes, INDEX_KEY), '').datasets;
    const ids = new Set([...listed.map(({ id }) => id), dataset]);
    const index: IndexFile = { schema: 'index/1', datasets: await indexEntries([...ids].sort(), site) };
    const next = jsonBytes(index);
    if (bytes !== undefined && Buffer.from(bytes).equals(next)) return;
    try {
      await site.put(INDEX_KEY, next, before === undefined ? { ifNoneMatch: '*' } : { ifMatch: before.etag });
      return;
    } catch (cause) {
      const beaten = cause instanceof Problem && cause.code === 'conflict';
      if (!beaten || attempt === INDEX_TRIES) throw cause;
      await setTimeout(20 * attempt * Math.random());
    }
  }
}

/** Where there is no list yet, the data sets are those that have a pointer. */
async function datasetsOf(site: Store): Promise<{ id: string }[]> {
  const ids = new Set<string>();
  for await (const { key } of site.list('data/')) {
    const id = /^data\/([^/]+)\/latest\.json$/.exec(key)?.[1];
    if (id !== undefined) ids.add(id);
  }
  return [...ids].map(id => ({ id }));
}

async function indexEntries(ids: readonly string[], site: Store): Promise<IndexEntry[]> {
  const entries: IndexEntry[] = [];
  for (const id of ids) {
    const { pointer } = await readPointer(id, site);
    if (pointer?.snapshot == null || pointer.publishedAt === null) continue;
    const { kind, title, notice, firstDate, lastDate, maps } = await readSnapshot(id, pointer.snapshot, site);
    const { snapshot, publishedAt } = pointer;
    const days = { firstDate, lastDate };
    entries.push({ id, kind, title, notice, snapshot, ...days, publishedAt, maps: maps.map(({ id }) => id) });
  }
  return entries;
}

async function putNamed(content: object, keyOf: (id: string) => string, site: Store): Promise<string> {
  const json = JSON.stringify(content);
  const id = contentIdOf(json);
  const key = keyOf(id);
  const bytes = await encodeBody(key, json);
  try {
    await site.put(key, bytes, { ifNoneMatch: '*' });
  } catch (cause) {
    if (!(cause instanceof Problem && cause.code === 'conflict')) throw cause;
    // The same name is the same content. But S3 refuses also where another is still writing it, and may yet fail.
    if ((await site.get(key)) === undefined) await site.put(key, bytes);
  }
  return id;
}

async function bytesOf(key: string, site: Store): Promise<Uint8Array> {
  const object = await site.get(key);
  if (object === undefined) throw new Problem('internal', `${key} is missing`);
  return object.bytes();
}

function parseJson(bytes: Uint8Array, key: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch (cause) {
    throw new Problem('malformed', `${key} is no JSON`, { cause });
  }
}

function jsonBytes(content: object): Uint8Array {
  return Buffer.from(JSON.stringify(content));
}
