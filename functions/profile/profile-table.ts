import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { type Cell, FIRST_ROWS, type TableColumn, type TableFile } from '../contract/table.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import type { Lanes } from '../engine/lanes.ts';
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
  lanes: Lanes,
): Promise<TableFile> {
  const from = `read_parquet([${parts.map(quoteText).join(', ')}])`;
  const [[rows] = []] = await lanes.run(async connection =>
    (await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${from}`)).getRows(),
  );
  const table: TableRows = { from, rows: Number(rows) };
  const profiles = await profileColumns(table, columns, lanes);
  const described = columns.flatMap(({ name, type, unit, decimals, category, why }, index): TableColumn[] => {
    const profile = profiles[index];
    return profile === undefined ? [] : [{ name, type, unit, decimals, category, why, profile }];
  });
  const [charts, first] = await Promise.all([
    lanes.run(connection => suggestCharts(table, described, connection)),
    lanes.run(connection => firstRows(parts, columns, connection)),
  ]);
  return {
    ...{ schema: 'table/1', table: id, title, rows: table.rows },
    columns: described,
    charts,
    firstRows: first,
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
