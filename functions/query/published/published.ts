import { type Frames, parseFrames } from '../../contract/frames.ts';
import { type IndexFile, parseIndexFile } from '../../contract/index-file.ts';
import { blobKey, INDEX_KEY, pointerKey, receiptKey, SITE_KEY, snapshotKey } from '../../contract/keys.ts';
import { type MapIndex, parseMapIndex } from '../../contract/map-index.ts';
import { type Pointer, parsePointer } from '../../contract/pointer.ts';
import { Problem } from '../../contract/problem.ts';
import { parseReceipt, type Receipt } from '../../contract/receipt.ts';
import { parseSeries, type Series } from '../../contract/series.ts';
import { NEUTRAL_SITE, parseSiteFile, type SiteFile } from '../../contract/site-file.ts';
import { parseSnapshot, type Snapshot } from '../../contract/snapshot.ts';
import { parseTableFile, type TableFile } from '../../contract/table.ts';
import type { Store } from '../../store/store.ts';
import { type MapRegions, parseRegionTable } from '../lookup/region-table.ts';
import { createByteBudget, createFreshSource, createLastingSource, type Fresh } from './cache.ts';
import { createObjectReader } from './object-reader.ts';

/** What is published, read through memory. */
export interface PublishedReader {
  index(): Promise<Fresh<IndexFile> | undefined>;
  site(): Promise<SiteFile>;
  /** `anew` looks at it now, however fresh the one in memory is. */
  pointer(dataset: string, anew?: boolean): Promise<Pointer | undefined>;
  snapshot(dataset: string, id: string): Promise<Snapshot | undefined>;
  /** Whether a snapshot is still kept, looked up now. */
  keeps(dataset: string, id: string): Promise<boolean>;
  receipt(dataset: string, id: string): Promise<Receipt>;
  mapIndex(dataset: string, id: string): Promise<MapIndex>;
  regions(dataset: string, id: string): Promise<MapRegions>;
  frames(dataset: string, id: string): Promise<Frames>;
  series(dataset: string, id: string): Promise<Series>;
  table(dataset: string, id: string): Promise<TableFile>;
}

export interface PublishedOptions {
  readonly store: Store;
  readonly now: () => Date;
  /** How long a pointer once read is good for. */
  readonly freshMs: number;
  /** How many characters of JSON are kept in memory, parsed. */
  readonly cacheBytes: number;
}

/** An erased data set is served from memory no longer than this. */
const SNAPSHOT_MS = 60_000;

export function createPublished({ store, now, freshMs, cacheBytes }: PublishedOptions): PublishedReader {
  const read = createObjectReader(store);
  const budget = createByteBudget(cacheBytes);
  const index = createFreshSource(read, parseIndexFile, freshMs, now);
  const site = createFreshSource(read, parseSiteFile, freshMs, now);
  const pointer = createFreshSource(read, parsePointer, freshMs, now);
  const snapshot = createLastingSource(read, budget, parseSnapshot, { ms: SNAPSHOT_MS, now });
  const receipt = createLastingSource(read, budget, parseReceipt);
  const mapIndex = createLastingSource(read, budget, parseMapIndex);
  const regions = createLastingSource(read, budget, parseRegionTable);
  const frames = createLastingSource(read, budget, parseFrames);
  const series = createLastingSource(read, budget, parseSeries);
  const table = createLastingSource(read, budget, parseTableFile);
  return {
    index: () => index(INDEX_KEY),
    site: async () => (await site(SITE_KEY))?.value ?? NEUTRAL_SITE,
    pointer: async (dataset, anew) => (await pointer(pointerKey(dataset), anew))?.value,
    snapshot: (dataset, id) => snapshot(snapshotKey(dataset, id)),
    keeps: async (dataset, id) => (await read(snapshotKey(dataset, id))) !== undefined,
    receipt: (dataset, id) => present(receipt, receiptKey(dataset, id)),
    mapIndex: (dataset, id) => present(mapIndex, blobKey(dataset, id)),
    regions: (dataset, id) => present(regions, blobKey(dataset, id)),
    frames: (dataset, id) => present(frames, blobKey(dataset, id)),
    series: (dataset, id) => present(series, blobKey(dataset, id)),
    table: (dataset, id) => present(table, blobKey(dataset, id)),
  };
}

/** What a snapshot names must exist, as long as the snapshot does. */
export class MissingPiece extends Problem {
  constructor(key: string) {
    super('internal', `"${key}" is named by a snapshot and is not there`);
  }
}

async function present<T>(source: (key: string) => Promise<T | undefined>, key: string): Promise<T> {
  const value = await source(key);
  if (value === undefined) throw new MissingPiece(key);
  return value;
}
