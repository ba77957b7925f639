import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset, Places } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { runDataSetSql } from '../engine/sandbox.ts';
import type { TableRows } from '../ingest/staged.ts';
import { loadPlaceNames } from './place-regions.ts';

/** Every region a data set may have, by number. */
export interface RegionTable {
  readonly ids: readonly string[];
  readonly maps: readonly string[];
  readonly names: readonly string[];
  readonly parents: readonly (string | null)[];
  /** The region that the values of a region are added to; null where its parent has values of its own, or none. */
  readonly sumsTo: readonly (string | null)[];
  readonly populations: readonly (number | null)[];
  readonly numberOf: ReadonlyMap<string, number>;
}

const COLUMNS = ['map', 'region', 'name', 'parent', 'population'];

/** Loads the tables that all periods share, runs `regions.sql` over them and stores its result as the table `regions`. */
export async function loadRegions(
  descriptor: Dataset,
  tables: readonly TableRows[],
  connection: DuckDBConnection,
): Promise<RegionTable> {
  for (const { table, path, sha256 } of tables) {
    await connection.run(
      `CREATE OR REPLACE TABLE ${quoteName(table.name)} AS
       SELECT * EXCLUDE (upload) FROM read_parquet(${quoteText(path)}) WHERE upload = ${quoteText(sha256)}`,
    );
  }
  if (descriptor.places !== null) return loadPlaces(descriptor.places, connection);
  const reads = tables.map(({ table }) => table.name);
  await runDataSetSql({ file: 'regions.sql', sql: descriptor.regionsSql, reads }, 'TABLE regions', COLUMNS, connection);
  await connection.run(
    `CREATE OR REPLACE TABLE region_numbers AS
     SELECT region, (row_number() OVER (ORDER BY region) - 1)::INTEGER AS number FROM regions`,
  );
  const reader = await connection.runAndReadAll(
    `SELECT region, map, name, parent, population::DOUBLE FROM regions ORDER BY region`,
  );
  const [ids, maps, names, parents, populations] = reader.getColumns();
  const table = {
    ids: texts(ids),
    maps: texts(maps),
    names: texts(names),
    parents: (parents ?? []).map(parent => (parent === null ? null : String(parent))),
    populations: (populations ?? []).map(people => (people === null ? null : Number(people))),
  };
  check(table, descriptor);
  return { ...table, sumsTo: table.parents, numberOf: numbersOf(table.ids) };
}

/** The regions of maps that need no SQL. */
async function loadPlaces(places: Places, connection: DuckDBConnection): Promise<RegionTable> {
  const regions = places.regions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await connection.run('CREATE OR REPLACE TABLE region_numbers (region VARCHAR, number INTEGER)');
  const appender = await connection.createAppender('region_numbers');
  for (const [number, { id }] of regions.entries()) {
    appender.appendVarchar(id);
    appender.appendInteger(number);
    appender.endRow();
  }
  appender.closeSync();
  await loadPlaceNames(places, connection);
  const ids = regions.map(({ id }) => id);
  return {
    ids,
    maps: regions.map(({ map }) => map),
    names: regions.map(({ name }) => name),
    parents: regions.map(({ parent }) => parent),
    sumsTo: regions.map(({ sumsTo }) => sumsTo),
    populations: regions.map(({ population }) => population),
    numberOf: numbersOf(ids),
  };
}

function numbersOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

function texts(column: readonly unknown[] | undefined): string[] {
  return (column ?? []).map(String);
}

function check(table: Pick<RegionTable, 'ids' | 'maps'>, { maps }: Dataset): void {
  const twice = table.ids.find((id, index) => id === table.ids[index - 1]);
  if (twice !== undefined) throw new Problem('bad-descriptor', `regions.sql gives the region "${twice}" twice`);
  const stray = table.maps.find(map => !maps.includes(map));
  if (stray !== undefined)
    throw new Problem('bad-descriptor', `regions.sql gives the map "${stray}", which is not declared`);
  if (table.ids.length === 0) throw new Problem('bad-input', 'the lookup table gives no regions');
}
