import type { DuckDBConnection } from '@duckdb/node-api';
import type { RejectedRow } from '../contract/receipt.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { type BatchFile, MAX_SAMPLES, shortened } from './column-types.ts';
import type { InspectedCsv } from './inspect-csv.ts';
import { LineWalk, longLines, type RecordStarts } from './record-lines.ts';
import { MAX_FAULTS, MAX_LINE_BYTES } from './upload-limits.ts';

const TOO_LONG = 'LINE SIZE OVER MAXIMUM';
const UNQUOTED = 'UNQUOTED VALUE';
const TOO_LONG_REASON = `the line must have at most ${MAX_LINE_BYTES.toLocaleString('en')} bytes; found more`;

/** The lines of a file that are not records of the right width. */
export interface BrokenLines {
  /** All of them, in order. */
  readonly lines: readonly number[];
  /** The first few. */
  readonly samples: readonly RejectedRow[];
  /**
   * The first line of a broken row that spans several lines, or null. There is then one quote too few or too many, nobody
   * knows where, and any number of rows may be part of it.
   */
  readonly open: number | null;
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
         SELECT scans.file_path AS file, line_byte_position::BIGINT AS position,
           count(*) AS faults, first(error_type::VARCHAR ORDER BY column_idx) AS kind, first(csv_line ORDER BY column_idx) AS text
         FROM broken JOIN scans USING (scan_id, file_id) GROUP BY file, position
       )
     ) ORDER BY file, position`,
  );
  const rejects = Map.groupBy(reader.getRows(), ([file]) => String(file));
  const byFile = new Map<number, BrokenLines>();
  for (const [index, { csv }] of files.entries()) {
    const found = (rejects.get(csv.path) ?? []).map(([, position, kind, spans, text, cut]) => ({
      position: Number(position),
      kind: String(kind),
      spans: spans === true,
      text: text === null ? null : String(text),
      cut: cut === true,
    }));
    if (found.length > 0) byFile.set(index, await locate(found, csv));
  }
  return byFile;
}

interface Reject {
  /** In bytes, from 1. */
  readonly position: number;
  readonly kind: string;
  /** Whether the record has line breaks. */
  readonly spans: boolean;
  /** Of the first few. */
  readonly text: string | null;
  readonly cut: boolean;
}

/** Finds the lines of the rejects of a file, in the order of their positions: the line that DuckDB reports is wrong after a quoted line break. */
async function locate(rejects: readonly Reject[], csv: InspectedCsv): Promise<BrokenLines> {
  const source = sourceOf(csv);
  const long = rejects.some(({ kind }) => kind === TOO_LONG) ? await longLines(source, MAX_LINE_BYTES) : [];
  const walk = new LineWalk(source);
  const lines: number[] = [];
  const samples: RejectedRow[] = [];
  let open: number | null = null;
  try {
    for (const { position, kind, spans, text } of rejects) {
      // After CRLF, the engine may report the position of the line feed before the record.
      const { number } = await walk.lineOf(await walk.textFrom(position - 1));
      // For a line that is too long, DuckDB may report the position of the line before it.
      const line = kind === TOO_LONG ? (long.find(one => one >= number) ?? number) : number;
      lines.push(line);
      if (spans) open ??= line;
      if (text === null) continue;
      const reason = brokenReason(kind, text, csv);
      samples.push({ line, column: null, value: shortened(text), reason });
    }
  } finally {
    await walk.close();
  }
  return { lines, samples, open, cut: rejects[0]?.cut ?? false };
}

/** The bytes of a file that was read, to explain what is wrong with it. */
export function sourceOf({ path, size }: InspectedCsv): ByteSource {
  return fileSource(path, 0, size);
}

/** Bytes of a record that are enough to show it. */
const SHOWN_BYTES = 1000;

/**
 * The engine does not report the last record of a file that ends within a quote, if it reads many files at once: it is
 * neither among the rows nor among the broken lines.
 * @param records null if there cannot be such a record
 */
export async function withUnclosed(
  found: BrokenLines,
  csv: InspectedCsv,
  rows: number,
  records: RecordStarts | null,
): Promise<BrokenLines> {
  const unclosed = records?.unclosed ?? null;
  if (records === null || unclosed === null || rows + found.lines.length + 1 !== records.lines.length - 1) return found;
  const { number: line, start } = unclosed;
  const text = Buffer.from(await sourceOf(csv).read(start, start + SHOWN_BYTES)).toString();
  const reason = brokenReason(UNQUOTED, text, csv);
  return {
    ...found,
    lines: [...found.lines, line],
    samples: [...found.samples, { line, column: null, value: shortened(text), reason }],
    open: line <= csv.lineBreaks ? (found.open ?? line) : found.open,
  };
}

function brokenReason(kind: string, line: string, { headers, delimiter }: InspectedCsv): string {
  const width = headers.length;
  if (kind === 'TOO MANY COLUMNS') return `the row must have ${width} cells; found more`;
  if (kind === 'MISSING COLUMNS') return `the row must have ${width} cells; found ${line.split(delimiter).length}`;
  if (kind === UNQUOTED) return 'a quoted cell must end with its quote; found text after it, or no end';
  if (kind === TOO_LONG) return TOO_LONG_REASON;
  return `the row cannot be read (${kind.toLowerCase()})`;
}
