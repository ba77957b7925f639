import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset, Measure } from '../contract/dataset.ts';
import { Problem } from '../contract/problem.ts';
import { quoteName } from '../engine/engine.ts';
import { suppressedName } from '../ingest/large-batch.ts';

/** The sums of one report by region, in columns. */
export interface RegionRows {
  /** Numbers of the region table, ascending. */
  readonly regions: Int32Array;
  /** By measure, in the order of the descriptor; NaN if unknown. */
  readonly values: readonly Float64Array[];
  /** By the place of a measure, where there are any: 1 for values that their source withholds. */
  readonly suppressed?: ReadonlyMap<number, Uint8Array>;
}

/** The rows of the table `tidy`, by `file`. */
export async function readRegionRows(
  { measures }: Dataset,
  marked: readonly Measure[],
  connection: DuckDBConnection,
): Promise<Map<number, RegionRows>> {
  const marks = marked.map(({ id }) => `${quoteName(suppressedName(id))}::INTEGER`);
  const columns = [...measures.map(({ id }) => quoteName(id)), ...marks].join(', ');
  const result = await connection.run(`SELECT file, number, ${columns} FROM tidy ORDER BY file, number`);
  const chunks = await result.fetchAllChunks();
  const length = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const numbers = new Int32Array(length);
  const regions = new Int32Array(length);
  const values = measures.map(() => new Float64Array(length));
  const suppressed = marked.map(() => new Float64Array(length));
  let offset = 0;
  for (const chunk of chunks) {
    fill(numbers, chunk.getColumnVector(0), chunk.rowCount, offset, -1);
    fill(regions, chunk.getColumnVector(1), chunk.rowCount, offset, -1);
    for (const [index, column] of [...values, ...suppressed].entries()) {
      fill(column, chunk.getColumnVector(index + 2), chunk.rowCount, offset, Number.NaN);
    }
    offset += chunk.rowCount;
  }
  if (regions.includes(-1)) await refuseUnknownRegion(connection);
  for (const [index, column] of values.entries()) {
    const row = column.findIndex(value => Math.abs(value) > Number.MAX_SAFE_INTEGER);
    if (row >= 0) await refuseLargeSum(regions[row] ?? -1, measures[index], connection);
  }
  const places = marked.map(measure => measures.indexOf(measure));
  const suppressedOf = (columns: readonly Uint8Array[]): Pick<RegionRows, 'suppressed'> => {
    const found = columns.flatMap((marks, index) => (marks.includes(1) ? [[places[index] ?? -1, marks] as const] : []));
    return found.length === 0 ? {} : { suppressed: new Map(found) };
  };
  const byFile = new Map<number, RegionRows>();
  for (let start = 0; start < length; ) {
    const file = numbers[start] ?? -1;
    let end = start + 1;
    while (end < length && numbers[end] === file) end += 1;
    byFile.set(file, {
      regions: regions.slice(start, end),
      values: values.map(column => column.slice(start, end)),
      ...suppressedOf(suppressed.map(column => Uint8Array.from(column.subarray(start, end)))),
    });
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

async function refuseLargeSum(
  number: number,
  measure: Measure | undefined,
  connection: DuckDBConnection,
): Promise<never> {
  const reader = await connection.runAndReadAll(`SELECT region FROM region_numbers WHERE number = ${number}`);
  throw tooLarge(String(reader.getRows()[0]?.[0]), measure);
}

/** Of a sum that is no exact whole number any more. */
export function tooLarge(
  region: string,
  measure: (Pick<Measure, 'id'> & Partial<Pick<Measure, 'decimals'>>) | undefined,
): Problem {
  const { id = '', decimals = 0 } = measure ?? {};
  const most = Number.MAX_SAFE_INTEGER / 10 ** decimals;
  const hint = decimals > 0 ? ', or declare fewer decimals' : '';
  return new Problem(
    'bad-input',
    `the ${id} of "${region}" add up to more than ${most}, beyond which numbers are not exact; give them in a larger unit${hint}`,
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
