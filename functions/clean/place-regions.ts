import type { DuckDBConnection } from '@duckdb/node-api';
import type { Places } from '../contract/dataset.ts';
import { PLACE_TABLE } from '../describe/places-sql.ts';

/** Loads what the rows name: `cells` of the place columns → the region, and all regions that its values count in. */
export async function loadPlaceNames(places: Places, connection: DuckDBConnection): Promise<void> {
  const sumsTo = new Map(places.regions.map(({ id, sumsTo }) => [id, sumsTo]));
  const cells = places.levels.map((_, level) => `k${level} VARCHAR`);
  await connection.run(
    `CREATE OR REPLACE TABLE ${PLACE_TABLE} (${[...cells, 'region VARCHAR', 'regions VARCHAR'].join(', ')})`,
  );
  const appender = await connection.createAppender(PLACE_TABLE);
  for (const { cells, region } of places.names) {
    for (const cell of cells) {
      if (cell === null) appender.appendNull();
      else appender.appendVarchar(cell);
    }
    appender.appendVarchar(region ?? '');
    appender.appendVarchar(JSON.stringify(region === null ? [] : chainOf(region, sumsTo)));
    appender.endRow();
  }
  appender.closeSync();
}

function chainOf(region: string, sumsTo: ReadonlyMap<string, string | null>): string[] {
  const chain: string[] = [];
  for (let id: string | null = region; id !== null && !chain.includes(id); id = sumsTo.get(id) ?? null) chain.push(id);
  return chain;
}
