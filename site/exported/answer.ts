import { parseIndexFile } from '../../functions/contract/index-file.ts';
import { INDEX_KEY } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { answerFacets } from './facets.ts';
import { openTable } from './open-table.ts';
import { answerRows } from './rows.ts';
import { answerSeries } from './series.ts';
import { answerSummary } from './summary.ts';

/** What the API would answer to a call that this site makes, from the exported files. Throws the same Problems. */
export async function answer(address: string): Promise<object> {
  const { pathname, searchParams } = new URL(address, location.href);
  const [, dataset = '', rest = ''] = /^\/api\/v1\/datasets\/([^/]+)\/(.*)$/.exec(pathname) ?? [];
  const snapshot = searchParams.get('snapshot') ?? (await liveSnapshot(dataset));
  if (rest === 'series') return await answerSeries({ dataset, snapshot }, searchParams);
  const [, table, question] = /^tables\/([^/]+)\/(rows|facets|summary)$/.exec(rest) ?? [];
  if (table === undefined) throw new Problem('unknown-path', `an exported site has nothing at ${pathname}`);
  const opened = await openTable({ dataset, snapshot, table: decodeURIComponent(table) });
  if (question === 'rows') return answerRows(opened, searchParams);
  return question === 'facets' ? answerFacets(opened, searchParams) : answerSummary(opened, searchParams);
}

async function liveSnapshot(dataset: string): Promise<string> {
  const { datasets } = await fetchJson(`/${INDEX_KEY}`, parseIndexFile);
  const found = datasets.find(({ id }) => id === dataset);
  if (found === undefined) throw new Problem('unknown-dataset', `there is no data set “${dataset}”`);
  return found.snapshot;
}
