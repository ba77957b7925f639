import { blobKey, snapshotKey } from '../../functions/contract/keys.ts';
import { parseMapIndex } from '../../functions/contract/map-index.ts';
import type { Parser } from '../../functions/contract/schema.ts';
import { parseSeries } from '../../functions/contract/series.ts';
import { parseSnapshot } from '../../functions/contract/snapshot.ts';
import { parseRegionTable } from '../../functions/query/lookup/region-table.ts';
import { readSeries } from '../../functions/query/series/read-series.ts';
import type { SeriesReader } from '../../functions/query/series/read-totals.ts';
import { fetchJson } from '../data/fetch-json.ts';

/** Totals of regions over all periods: the only series that the site asks for. */
export async function answerSeries(
  { dataset, snapshot: id }: { readonly dataset: string; readonly snapshot: string },
  parameters: URLSearchParams,
): Promise<object> {
  const snapshot = await fetchJson(`/${snapshotKey(dataset, id)}`, parseSnapshot);
  const request = {
    ...({ change: 'total', smooth: 1, per: null, align: null, measures: null, from: null, to: null } as const),
    regions: (parameters.get('regions') ?? '').split(','),
    dimension: parameters.getAll('dimension'),
  };
  return (await readSeries(files, { dataset, id, snapshot }, request)).answer;
}

const files: SeriesReader = {
  regions: (dataset, id) => readBlob(dataset, id, parseRegionTable),
  mapIndex: (dataset, id) => readBlob(dataset, id, parseMapIndex),
  series: (dataset, id) => readBlob(dataset, id, parseSeries),
};

/** The browser keeps what was read. */
function readBlob<T>(dataset: string, id: string, parse: Parser<T>): Promise<T> {
  return fetchJson(`/${blobKey(dataset, id)}`, parse);
}
