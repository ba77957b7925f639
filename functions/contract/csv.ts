/** Columns with names, and rows of as many cells. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

export type Cell = string | number | null;

/** RFC 4180: a header row, CRLF, quotes where needed; null is an empty cell. */
export function formatCsv(table: Table): string {
  return [...csvChunks(table)].join('');
}

/** The same text in pieces, each of whole lines and, unless one line is longer, of hardly more than `chunkLength` characters. */
export function* csvChunks({ columns, rows }: Table, chunkLength = 32_768): Iterable<string> {
  let chunk = formatLine(columns);
  for (const row of rows) {
    if (chunk.length >= chunkLength) {
      yield chunk;
      chunk = '';
    }
    chunk += formatLine(row);
  }
  yield chunk;
}

function formatLine(cells: readonly Cell[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}

function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = defuse(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet takes text that begins so, or with one of these at full width, for a formula and would run it. */
function defuse(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
