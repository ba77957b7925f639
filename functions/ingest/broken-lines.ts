import type { DuckDBConnection } from '@duckdb/node-api';
import type { RejectedRow } from '../contract/receipt.ts';
import { type BatchFile, MAX_SAMPLES, shortened } from './column-types.ts';
import type { InspectedCsv } from './inspect-csv.ts';
import { type LineWalk, lineOfSize, lineWalk, type RecordStarts } from './record-lines.ts';
import { MAX_FAULTS, MAX_LINE_BYTES } from './upload-limits.ts';

const TOO_LONG = 'LINE SIZE OVER MAXIMUM';
const UNQUOTED = 'UNQUOTED VALUE';
const TOO_LONG_REASON = `the line must have at most ${MAX_LINE_BYTES.toLocaleString('en')} bytes; found more`;

/** The lines of a file that are not records of the right width. */
export interface BrokenLines {
  /** All of them, in order. */
  readonly lines: number[];
  /** The first few. */
  readonly samples: RejectedRow[];
  /**
   * The first line of a broken row that spans several lines, or null. There is then one quote too few or too many, nobody
   * knows where, and any number of rows may be part of it.
   */
  open: number | null;
  /** There are {@link MAX_FAULTS} faults and maybe more, so `lines` may be incomplete. */
  readonly cut: boolean;
}

/** Reads DuckDB's table of rejects, by the index of the file in the batch. */
export async function brokenLines(
  connection: DuckDBConnection,
  files: readonly BatchFile[],
): Promise<Map<number, BrokenLines>> {
  const reader = await connection.runAndReadAll(
    `SELECT file, position, kind, contains(trim(text, ' ' || chr(10) || chr(13)), chr(10)), CASE WHEN nth <= ${MAX_SAMPLES} THEN text END, all_faults >= ${MAX_FAULTS}
     FROM (
       SELECT *, row_number() OVER (PARTITION BY file ORDER BY position) AS nth,
         sum(faults) OVER (PARTITION BY file) AS all_faults
       FROM (
         SELECT regexp_extract(scans.file_path, '([0-9]+)[.]csv$', 1)::INT AS file, line_byte_position::BIGINT AS position,
           count(*) AS faults, first(error_type::VARCHAR ORDER BY column_idx) AS kind, first(csv_line ORDER BY column_idx) AS text
         FROM broken JOIN scans USING (scan_id, file_id) GROUP BY file, position
       )
     ) ORDER BY file, position`,
  );
  const byFile = new Map<number, BrokenLines>();
  const walks = new Map<number, LineWalk>();
  for (const [file, position, kind, spans, text, cut] of reader.getRows()) {
    const index = Number(file);
    const csv = files[index]?.csv;
    if (csv === undefined) continue;
    const broken = byFile.get(index) ?? { lines: [], samples: [], open: null, cut: cut === true };
    const walk = walks.get(index) ?? lineWalk(csv.bytes);
    byFile.set(index, broken);
    walks.set(index, walk);
    // DuckDB counts bytes from 1; the line that it reports itself is wrong after a quoted line break.
    const at = walk(recordAt(csv.bytes, Number(position) - 1));
    // For a line that is too long, DuckDB may report the position of the line before it.
    const line = kind === TOO_LONG ? lineOfSize(csv.bytes, at, MAX_LINE_BYTES) : at.number;
    broken.lines.push(line);
    if (spans === true) broken.open ??= line;
    if (text === null) continue;
    const value = String(text);
    const reason = brokenReason(String(kind), value, csv.headers.length);
    broken.samples.push({ line, column: null, value: shortened(value), reason });
  }
  return byFile;
}

/**
 * The engine does not report the last record of a file that ends within a quote, if it reads many files at once: it is
 * neither among the rows nor among the broken lines.
 * @param records null if there cannot be such a record
 */
export function withUnclosed(
  found: BrokenLines,
  { bytes, headers }: InspectedCsv,
  rows: number,
  records: RecordStarts | null,
): BrokenLines {
  const unclosed = records?.unclosed ?? null;
  if (records === null || unclosed === null || rows + found.lines.length + 1 !== records.lines.length - 1) return found;
  const text = Buffer.from(bytes.subarray(unclosed.start)).toString();
  const value = shortened(text);
  const reason = brokenReason(UNQUOTED, text, headers.length);
  return {
    ...found,
    lines: [...found.lines, unclosed.number],
    samples: [...found.samples, { line: unclosed.number, column: null, value, reason }],
    open: text.includes('\n') ? (found.open ?? unclosed.number) : found.open,
  };
}

/** After CRLF, the engine may report the position of the line feed before the record. */
function recordAt(bytes: Uint8Array, offset: number): number {
  let at = offset;
  while (bytes[at] === 10 || bytes[at] === 13) at += 1;
  return at;
}

function brokenReason(kind: string, line: string, width: number): string {
  if (kind === 'TOO MANY COLUMNS') return `the row must have ${width} cells; found more`;
  if (kind === 'MISSING COLUMNS') return `the row must have ${width} cells; found ${line.split(',').length}`;
  if (kind === UNQUOTED) return 'a quoted cell must end with its quote; found text after it, or no end';
  if (kind === TOO_LONG) return TOO_LONG_REASON;
  return `the row cannot be read (${kind.toLowerCase()})`;
}
