import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { runDataSetSql } from '../engine/sandbox.ts';
import type { TableRows } from '../ingest/staged.ts';

/** Every region a data set may have, by number. */
export interface RegionTable {
  readonly ids: readonly string[];
  readonly maps: readonly string[];
  readonly names: readonly string[];
  readonly parents: readonly (string | null)[];
  readonly populations: readonly (number | null)[];
  readonly numberOf: ReadonlyMap<string, number>;
}

const COLUMNS = ['map', 'region', 'name', 'parent', 'population'];

/** Loads the tables without a date, runs `regions.sql` over them and stores its result as the table `regions`. */
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
  return { ...table, numberOf: new Map(table.ids.map((id, index) => [id, index])) };
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
