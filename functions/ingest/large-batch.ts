import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../contract/dataset.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { type BatchFile, numberPlaces, wrongCellList } from './column-types.ts';
import type { ColumnPlaces } from './match-columns.ts';

/** More than the engine should hold in memory, where rows take several times as much. */
const LARGE_BYTES = 16_000_000;

export function isLarge(files: readonly BatchFile[]): boolean {
  return bytesOf(files) > LARGE_BYTES;
}

function bytesOf(files: readonly BatchFile[]): number {
  return files.reduce((bytes, { csv }) => bytes + csv.size, 0);
}

/**
 * Makes `raw` a view of a Parquet file at `path`, with the columns of {@link batchColumns}: read once, and written without
 * being held in memory. If the lines of a single file are consecutive, these are the rows as they are staged.
 * @param rows SQL for the rows as they are read
 */
export async function loadLarge(
  files: readonly BatchFile[],
  places: ColumnPlaces,
  rows: string,
  connection: DuckDBConnection,
  path: string,
): Promise<void> {
  const [first] = files;
  const uploads = files.map(({ sha256 }) => quoteText(sha256)).join(', ');
  const columns = batchColumns(places, first?.csv.headers ?? []);
  const digits = numberPlaces(places).flatMap(({ column, place }) => (column.type === 'number' ? [`, g${place}`] : []));
  await connection.run(
    `COPY (
      SELECT ${columns}${digits.join('')}, [${uploads}][file + 1] AS upload, (row_number() OVER () + 1)::INTEGER AS line ${files.length > 1 ? ', file' : ''}
      FROM (${rows})
    ) TO ${quoteText(path)} (${parquetOptions(files)})`,
  );
  const present = [...places].flatMap(([column, place]) => (place === null ? [] : [{ column, place }]));
  const values = present.map(({ column, place }) => `${quoteName(column.name)} AS v${place}`);
  const wrong = numberPlaces(places).flatMap(({ column, place }) => [
    `${wrongText(column)} AS w${place}`,
    ...(column.type === 'number' ? [`${quoteName(suppressedName(column.name))} AS s${place}`, `g${place}`] : []),
  ]);
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW raw AS
     SELECT ${files.length > 1 ? 'file' : '0 AS file'}, ${[...values, ...wrong].join(', ')}, file_row_number AS rowid
     FROM read_parquet(${quoteText(path)}, file_row_number = true)`,
  );
}

function wrongText({ name }: Column): string {
  return `CASE WHEN cells IS NOT NULL THEN list_filter(cells, cell -> cell.name = ${quoteText(name)})[1].text END`;
}

/** SQL for the columns of a table, and `cells`, over the rows as they are read. */
export function batchColumns(places: ColumnPlaces, headers: readonly string[]): string {
  const columns = [...places].flatMap(([column, place]) => {
    const value = `${cellValue(column, place)} AS ${quoteName(column.name)}`;
    if (column.type !== 'number') return [value];
    return [value, `${place === null ? 'false' : `s${place}`} AS ${quoteName(suppressedName(column.name))}`];
  });
  return `${columns.join(', ')}, ${wrongCellList(places, headers)} AS cells`;
}

function cellValue(column: Column, place: number | null): string {
  if (place !== null) return `v${place}`;
  return `NULL::${SQL_TYPES[column.type]}`;
}

/** What the values of a column are in the rows. */
export const SQL_TYPES: Readonly<Record<Column['type'], string>> = {
  text: 'VARCHAR',
  count: 'BIGINT',
  number: 'DOUBLE',
  updated: 'VARCHAR',
};

/** The column of the rows with their period, for a table that has a column for it; no column of a table has a blank. */
export const ROW_PERIOD = 'row period';

/** The column of the rows that says whether the source keeps a number back. */
export function suppressedName(column: string): string {
  return `${column} suppressed`;
}

const MAX_GROUP_ROWS = 122_880;
const MAX_GROUP_BYTES = 32_000_000;

/** The engine holds a row group in memory while it writes one. */
export function parquetOptions(files: readonly BatchFile[]): string {
  const rows = files.reduce((sum, { csv }) => sum + csv.lineBreaks, 0);
  const most = Math.round((MAX_GROUP_BYTES / Math.max(1, bytesOf(files))) * rows);
  return `FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE ${Math.min(MAX_GROUP_ROWS, Math.max(2048, most))}`;
}
