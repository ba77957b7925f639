import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { changesFromTotals, type Maybe } from '../../functions/contract/changes.ts';
import { headersOf } from '../../functions/contract/headers.ts';
import { NOTHING_HELD } from '../../functions/contract/held.ts';
import type { IndexEntry } from '../../functions/contract/index-file.ts';
import { blobKey, INDEX_KEY, pointerKey, receiptKey, SITE_KEY, snapshotKey } from '../../functions/contract/keys.ts';
import type { Calendar } from '../../functions/contract/period.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import {
  type Dimension,
  type MapDescription,
  type MeasureDescription,
  parseSnapshot,
  type Snapshot,
} from '../../functions/contract/snapshot.ts';
import { STANDARD_CURVES, STANDARD_VIEWS } from '../../functions/contract/views.ts';
import { KINDS } from '../../functions/measures/kinds.ts';
import { periodsFrom } from '../../functions/measures/periods.ts';
import { indexEntryOf } from '../../functions/publish/documents.ts';
import type { Store } from '../../functions/store/store.ts';
import { NO_QUANTILES } from '../query/fixture-columns.ts';

/** A value that its source keeps back. */
export const KEPT = 'suppressed';
export type AnyValue = Maybe | typeof KEPT;

/** A data set of any period and measure, as a person would write it down: plain values by period. */
export interface AnyData {
  readonly dataset: string;
  readonly title: string;
  readonly period: Calendar;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly provisional?: number;
  readonly measures: readonly MeasureDescription[];
  readonly dimensions?: readonly Dimension[];
  readonly map: Pick<MapDescription, 'id' | 'title' | 'nouns'>;
  readonly regions: readonly AnyRegion[];
}

export interface AnyRegion {
  readonly id: string;
  readonly name: string;
  readonly population?: number;
  /** By the key of the measure, one for each period. */
  readonly values: Readonly<Record<string, readonly AnyValue[]>>;
}

const PUBLISHED_AT = '2026-01-20T05:00:00.000Z';

/** Publishes plain values in the published format and makes them live, as a build would. */
export async function publishAny(store: Store, sets: readonly AnyData[]): Promise<void> {
  const entries: IndexEntry[] = [];
  for (const data of sets) entries.push(await publishOne(store, data));
  await putJson(store, INDEX_KEY, { schema: 'index/1', datasets: entries });
  await putJson(store, SITE_KEY, {
    schema: 'site/1',
    title: 'Data',
    tagline: null,
    accent: null,
    home: sets.length !== 1,
  });
}

async function publishOne(store: Store, data: AnyData): Promise<IndexEntry> {
  const { dataset, title, period, firstDate, lastDate, measures, dimensions = [], provisional = 0 } = data;
  const receipt = { ...RECEIPT_EXAMPLE, dataset };
  const snapshot: Snapshot = {
    schema: 'snapshot/2',
    dataset,
    kind: 'region-series',
    title,
    description: 'Made up.',
    notice: null,
    source: { name: 'Nobody', url: 'https://example.org/' },
    licence: { name: 'CC0', url: 'https://example.org/cc0' },
    firstDate,
    lastDate,
    period,
    provisional,
    measures,
    dimensions,
    maps: [await putMap(store, data)],
    tables: [],
    preview: null,
    fact: null,
    recognized: null,
    views: STANDARD_VIEWS,
    curves: STANDARD_CURVES,
    site: null,
    receipt: await putNamed(store, receipt, id => receiptKey(dataset, id)),
  };
  parseSnapshot(snapshot, '');
  const id = await putNamed(store, snapshot, name => snapshotKey(dataset, name));
  await putJson(store, pointerKey(dataset), {
    ...{ schema: 'pointer/1', sequence: 1, snapshot: id, newest: id, pinned: false, publishedAt: PUBLISHED_AT },
    attempt: { at: PUBLISHED_AT, listing: id, outcome: 'published', receipt: snapshot.receipt },
  });
  return indexEntryOf(snapshot, { snapshot: id, publishedAt: PUBLISHED_AT });
}

async function putMap(store: Store, data: AnyData): Promise<MapDescription> {
  const { dataset, map, regions, firstDate, lastDate, period } = data;
  const dates = periodsFrom(firstDate, lastDate, period);
  const put = (blob: object) => putNamed(store, blob, id => blobKey(dataset, id));
  const keys = [...new Set(regions.flatMap(({ values }) => Object.keys(values)))];
  const columns = new Map(keys.map(key => [key, columnsOf(data, key, dates.length)]));
  const regionsBlob = await put({
    schema: 'regions/1',
    map: map.id,
    ids: regions.map(({ id }) => id),
    names: regions.map(({ name }) => name),
    parents: regions.map(() => null),
    populations: regions.map(({ population }) => population ?? null),
    firsts: regions.map(() => firstDate),
    parentNames: {},
  });
  const last = dates.length - 1;
  const latest = await put({
    schema: 'latest/2',
    map: map.id,
    date: lastDate,
    measures: Object.fromEntries(
      [...columns].map(([key, { totals, news, kept }]) => [
        key,
        {
          total: totals.map(row => row[last] ?? null),
          new: news.map(row => row[last] ?? null),
          lately: null,
          suppressed: kept.flatMap(cell => (cell % dates.length === last ? [Math.floor(cell / dates.length)] : [])),
          ranges: rangesOf(totals, news, regions),
          quantiles: NO_QUANTILES,
          ...NOTHING_HELD,
        },
      ]),
    ),
  });
  const piece = async (blob: object) => [{ firstDate, lastDate, blob: await put(blob) }];
  const frames: Record<string, object> = {};
  const series: Record<string, object> = {};
  for (const [key, { totals, kept }] of columns) {
    series[key] = coded(totals, kept);
    frames[key] = await piece({ schema: 'frames/2', map: map.id, measure: key, dates, ...coded(totals, kept) });
  }
  const group = { schema: 'series/2', map: map.id, group: '*', dates, regions: regions.map(({ id }) => id) };
  const index = await put({
    ...{ schema: 'map/1', map: map.id, regions: regionsBlob, latest, frames },
    series: { '*': await piece({ ...group, measures: series }) },
  });
  const about = { ...map, shapes: null, firstDate, lastDate, regionCount: regions.length, measures: keys };
  return { ...about, regions: regionsBlob, latest, index };
}

function coded(totals: readonly (readonly Maybe[])[], suppressed: readonly number[]) {
  const changes = totals.flatMap(row => changesFromTotals(row, null));
  return { base: totals.map(() => null), changes, suppressed, ...NOTHING_HELD };
}

/** The rows of a measure as whole numbers: what is stored, what is new, and the cells that are kept back. */
function columnsOf({ measures, regions }: AnyData, key: string, width: number) {
  const measure = measures.find(({ id }) => key === id || key.startsWith(`${id};`));
  const power = 10 ** (measure?.decimals ?? 0);
  const isFlow = KINDS[measure?.kind ?? 'cumulative'].isFlow;
  const rows = regions.map(({ values }) => Array.from({ length: width }, (_, at) => values[key]?.[at] ?? null));
  const whole = rows.map(row => row.map(value => (typeof value === 'number' ? Math.round(value * power) : null)));
  const totals = isFlow ? whole.map(runningTotals) : whole;
  const differences = whole.map(row =>
    row.map((value, at) => {
      const before = row[at - 1] ?? null;
      return value === null || before === null ? null : value - before;
    }),
  );
  const kept = rows.flatMap((row, at) => row.flatMap((value, period) => (value === KEPT ? [at * width + period] : [])));
  return { totals, news: isFlow ? whole : differences, kept };
}

function runningTotals(row: readonly Maybe[]): Maybe[] {
  let sum = 0;
  return row.map(value => {
    sum += value ?? 0;
    return value === null ? null : sum;
  });
}

function rangesOf(totals: readonly (readonly Maybe[])[], news: typeof totals, regions: readonly AnyRegion[]) {
  const of = (rows: typeof totals, people: (row: number) => Maybe) => {
    const known = rows.flatMap((row, at) => {
      const divisor = people(at);
      return row.flatMap(value => (value === null || divisor === null ? [] : [value / divisor]));
    });
    const positive = known.filter(value => value > 0);
    return {
      smallest: positive.length === 0 ? null : Math.min(...positive),
      largest: positive.length === 0 ? null : Math.max(...positive),
      least: known.length === 0 ? null : Math.min(...known),
    };
  };
  const persons = (row: number) => regions[row]?.population ?? null;
  const [total, fresh] = [of(totals, () => 1), of(news, () => 1)];
  return { total, new: fresh, totalPerPerson: of(totals, persons), newPerPerson: of(news, persons) };
}

async function putNamed(store: Store, object: object, keyOf: (id: string) => string): Promise<string> {
  const id = createHash('sha256').update(JSON.stringify(object)).digest('hex').slice(0, 32);
  await putJson(store, keyOf(id), object);
  return id;
}

async function putJson(store: Store, key: string, object: object): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(object));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 1 };
  await store.put(key, headersOf(key).contentEncoding === 'br' ? brotliCompressSync(bytes, { params }) : bytes);
}
