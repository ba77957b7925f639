import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompress, constants } from 'node:zlib';
import { headersOf } from '../contract/headers.ts';
import { type IndexEntry, type IndexFile, parseIndexFile } from '../contract/index-file.ts';
import { blobKey, INDEX_KEY, packageKey, receiptKey, snapshotKey } from '../contract/keys.ts';
import { Problem } from '../contract/problem.ts';
import { type NamedRegion, parseReceipt, type Receipt } from '../contract/receipt.ts';
import { parseRecognized, type Recognized } from '../contract/recognized.ts';
import { parseRegions } from '../contract/regions.ts';
import { type MapDescription, offeredViews, parseSnapshot, type Snapshot } from '../contract/snapshot.ts';
import { parseTableFile, type TableFile } from '../contract/table.ts';
import { contentIdOf } from '../job/hash.ts';
import type { Store } from '../store/store.ts';
import { dataPackage } from './data-package.ts';
import { jsonBytes, parseJson, readPointer } from './pointer.ts';
import { replaceObject, settleObject } from './replace-object.ts';

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

/** What the files of a published snapshot were taken for. */
export async function readRecognized(dataset: string, id: string, site: Store): Promise<Recognized> {
  const key = blobKey(dataset, id);
  return parseRecognized(JSON.parse(await decodeBody(key, await bytesOf(key, site))), '');
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

/** Rebuilds the list of data sets from their pointers. */
export async function publishIndex(dataset: string, site: Store): Promise<void> {
  await replaceObject(INDEX_KEY, site, async before => {
    const listed = before === null ? await datasetsOf(site) : parseIndexFile(parseJson(before, INDEX_KEY), '').datasets;
    const ids = new Set([...listed.map(({ id }) => id), dataset]);
    const index: IndexFile = { schema: 'index/1', datasets: await indexEntries([...ids].sort(), site) };
    return jsonBytes(index);
  });
  await publishPackage(dataset, site);
}

/** Describes what is live of a data set as a Data Package; nothing is not described. */
async function publishPackage(dataset: string, site: Store): Promise<void> {
  await settleObject(packageKey(dataset), site, async () => {
    const { pointer } = await readPointer(dataset, site);
    if (pointer?.snapshot == null || pointer.publishedAt === null) return null;
    const snapshot = await readSnapshot(dataset, pointer.snapshot, site);
    const tables = await Promise.all(snapshot.tables.map(({ about }) => readTableFile(dataset, about, site)));
    return jsonBytes(dataPackage(snapshot, tables, pointer.publishedAt));
  });
  const { pointer } = await readPointer(dataset, site);
  if (pointer?.snapshot == null) await site.delete(packageKey(dataset));
}

async function readTableFile(dataset: string, id: string, site: Store): Promise<TableFile> {
  const key = blobKey(dataset, id);
  return parseTableFile(JSON.parse(await decodeBody(key, await bytesOf(key, site))), '');
}

/** Without an index, the data sets are those that have a pointer. */
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
    const { snapshot, publishedAt } = pointer;
    entries.push(indexEntryOf(await readSnapshot(id, snapshot, site), { snapshot, publishedAt }));
  }
  return entries;
}

/** How the index lists a data set whose live snapshot this is. */
export function indexEntryOf(snapshot: Snapshot, live: Pick<IndexEntry, 'snapshot' | 'publishedAt'>): IndexEntry {
  const { dataset, kind, title, notice, description, firstDate, lastDate, maps, tables, preview, fact } = snapshot;
  return {
    ...{ id: dataset, kind, title, notice, snapshot: live.snapshot, firstDate, lastDate },
    ...{ publishedAt: live.publishedAt, maps: maps.map(({ id }) => id), description },
    places: maps[0]?.regionCount ?? 0,
    tables: tables.map(({ id, title, rows, columns }) => ({ id, title, rows, columns })),
    views: offeredViews(snapshot),
    preview,
    fact,
  };
}

async function putNamed(content: object, keyOf: (id: string) => string, site: Store): Promise<string> {
  const json = JSON.stringify(content);
  const id = contentIdOf(json);
  const key = keyOf(id);
  const bytes = await encodeBody(key, Buffer.from(json));
  try {
    await site.put(key, bytes, { ifNoneMatch: '*' });
  } catch (cause) {
    if (!(cause instanceof Problem && cause.code === 'conflict')) throw cause;
    // The same name means the same content. But S3 also refuses while another process is writing it, which may still fail.
    if ((await site.get(key)) === undefined) await site.put(key, bytes);
  }
  return id;
}

async function bytesOf(key: string, site: Store): Promise<Uint8Array> {
  const object = await site.get(key);
  if (object === undefined) throw new Problem('internal', `${key} is missing`);
  return object.bytes();
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** From 9 on, frames and series get 0.6% smaller for more than four times the time: docs/performance.md. */
const BROTLI_QUALITY = 8;

/** Encodes a JSON text as objects of this key are stored. */
export async function encodeBody(key: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (headersOf(key).contentEncoding === null) return bytes;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [constants.BROTLI_PARAM_LGWIN]: windowBits(bytes.length),
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  return bytes.length <= SMALL_BYTES ? brotliCompressSync(bytes, { params }) : compress(bytes, { params });
}

/** To hand a smaller text to another thread takes longer than to compress it, or gains nothing where there is one processor. */
const SMALL_BYTES = (availableParallelism() > 1 ? 8 : 64) * 1024;

/** No larger than the text: most texts are small, and the encoder allocates tables of this size. */
function windowBits(length: number): number {
  return Math.min(22, Math.max(16, Math.ceil(Math.log2(length + 1))));
}

/** The inverse of {@link encodeBody}. */
export async function decodeBody(key: string, bytes: Uint8Array): Promise<string> {
  const plain = headersOf(key).contentEncoding === null ? bytes : await decompress(bytes);
  return Buffer.from(plain).toString();
}
