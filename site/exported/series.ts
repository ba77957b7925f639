import { blobKey, snapshotKey } from '../../functions/contract/keys.ts';
import { parseMapIndex } from '../../functions/contract/map-index.ts';
import { Problem } from '../../functions/contract/problem.ts';
import type { Parser } from '../../functions/contract/schema.ts';
import { parseSeries } from '../../functions/contract/series.ts';
import { parseSnapshot } from '../../functions/contract/snapshot.ts';
import { parseRegionTable } from '../../functions/query/lookup/region-table.ts';
import { readSeries } from '../../functions/query/series/read-series.ts';
import type { SeriesReader } from '../../functions/query/series/read-totals.ts';
import { fetchJson } from '../data/fetch-json.ts';

/** The series of regions, as the API derives them. Throws `bad-parameter` for what the site never asks for. */
export async function answerSeries(
  { dataset, snapshot: id }: { readonly dataset: string; readonly snapshot: string },
  parameters: URLSearchParams,
): Promise<object> {
  const unknown = [...parameters.keys()].find(name => !KNOWN.includes(name));
  if (unknown !== undefined) throw new Problem('bad-parameter', `an exported site does not know “${unknown}”`);
  const snapshot = await fetchJson(`/${snapshotKey(dataset, id)}`, parseSnapshot);
  const change = (['total', 'new'] as const).find(name => name === parameters.get('change')) ?? null;
  const per = parameters.get('per');
  const request = {
    regions: listIn(parameters, 'regions') ?? [],
    measures: listIn(parameters, 'measures'),
    dimension: parameters.getAll('dimension'),
    change,
    smooth: Number(parameters.get('smooth') ?? 1),
    per: per === null ? null : Number(per),
    from: parameters.get('from'),
    to: parameters.get('to'),
    align: null,
  };
  return (await readSeries(files, { dataset, id, snapshot }, request)).answer;
}

const KNOWN = ['regions', 'measures', 'dimension', 'change', 'smooth', 'per', 'from', 'to', 'snapshot'];

function listIn(parameters: URLSearchParams, name: string): readonly string[] | null {
  return parameters.get(name)?.split(',') ?? null;
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
