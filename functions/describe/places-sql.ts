import { type Dataset, type Measure, type Places, WHOLE_REGION } from '../contract/dataset.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { suppressedName } from '../ingest/large-batch.ts';

/** The table of the regions that rows name; the generated SQL reads it. */
export const PLACE_TABLE = 'place_regions';

/**
 * The `clean.sql` of a data set that declares its places: each row counts in the region that its columns name, and in
 * those that this one is added to. A row that repeats another one of its place, period and dimensions is left out.
 */
export function placesSql({ places, measures, tables }: Dataset): string {
  const table = tables.find(({ name }) => name === places?.table);
  if (places === null || table === undefined) return '';
  const { levels, dimensions } = places;
  const cells = levels.map(({ column }) => `r.${quoteName(column)}`);
  const isWhole = levels.length === 0;
  const place = isWhole ? quoteText(WHOLE_REGION) : `concat_ws(', ', ${[...cells].reverse().join(', ')})`;
  const combination = Object.values(dimensions).map(column => `coalesce(r.${quoteName(column)}, '')`);
  const parts = combination.length === 0 ? "''" : `concat_ws(chr(31), ${combination.join(', ')})`;
  const values = measures.filter(({ from }) => from === null);
  const columns = new Set(values.map(({ of }) => of));
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const repeats = [...columns].map(name => `r.${quoteName(name)}`);
  const regions = isWhole ? `[${quoteText(WHOLE_REGION)}]` : 'coalesce(p.regions::JSON::VARCHAR[], []::VARCHAR[])';
  const known = isWhole ? 'true' : 'p.region IS NOT NULL';
  const nth = places.adds
    ? '1'
    : `row_number() OVER (PARTITION BY ${['r.file', isWhole ? place : `coalesce(nullif(p.region, ''), ${place})`, parts, ...repeats].join(', ')} ORDER BY r.line)`;
  const joined = levels.map((_, level) => `p.k${level} IS NOT DISTINCT FROM ${cells[level]}`);
  return `
    SELECT file, date, line, place, matched, regions, combination,
      CASE WHEN NOT matched THEN 'unmatched' WHEN nth > 1 OR len(regions) = 0 THEN 'dropped' ELSE 'kept' END AS outcome,
      CASE WHEN matched AND len(regions) = 0 THEN 'a group of places' WHEN matched AND nth > 1 THEN 'repeats another row' END AS rule,
      ${values.flatMap(measure => valueColumns(measure, places, types.get(measure.of) === 'number')).join(',\n      ')}
    FROM (
      SELECT r.*, ${place} AS place, ${known} AS matched, ${regions} AS regions, ${parts} AS combination, ${nth} AS nth
      FROM ${quoteName(table.name)} r
      ${isWhole ? '' : `LEFT JOIN ${PLACE_TABLE} p ON ${joined.join(' AND ')}`}
    ) r`;
}

function valueColumns({ id, of, choice, decimals }: Measure, { dimensions }: Places, isNumber: boolean): string[] {
  const value = isNumber ? `round(r.${quoteName(of)} * 1e${decimals})::BIGINT` : `r.${quoteName(of)}`;
  const tests = Object.entries(choice).map(
    ([dimension, wanted]) => `coalesce(r.${quoteName(dimensions[dimension] ?? dimension)}, '') = ${quoteText(wanted)}`,
  );
  const only = (sql: string) => (tests.length === 0 ? sql : `CASE WHEN ${tests.join(' AND ')} THEN ${sql} END`);
  return [
    `${only(value)} AS ${quoteName(id)}`,
    ...(isNumber ? [`${only(`r.${quoteName(suppressedName(of))}`)} AS ${quoteName(suppressedName(id))}`] : []),
  ];
}
