import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '../engine/engine.ts';
import { brokenLines } from './broken-lines.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { decodeText } from './decode-text.ts';
import { otherKind } from './file-kind.ts';
import type { InspectedCsv } from './inspect-csv.ts';
import { bufferOf } from './line-blocks.ts';
import { alikeLines } from './line-endings.ts';
import { sniffCsv } from './sniff-csv.ts';
import type { PlainFile, TableCells } from './table-cells.ts';
import { unfit } from './unfit.ts';
import { MAX_COLUMNS, MAX_FAULTS, MAX_LINES, MAX_SKIPPED_LINE_BYTES, READ_BUFFER_BYTES } from './upload-limits.ts';

/** Of the begin of a file, by which its layout is recognized. */
const LOOKED_AT_BYTES = 1_000_000;
/** Share of the rows that may be unreadable. They are left out, and listed. */
const MOST_BROKEN = 0.05;
const SHOWN = 3;

let tables = 0;

/** The cells of a text with a delimiter. */
export async function readCsvTable(file: PlainFile, connection: DuckDBConnection): Promise<TableCells> {
  const { size } = await stat(file.path);
  const kind = otherKind(await fileSource(file.path, 0, size).read(0, LOOKED_AT_BYTES));
  if (kind !== undefined) throw unfit(kind);
  const { source, survey, encoding, warnings } = await decodeText(file.path, size, file.text);
  const head = bufferOf(await source.read(0, LOOKED_AT_BYTES));
  if (survey.lineBreaks >= MAX_LINES) {
    throw unfit(
      `the file has ${shown(survey.lineBreaks + 1)} lines; at most ${shown(MAX_LINES)} are read, so split it`,
    );
  }
  if (survey.longest > MAX_SKIPPED_LINE_BYTES) {
    throw unfit(`a line has ${shown(survey.longest)} bytes; at most ${shown(MAX_SKIPPED_LINE_BYTES)} are read`);
  }
  const layout = sniffCsv(head.toString('utf8'), head.length < LOOKED_AT_BYTES);
  const { delimiter, headers, header, skip } = layout;
  if (headers.length === 0) throw unfit('the file is empty; expected a line of column headers and rows below it');
  if (headers.length > MAX_COLUMNS) {
    throw unfit(`the file has ${shown(headers.length)} columns; at most ${shown(MAX_COLUMNS)} are read`);
  }
  const path = await readable(source, alikeLines(source, survey), file, encoding === 'utf-8');
  // The engine counts the faults of tables of the same name together, on whatever connection they are.
  tables += 1;
  const rejects = `table_${tables}_broken`;
  const columns = headers.map((_, index) => `c${index}: 'VARCHAR'`).join(', ');
  const sql = `SELECT * FROM read_csv(${quoteText(path)}, auto_detect = false, header = ${header}, skip = ${skip}, columns = {${columns}},
    delim = ${quoteText(delimiter)}, quote = '"', escape = '"', strict_mode = true, compression = 'none',
    max_line_size = ${MAX_SKIPPED_LINE_BYTES}, buffer_size = ${READ_BUFFER_BYTES},
    store_rejects = true, rejects_table = '${rejects}', rejects_scan = '${rejects}_scans', rejects_limit = ${MAX_FAULTS})`;
  const csv = { path, size, headers, delimiter, lineBreaks: survey.lineBreaks };
  return {
    sql,
    headers,
    reading: { format: 'csv', delimiter, encoding, header },
    warnings: [...warnings, ...(skip > 0 ? [`lines 1 to ${skip} are above the table, and not read`] : [])],
    check: rows => checkBroken(csv, { rows, rejects }, connection),
  };
}

/** The file itself, where the engine can read it as it is. */
async function readable(source: ByteSource, alike: ByteSource, file: PlainFile, isSame: boolean): Promise<string> {
  if (alike === source) return isSame ? file.path : file.text;
  const path = `${file.text}.lines`;
  await alike.save(path);
  return path;
}

async function checkBroken(
  csv: InspectedCsv,
  { rows, rejects }: { readonly rows: number; readonly rejects: string },
  connection: DuckDBConnection,
): Promise<readonly string[]> {
  try {
    await connection.run(`CREATE OR REPLACE TEMP VIEW broken AS FROM ${rejects}`);
    await connection.run(`CREATE OR REPLACE TEMP VIEW scans AS FROM ${rejects}_scans`);
    const found = (await brokenLines(connection, [{ sha256: '', csv }])).get(0);
    if (found === undefined) return [];
    const { lines, samples, open, cut } = found;
    if (open !== null) throw unfit(`a quote opens in line ${open} or after it and does not end where its row does`);
    const all = rows + lines.length;
    const listed = samples.slice(0, SHOWN).map(({ line, reason }) => `line ${line}: ${reason}`);
    const count = `${shown(lines.length)}${cut ? ' or more' : ''} of its ${shown(all)} rows cannot be read`;
    if (cut || lines.length > all * MOST_BROKEN) throw unfit(`${count}: ${listed.join('; ')}`);
    return [`${count} and are left out: ${listed.join('; ')}`];
  } finally {
    for (const table of [rejects, `${rejects}_scans`]) await connection.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

function shown(number: number): string {
  return number.toLocaleString('en');
}
