import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { headersOf } from '../../functions/contract/headers.ts';
import { type IndexFile, parseIndexFile } from '../../functions/contract/index-file.ts';
import { blobKey, INDEX_KEY, pointerKey, receiptKey, SITE_KEY, snapshotKey } from '../../functions/contract/keys.ts';
import type { MapIndex } from '../../functions/contract/map-index.ts';
import { DAILY } from '../../functions/contract/period.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import type { Receipt } from '../../functions/contract/receipt.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import { NEUTRAL_SITE } from '../../functions/contract/site-file.ts';
import type { MapDescription, Snapshot } from '../../functions/contract/snapshot.ts';
import { STANDARD_CURVES, STANDARD_VIEWS } from '../../functions/contract/views.ts';
import { indexEntryOf } from '../../functions/publish/documents.ts';
import type { Store } from '../../functions/store/store.ts';
import { FixtureColumns } from './fixture-columns.ts';
import type { FixtureDataset, FixtureMap } from './fixture-data.ts';

const PUBLISHED_AT = '2021-05-11T05:00:00.000Z';

/** Publishes plain totals in the published format and makes them live, as a build would. */
export async function publishFixture(
  store: Store,
  data: FixtureDataset,
  receipt: Receipt = RECEIPT_EXAMPLE,
): Promise<Snapshot & { readonly id: string }> {
  const maps: MapDescription[] = [];
  for (const map of data.maps) maps.push(await putMap(store, data, map));
  const snapshot: Snapshot = {
    schema: 'snapshot/2',
    dataset: data.dataset,
    kind: 'region-series',
    title: data.title,
    description: 'Made for tests.',
    notice: 'made for tests',
    source: { name: 'tests', url: 'https://example.org/' },
    licence: { name: 'CC0', url: 'https://example.org/cc0' },
    firstDate: maps.map(map => map.firstDate).sort()[0] ?? '',
    lastDate:
      maps
        .map(map => map.lastDate)
        .sort()
        .at(-1) ?? '',
    period: DAILY,
    provisional: 0,
    dimensions: data.dimensions ?? [],
    measures: data.measures.filter(isWithoutChoice).map(id => ({
      id,
      title: data.titles?.[id] ?? id,
      description: '',
      kind: data.levels?.includes(id) === true ? 'level' : 'cumulative',
      noun: data.nouns?.[id] ?? null,
      unit: null,
      decimals: 0,
      guessed: false,
      ...data.described?.[id],
    })),
    maps,
    tables: [],
    preview: null,
    fact: null,
    recognized: null,
    views: STANDARD_VIEWS,
    curves: STANDARD_CURVES,
    site: null,
    receipt: await putReceipt(store, { ...receipt, dataset: data.dataset, outcome: 'published' }),
  };
  return { ...snapshot, id: await makeLive(store, snapshot) };
}

/** Publishes a snapshot and points to it, as a build would; its id. */
export async function makeLive(store: Store, snapshot: Snapshot): Promise<string> {
  const id = await putNamed(store, snapshot, name => snapshotKey(snapshot.dataset, name));
  const before = await readPointer(store, snapshot.dataset);
  await putJson(store, pointerKey(snapshot.dataset), {
    schema: 'pointer/1',
    sequence: (before?.sequence ?? 0) + 1,
    snapshot: id,
    newest: id,
    pinned: false,
    publishedAt: PUBLISHED_AT,
    attempt: { at: PUBLISHED_AT, listing: id, outcome: 'published', receipt: snapshot.receipt },
  } satisfies Pointer);
  await enterIndex(store, snapshot, id);
  await putJson(store, SITE_KEY, NEUTRAL_SITE);
  return id;
}

/** Changes a pointer as a refused build, a pin or a first refusal would. */
export async function changePointer(store: Store, dataset: string, change: Partial<Pointer>): Promise<void> {
  const before = await readPointer(store, dataset);
  if (!before) throw new Error(`${dataset} has no pointer`);
  await putJson(store, pointerKey(dataset), { ...before, sequence: before.sequence + 1, ...change });
}

export function putReceipt(store: Store, receipt: Receipt): Promise<string> {
  return putNamed(store, receipt, id => receiptKey(receipt.dataset, id));
}

/** A key of a combination goes on after the id of the measure. */
function isWithoutChoice(key: string): boolean {
  return !key.includes(';');
}

async function putMap(store: Store, data: FixtureDataset, map: FixtureMap): Promise<MapDescription> {
  const columns = new FixtureColumns(map);
  const put = (blob: object) => putNamed(store, blob, id => blobKey(data.dataset, id));
  const regions = await put(columns.regions());
  const latest = await put(columns.latest(data.measures));
  const frames: Record<string, { firstDate: string; lastDate: string; blob: string }[]> = {};
  for (const measure of data.measures) {
    frames[measure] = [];
    for (const days of columns.chunks()) frames[measure].push(await piece(days, columns.frames(measure, days)));
  }
  const series: typeof frames = {};
  for (const group of columns.groups()) {
    series[group] = [];
    for (const days of columns.spans())
      series[group].push(await piece(days, columns.series(group, data.measures, days)));
  }
  const index: MapIndex = { schema: 'map/1', map: map.id, regions, latest, frames, series };
  const { id, firstDate, lastDate } = map;
  return {
    id,
    title: id,
    nouns: null,
    firstDate,
    lastDate,
    regionCount: map.regions.length,
    measures: data.measures.filter(measure =>
      map.regions.some(({ totals }) => totals[measure]?.some(total => total !== null)),
    ),
    regions,
    latest,
    index: await put(index),
    shapes: map.shapes === undefined ? null : await put(map.shapes),
  };

  async function piece(days: readonly string[], blob: object) {
    return { firstDate: days[0] ?? '', lastDate: days.at(-1) ?? '', blob: await put(blob) };
  }
}

async function enterIndex(store: Store, described: Snapshot, snapshot: string) {
  const found = await store.get(INDEX_KEY);
  const before: IndexFile = found
    ? parseIndexFile(JSON.parse(new TextDecoder().decode(await found.bytes())), INDEX_KEY)
    : { schema: 'index/1', datasets: [] };
  const others = before.datasets.filter(({ id }) => id !== described.dataset);
  const entry = indexEntryOf(described, { snapshot, publishedAt: PUBLISHED_AT });
  await putJson(store, INDEX_KEY, { schema: 'index/1', datasets: [...others, entry] } satisfies IndexFile);
}

async function readPointer(store: Store, dataset: string): Promise<Pointer | undefined> {
  const found = await store.get(pointerKey(dataset));
  return found && parsePointer(JSON.parse(new TextDecoder().decode(await found.bytes())), 'pointer');
}

export async function putNamed(store: Store, object: object, keyOf: (id: string) => string): Promise<string> {
  const id = createHash('sha256').update(JSON.stringify(object)).digest('hex').slice(0, 32);
  await putJson(store, keyOf(id), object);
  return id;
}

async function putJson(store: Store, key: string, object: object): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(object));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 1 };
  await store.put(key, headersOf(key).contentEncoding === 'br' ? brotliCompressSync(bytes, { params }) : bytes);
}
