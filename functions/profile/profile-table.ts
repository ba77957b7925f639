import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { type Cell, FIRST_ROWS, type TableColumn, type TableFile } from '../contract/table.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { publishedCell } from '../engine/published-cell.ts';
import { profileColumns, type TableRows } from './profile-columns.ts';
import { suggestCharts } from './suggest-charts.ts';

/**
 * Describes a table: the profile of each column over all rows, charts worth a look, the first rows.
 * @param parts paths of its Parquet files, in order
 */
export async function profileTable(
  { id, title }: { readonly id: string; readonly title: string },
  parts: readonly string[],
  columns: readonly RecognizedColumn[],
  connection: DuckDBConnection,
): Promise<TableFile> {
  const from = `read_parquet([${parts.map(quoteText).join(', ')}])`;
  const reader = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${from}`);
  const table: TableRows = { from, rows: Number(reader.getRows()[0]?.[0]) };
  const profiles = await profileColumns(table, columns, connection);
  const described = columns.flatMap(({ name, type, unit, decimals, category, why }, index): TableColumn[] => {
    const profile = profiles[index];
    return profile === undefined ? [] : [{ name, type, unit, decimals, category, why, profile }];
  });
  return {
    ...{ schema: 'table/1', table: id, title, rows: table.rows },
    columns: described,
    charts: await suggestCharts(table, described, connection),
    firstRows: await firstRows(parts, columns, connection),
  };
}

/** Longer texts leave room for fewer rows: a page reads them before it shows anything. */
const MAX_FIRST_CHARACTERS = 1_000_000;

async function firstRows(
  parts: readonly string[],
  columns: readonly RecognizedColumn[],
  connection: DuckDBConnection,
): Promise<Cell[][]> {
  const cells = columns.map(({ name, type }) => publishedCell(type, quoteName(name)));
  const rows: Cell[][] = [];
  let characters = 0;
  for (const part of parts) {
    const reader = await connection.runAndReadAll(
      `SELECT ${cells.join(', ')} FROM read_parquet(${quoteText(part)}) WHERE _row < ${FIRST_ROWS} ORDER BY _row`,
    );
    for (const row of reader.getRowsJson()) {
      characters += JSON.stringify(row).length;
      if (rows.length >= FIRST_ROWS || characters > MAX_FIRST_CHARACTERS) return rows;
      rows.push(row.map(cellOf));
    }
  }
  return rows;
}

function cellOf(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
