import { stat, writeFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Table } from '../contract/dataset.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { uniqueNames } from './column-names.ts';
import type { ColumnReading } from './column-readings.ts';
import { decodeText, wideEncoding } from './decode-text.ts';
import { bufferOf, lineBlocks } from './line-blocks.ts';
import type { LineRuns } from './line-runs.ts';
import { readTable, type TextTable } from './read-table.ts';
import { recognizeColumns, typedCell } from './recognize-columns.ts';
import { recordStarts } from './record-lines.ts';
import { sniffCsv } from './sniff-csv.ts';
import { tableKind } from './table-kind.ts';
import { unfit } from './unfit.ts';

/** Of the begin of a file, by which it is recognized. */
const LOOKED_AT_BYTES = 100_000;

/**
 * Whether the strict reader is to read a file as it is: columns that the table knows, separated by commas, and numbers with
 * decimal points; or one that would not become such a file. Any other is made a {@link canonicalCsv}.
 */
export async function isCanonical(content: ByteSource, name: string, table: Table): Promise<boolean> {
  const bytes = bufferOf(await content.read(0, LOOKED_AT_BYTES));
  const head = bytes.toString('utf8').replace(/^\ufeff/, '');
  const headers = (/[^\r\n]+/.exec(head)?.[0] ?? '').split(',').map(cell => cell.trim().replaceAll('"', ''));
  if (isKnown(headers, table)) {
    return !(table.columns.some(({ type }) => type === 'number') && DECIMAL_COMMA.test(head));
  }
  if (wideEncoding(bytes) !== null) return false;
  const kind = tableKind(bytes, name);
  if (kind !== 'csv') return /\.csv$/i.test(name);
  const layout = sniffCsv(head, bytes.length < LOOKED_AT_BYTES);
  if (layout.delimiter !== ',' && layout.headers.length > 1) return false;
  return !isKnown(uniqueNames(layout.headers), table);
}

function isKnown(headers: readonly string[], { columns }: Table): boolean {
  return columns.every(({ headings, optional }) => optional || headings.some(heading => headers.includes(heading)));
}

/** In quotes, as it must be among commas; `1,234` may have one between thousands. */
const DECIMAL_COMMA = /"[-+]?(\d+,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3})+,\d+)"/;

/** A file that is read as text, as a CSV that the strict reader reads. */
export interface CanonicalCsv {
  readonly path: string;
  readonly warnings: readonly string[];
}

/**
 * Writes a file of any format as a CSV: commas, UTF-8, numbers with decimal points. Its rows are on the lines on which they
 * are in the file; those of a list of records are on consecutive lines. Throws `bad-input`.
 * @param file its `path` is in a folder that the engine may touch, where others are written beside it
 */
export async function canonicalCsv(
  file: { readonly name: string; readonly path: string },
  table: Table,
  connection: DuckDBConnection,
): Promise<CanonicalCsv> {
  const numbers = new Set(table.columns.flatMap(({ type, headings }) => (type === 'number' ? headings : [])));
  const [into, rows, path] = [`${file.path}.parquet`, `${file.path}.rows`, `${file.path}.canonical`];
  const text = await readTable(file, into, connection);
  // The strict reader counts broken rows, and would not see these.
  const broken = text.broken[0];
  if (broken !== undefined) throw unfit(broken);
  const columns: ColumnReading[] = [];
  for (const column of await recognizeColumns([text], connection)) {
    const isWanted = column.type === 'text' && numbers.has(column.name);
    columns.push(isWanted ? await usualNumber(column.name, into, connection) : column);
  }
  await connection.run(
    `COPY (SELECT ${columns.map(cellOf).join(', ')} FROM read_parquet(${quoteText(into)}) ORDER BY _row) TO ${quoteText(rows)} (FORMAT csv, HEADER, DELIMITER ',')`,
  );
  const lines = await linesOf(file.path, text);
  if (lines === null) return { path: rows, warnings: text.warnings };
  await writeFile(path, onLines(rows, lines, text.rows));
  return { path, warnings: text.warnings };
}

/** How most numbers are written in a column that also has other cells, which the strict reader will name. */
async function usualNumber(name: string, path: string, connection: DuckDBConnection): Promise<ColumnReading> {
  const base = { name, type: 'decimal', unit: null, dateOrder: 'iso', missing: [] } as const;
  const [point, comma] = [{ ...base, decimalMark: 'point' } as const, { ...base, decimalMark: 'comma' } as const];
  const reader = await connection.runAndReadAll(
    `SELECT count(${typedCell(comma)}) > count(${typedCell(point)}) FROM read_parquet(${quoteText(path)})`,
  );
  return reader.getRows()[0]?.[0] === true ? comma : point;
}

/** SQL for a cell as the strict reader wants it. */
function cellOf(column: ColumnReading): string {
  const { name, type } = column;
  const cell = quoteName(name);
  const isNumber = type === 'integer' || type === 'decimal';
  const bare = `CASE WHEN contains(${cell}, chr(10)) OR contains(${cell}, chr(13)) THEN regexp_replace(${cell}, '[\\r\\n]+', ' ', 'g') ELSE ${cell} END`;
  return `${isNumber ? `coalesce((${typedCell(column)})::VARCHAR, ${bare})` : bare} AS ${cell}`;
}

/** The lines of the rows of a CSV; null where they are consecutive, below a header. */
async function linesOf(path: string, { reading, rows }: TextTable): Promise<LineRuns | null> {
  if (reading.format !== 'csv' || !reading.header) return null;
  const { size } = await stat(path);
  const { source, survey } = await decodeText(path, size, `${path}.decoded`);
  if (survey.lineBreaks === rows || rows === 0) return null;
  const { lines } = await recordStarts(source, reading.delimiter);
  return lines.length > rows ? lines : null;
}

/** Rows moved down to the lines of the last records of a file. */
async function* onLines(path: string, lines: LineRuns, rows: number): AsyncGenerator<Uint8Array> {
  const header = lines.length - rows - 1;
  let [row, line] = [0, 1];
  for await (const { bytes } of lineBlocks(fileSource(path, 0, Number.MAX_SAFE_INTEGER))) {
    const parts: Buffer[] = [];
    for (
      let start = 0, end = bytes.indexOf(LINE_FEED);
      end >= 0;
      start = end + 1, end = bytes.indexOf(LINE_FEED, start)
    ) {
      const wanted = row === 0 ? line : (lines.at(header + row) ?? line);
      if (wanted > line) parts.push(Buffer.alloc(wanted - line, LINE_FEED));
      parts.push(bytes.subarray(start, end + 1));
      [row, line] = [row + 1, Math.max(line, wanted) + 1];
    }
    yield Buffer.concat(parts);
  }
}

const LINE_FEED = 10;
