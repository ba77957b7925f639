/** Columns with names, and rows of as many cells. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

export type Cell = string | number | null;

/** RFC 4180: a header row, CRLF, quotes where needed; null is an empty cell. */
export function formatCsv(table: CsvTable): string {
  return [...csvChunks(table)].join('');
}

/** The same text in pieces, each of whole lines and, unless one line is longer, of hardly more than `chunkLength` characters. */
export function* csvChunks({ columns, rows }: CsvTable, chunkLength = 32_768): Iterable<string> {
  let chunk = csvLine(columns);
  for (const row of rows) {
    if (chunk.length >= chunkLength) {
      yield chunk;
      chunk = '';
    }
    chunk += csvLine(row);
  }
  yield chunk;
}

export function csvLine(cells: readonly Cell[]): string {
  let line = '';
  for (const [index, cell] of cells.entries()) line += index === 0 ? formatCell(cell) : `,${formatCell(cell)}`;
  return `${line}\r\n`;
}

function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return IS_FORMULA.test(cell) || NEEDS_QUOTES.test(cell) ? formatText(cell) : cell;
}

function formatText(cell: string): string {
  // A spreadsheet takes such a text for a formula and would run it.
  const text = IS_FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** How a formula begins; spreadsheets take these at full width too. */
const IS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;
