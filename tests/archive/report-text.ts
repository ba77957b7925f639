/** A daily report as rows, so that one row can change while every other byte stays the same. */
export interface ReportText {
  readonly byteOrderMark: string;
  readonly newline: string;
  /** What follows the last row. */
  readonly end: string;
  readonly headings: readonly string[];
  readonly rows: readonly ReportRow[];
}

export interface ReportRow {
  /** As written, without its line end. */
  readonly line: string;
  readonly cells: readonly string[];
}

/** Reads a report without line breaks in quoted cells, as all of JHU's are. */
export function readReport(text: string): ReportText {
  const byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const end = /\r?\n$/.exec(text)?.[0] ?? '';
  const lines = text.slice(byteOrderMark.length, text.length - end.length).split(/\r?\n/);
  const [headings = [], ...rows] = lines.map(line => cellsOf(line));
  return {
    byteOrderMark,
    newline,
    end,
    headings,
    rows: rows.map((cells, row) => ({ cells, line: lines[row + 1] ?? '' })),
  };
}

export function writeReport({ byteOrderMark, newline, end, headings, rows }: ReportText): string {
  return byteOrderMark + [csvRow(headings), ...rows.map(({ line }) => line)].join(newline) + end;
}

/** The cell of a row under a heading; empty where the row or the report has none. */
export function cellOf({ headings }: Pick<ReportText, 'headings'>, row: ReportRow, heading: string): string {
  return row.cells[headings.indexOf(heading)] ?? '';
}

/** The row with other cells, by their headings. */
export function withCells(
  { headings }: Pick<ReportText, 'headings'>,
  row: ReportRow,
  changed: Readonly<Record<string, string>>,
): ReportRow {
  const unknown = Object.keys(changed).find(heading => !headings.includes(heading));
  if (unknown !== undefined) throw new Error(`the report has no column "${unknown}"`);
  const cells = headings.map((heading, column) => changed[heading] ?? row.cells[column] ?? '');
  return { cells, line: csvRow(cells) };
}

/** A row with nothing but these cells. */
export function newRow(report: Pick<ReportText, 'headings'>, cells: Readonly<Record<string, string>>): ReportRow {
  return withCells(report, { line: '', cells: [] }, cells);
}

/** The report with one row in place of another. */
export function withRow(report: ReportText, at: number, row: ReportRow): ReportText {
  return { ...report, rows: report.rows.with(at, row) };
}

/** The report with lines inserted before a row. */
export function withLines(report: ReportText, at: number, lines: readonly string[]): ReportText {
  const put = lines.map(line => ({ line, cells: cellsOf(line) }));
  return { ...report, rows: report.rows.toSpliced(at, 0, ...put) };
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const cells = line.match(/(?:"(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  // The pattern matches the empty end once more after a last cell without a comma.
  const raw = line.endsWith(',') ? cells : cells.slice(0, -1);
  return raw.map(cell => cell.replace(/,$/, '').replace(/^"(.*)"$/, (_, inner: string) => inner.replaceAll('""', '"')));
}

/** Cells with their commas, without a line end; quoted after RFC 4180 where they must be. */
export function csvRow(cells: readonly (string | number)[]): string {
  return cells
    .map(cell => (/[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell))
    .join(',');
}
