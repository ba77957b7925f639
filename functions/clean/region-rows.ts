import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { quoteName } from '../engine/engine.ts';

/** The sums of one report by region, in columns. */
export interface RegionRows {
  /** Numbers of the region table, ascending. */
  readonly regions: Int32Array;
  /** By measure, in the order of the descriptor; NaN if unknown. */
  readonly values: readonly Float64Array[];
}

/** The rows of the table `tidy`, by `file`. */
export async function readRegionRows(
  { measures }: Dataset,
  connection: DuckDBConnection,
): Promise<Map<number, RegionRows>> {
  const columns = measures.map(({ id }) => quoteName(id)).join(', ');
  const result = await connection.run(`SELECT file, number, ${columns} FROM tidy ORDER BY file, number`);
  const chunks = await result.fetchAllChunks();
  const length = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const numbers = new Int32Array(length);
  const regions = new Int32Array(length);
  const values = measures.map(() => new Float64Array(length));
  let offset = 0;
  for (const chunk of chunks) {
    fill(numbers, chunk.getColumnVector(0), chunk.rowCount, offset, -1);
    fill(regions, chunk.getColumnVector(1), chunk.rowCount, offset, -1);
    for (const [index, column] of values.entries()) {
      fill(column, chunk.getColumnVector(index + 2), chunk.rowCount, offset, Number.NaN);
    }
    offset += chunk.rowCount;
  }
  if (regions.includes(-1)) await refuseUnknownRegion(connection);
  const byFile = new Map<number, RegionRows>();
  for (let start = 0; start < length; ) {
    const file = numbers[start] ?? -1;
    let end = start + 1;
    while (end < length && numbers[end] === file) end += 1;
    byFile.set(file, { regions: regions.slice(start, end), values: values.map(column => column.slice(start, end)) });
    start = end;
  }
  return byFile;
}

async function refuseUnknownRegion(connection: DuckDBConnection): Promise<never> {
  const reader = await connection.runAndReadAll(
    `SELECT region, place FROM (SELECT unnest(regions) AS region, place FROM cleaned)
     ANTI JOIN region_numbers USING (region) ORDER BY region, place LIMIT 1`,
  );
  const [region, place] = reader.getRows()[0] ?? [];
  throw new Problem(
    'bad-descriptor',
    `clean.sql counts "${place}" in the region "${region}", which regions.sql does not have`,
  );
}

function fill(
  target: Int32Array | Float64Array,
  vector: { getItem(index: number): unknown },
  count: number,
  offset: number,
  missing: number,
): void {
  for (let row = 0; row < count; row++) {
    const value = vector.getItem(row);
    target[offset + row] = typeof value === 'number' ? value : missing;
  }
}
