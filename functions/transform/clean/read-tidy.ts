import type { DuckDBConnection } from '@duckdb/node-api';
import { Problem } from '../../contract/problem.ts';
import type { Descriptor } from '../descriptor.ts';
import { quoteName } from '../engine/quote.ts';

/** Tidy rows, in columns. */
export interface TidyRows {
  readonly length: number;
  /** Numbers of the region table. */
  readonly regions: Int32Array;
  /** Days since the first of the month. */
  readonly days: Int32Array;
  /** By measure, in the order of the descriptor; NaN where nothing is known. */
  readonly values: readonly Float64Array[];
}

/** The rows of the table `tidy` that lie within a month, `YYYY-MM`. */
export async function readTidy(
  { measures }: Descriptor,
  month: string,
  connection: DuckDBConnection,
): Promise<TidyRows> {
  const result = await connection.run(
    `SELECT number, (date - DATE '${month}-01')::INTEGER, ${measures.map(({ id }) => quoteName(id)).join(', ')}
     FROM tidy WHERE date >= DATE '${month}-01' AND date < DATE '${month}-01' + INTERVAL 1 MONTH`,
  );
  const chunks = await result.fetchAllChunks();
  const length = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const regions = new Int32Array(length);
  const days = new Int32Array(length);
  const values = measures.map(() => new Float64Array(length));
  let offset = 0;
  for (const chunk of chunks) {
    fill(regions, chunk.getColumnVector(0), chunk.rowCount, offset, -1);
    fill(days, chunk.getColumnVector(1), chunk.rowCount, offset, -1);
    values.forEach((column, index) => {
      fill(column, chunk.getColumnVector(index + 2), chunk.rowCount, offset, Number.NaN);
    });
    offset += chunk.rowCount;
  }
  if (regions.includes(-1)) {
    const reader = await connection.runAndReadAll(
      `SELECT region, place FROM (SELECT unnest(regions) AS region, place FROM cleaned)
       ANTI JOIN region_numbers USING (region) ORDER BY region, place LIMIT 1`,
    );
    const [region, place] = reader.getRows()[0] ?? [];
    throw new Problem(
      'bad-descriptor',
      `clean.sql counts "${place}" in the region "${region}", which regions.sql lacks`,
    );
  }
  return { length, regions, days, values };
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
