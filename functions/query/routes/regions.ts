import type { FoundRegion, RegionsAnswer } from '../../contract/answers.ts';
import type { CsvTable } from '../../contract/csv.ts';
import { type Answer, defineRoute } from '../http/route.ts';
import { findMap, readRegionTables, unknownRegion } from '../lookup/find.ts';
import { searchRegions } from '../lookup/search-regions.ts';
import { FORMAT, SNAPSHOT } from '../parameters/dataset-parameters.ts';
import { optional, type Values, withDefault } from '../parameters/parameter.ts';
import { name, wholeNumber } from '../parameters/readers.ts';
import { type DatasetView, openDataset } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';

/** More than any map has, so that a whole map fits in one answer. */
const MAX_REGIONS = 10_000;

const PARAMETERS = {
  map: optional(name, 'The map that the regions are on; all maps if left out.'),
  q: optional(
    name,
    'An id, code, name, alias or city, or its beginning. Case, accents and one typing error do not matter. ZIP codes are not searched.',
  ),
  parent: optional(name, 'The id of the region that contains them.'),
  limit: withDefault(wholeNumber(1, MAX_REGIONS), '20', 'The most regions to return.'),
  snapshot: SNAPSHOT,
  format: FORMAT,
};

type RegionsQuery = Values<typeof PARAMETERS>;

export const regions = defineRoute({
  path: '/datasets/{dataset}/regions',
  summary: 'Regions, searched by code, name, alias or city, best match first.',
  parameters: PARAMETERS,
  async ask(published, { dataset }, query) {
    const view = await openDataset(published, dataset, query.snapshot);
    const answer = () => readRegions(published, view, query);
    return { version: view.id, lasting: query.snapshot !== null, format: query.format, answer };
  },
});

async function readRegions(published: PublishedReader, view: DatasetView, query: RegionsQuery): Promise<Answer> {
  const map = query.map === null ? null : findMap(view.snapshot, query.map).id;
  const tables = await readRegionTables(published, view);
  const { parent } = query;
  const known = tables.some(({ rowOf, parents }) => parent === null || rowOf.has(parent) || parents.includes(parent));
  if (parent !== null && !known) throw unknownRegion(tables, parent);
  const { regions: found, note } = searchRegions(
    tables.filter(table => map === null || table.map === map),
    query,
  );
  const body: RegionsAnswer = {
    schema: 'regions-answer/1',
    dataset: view.dataset,
    snapshot: view.id,
    regions: found,
    note,
  };
  return { body, table: tabulate(found) };
}

const COLUMNS = [
  'id',
  'name',
  'map',
  'parent',
  'parentName',
  'population',
  'firstDate',
  'matchedBy',
  'matched',
] as const;

function tabulate(found: readonly FoundRegion[]): CsvTable {
  return { columns: COLUMNS, rows: found.map(region => COLUMNS.map(column => region[column])) };
}
