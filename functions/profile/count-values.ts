import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import type { ColumnProfile, ColumnType } from '../contract/table.ts';
import { COLUMN_TYPES } from '../contract/table.ts';
import { quoteName } from '../engine/engine.ts';
import { publishedCell } from '../engine/published-cell.ts';
import { inBatches } from './in-batches.ts';

/** How many of the most frequent values a profile shows. */
export const TOP_VALUES = 20;

interface CountedValues extends Pick<ColumnProfile, 'distinct' | 'top'> {
  readonly name: string;
}

/** For each column how many different values there are, and the most frequent ones: ties in the order of the values. */
export async function countValues(
  table: { readonly from: string; readonly rows: number },
  columns: readonly RecognizedColumn[],
  connection: DuckDBConnection,
): Promise<CountedValues[]> {
  const counted = new Map<string, CountedValues>();
  for (const type of COLUMN_TYPES) {
    const names = columns.filter(column => column.type === type).map(({ name }) => name);
    const found = await inBatches(names, MAX_COUNTED_VALUES / table.rows, batch =>
      count(table.from, batch, type, connection),
    );
    for (const values of found) counted.set(values.name, values);
  }
  return columns.map(({ name }) => counted.get(name) ?? { name, distinct: 0, top: [] });
}

/** Of one statement: beyond that, a statement per column is faster, and needs less memory. */
const MAX_COUNTED_VALUES = 200_000;

/** Columns of one type, side by side in a single statement. */
async function count(
  from: string,
  names: readonly string[],
  type: ColumnType,
  connection: DuckDBConnection,
): Promise<CountedValues[]> {
  const reader = await connection.runAndReadAll(
    `WITH counted AS (SELECT place, value, count(*) AS n FROM (${valuesOf(from, names)}) WHERE value IS NOT NULL GROUP BY ALL),
     most AS (SELECT place, count(*) AS many, min_by({'value': value, 'n': n}, {'n': -n, 'value': value}, ${TOP_VALUES}) AS top FROM counted GROUP BY place)
     SELECT place::INTEGER, many::DOUBLE, [{'value': ${publishedCell(type, 'one.value')}, 'count': one.n::DOUBLE} FOR one IN top] FROM most`,
  );
  return reader.getRowsJson().map(([place, many, top]) => ({
    name: names[Number(place)] ?? '',
    distinct: Number(many),
    top: Array.isArray(top) ? top.map(Object) : [],
  }));
}

/** Rows of `place`, which counts the columns, and `value`. */
function valuesOf(from: string, names: readonly string[]): string {
  const [first = '', ...others] = names.map(quoteName);
  if (others.length === 0) return `SELECT 0 AS place, ${first} AS value FROM ${from}`;
  return `SELECT unnest(range(${names.length})) AS place, unnest([${[first, ...others].join(', ')}]) AS value FROM ${from}`;
}
