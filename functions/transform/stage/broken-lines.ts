import type { DuckDBConnection } from '@duckdb/node-api';
import type { RejectedRow } from '../../contract/receipt.ts';
import type { BatchFile } from './batch-file.ts';
import { lineAt, lineOfSize } from './record-lines.ts';
import { shortened } from './wrong-cells.ts';

const TOO_LONG = 'LINE SIZE OVER MAXIMUM';
/** DuckDB's own limit. */
const MAX_LINE_BYTES = 2_000_000;

/** Per file (its place in the batch) the lines that are no record of the right width, from DuckDB's table of rejects. */
export async function brokenLines(
  connection: DuckDBConnection,
  files: readonly BatchFile[],
): Promise<Map<number, RejectedRow[]>> {
  const reader = await connection.runAndReadAll(
    `SELECT regexp_extract(scans.file_path, '([0-9]+)[.]csv$', 1)::INT AS file, line_byte_position::BIGINT AS position,
      first(error_type::VARCHAR ORDER BY column_idx), first(csv_line ORDER BY column_idx)
     FROM broken JOIN scans USING (scan_id, file_id) GROUP BY file, position ORDER BY file, position`,
  );
  const byFile = new Map<number, RejectedRow[]>();
  for (const [file, position, kind, text] of reader.getRows()) {
    const csv = files[Number(file)]?.csv;
    if (csv === undefined) continue;
    const line = String(text ?? '');
    // DuckDB counts bytes from 1; the line that it reports itself is wrong after a quoted line break.
    const at = lineAt(csv.bytes, Number(position) - 1);
    // Of a line that is too long it may tell the place of the one before.
    const number = kind === TOO_LONG ? lineOfSize(csv.bytes, at, MAX_LINE_BYTES) : at;
    const row = { line: number, column: null, value: shortened(line) };
    const rows = byFile.get(Number(file)) ?? [];
    rows.push({ ...row, reason: brokenReason(String(kind), line, csv.headings.length) });
    byFile.set(Number(file), rows);
  }
  return byFile;
}

function brokenReason(kind: string, line: string, width: number): string {
  if (kind === 'TOO MANY COLUMNS') return `the row must have ${width} cells; found more`;
  if (kind === 'MISSING COLUMNS') return `the row must have ${width} cells; found ${line.split(',').length}`;
  if (kind === 'UNQUOTED VALUE') return 'a quoted cell must end with its quote; found text after it, or no end';
  if (kind === TOO_LONG) return 'the line must be shorter than 2,000,000 bytes; found a longer one';
  return `the row cannot be read (${kind.toLowerCase()})`;
}
