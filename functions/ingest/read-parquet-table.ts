import type { DuckDBConnection } from '@duckdb/node-api';
import { type DuckDBStructType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { quoteName, quoteText } from '../engine/engine.ts';
import type { PlainFile, TableCells } from './table-cells.ts';

/** The cells of a Parquet file; fields of records as columns of their own, lists as JSON. */
export async function readParquetTable({ path }: PlainFile, connection: DuckDBConnection): Promise<TableCells> {
  const source = `read_parquet(${quoteText(path)})`;
  const found = await connection.run(`SELECT * FROM ${source} LIMIT 0`);
  const types = found.columnTypes();
  const columns = found.columnNames().flatMap((name, index) => leavesOf(types[index], [name]));
  const cells = columns.map(({ sql }) => sql);
  return {
    sql: `SELECT ${cells.join(', ')} FROM ${source}`,
    headers: columns.map(({ path }) => path.join('.')),
    reading: { format: 'parquet', delimiter: '', encoding: 'utf-8', header: true },
    warnings: [],
  };
}

interface Leaf {
  readonly path: readonly string[];
  readonly sql: string;
}

function leavesOf(type: DuckDBType | undefined, path: readonly string[]): Leaf[] {
  if (type !== undefined && isStruct(type)) {
    return type.entryNames.flatMap((name, index) => leavesOf(type.entryTypes[index], [...path, name]));
  }
  const [column = '', ...fields] = path;
  const value = fields.reduce((inner, field) => `struct_extract(${inner}, ${quoteText(field)})`, quoteName(column));
  return [{ path, sql: asText(value, type?.typeId) }];
}

function isStruct(type: DuckDBType): type is DuckDBStructType {
  return type.typeId === DuckDBTypeId.STRUCT;
}

const NESTED: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.MAP,
  DuckDBTypeId.UNION,
]);

function asText(value: string, type: DuckDBTypeId | undefined): string {
  if (type !== undefined && NESTED.has(type))
    return `CASE WHEN ${value} IS NOT NULL THEN to_json(${value})::VARCHAR END`;
  // In UTC, whatever the zone of this machine.
  if (type === DuckDBTypeId.TIMESTAMP_TZ) return `make_timestamp(epoch_us(${value}))::VARCHAR`;
  return `nullif(${value}::VARCHAR, '')`;
}
