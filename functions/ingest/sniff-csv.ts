import { looksLikeData } from './data-cells.ts';

/** How a text is laid out as a table, as its first records show. */
export interface CsvLayout {
  readonly delimiter: string;
  /** Lines before the first record of the table, such as a title. */
  readonly skip: number;
  readonly header: boolean;
  /** As written; empty where there is no header, or it lacks one. */
  readonly headers: readonly string[];
  /** Whether the first line names the columns, as many as there are. */
  readonly isRegular: boolean;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const MAX_RECORDS = 500;
const MAX_TITLE_LINES = 20;

/**
 * Finds the delimiter by which most records have as many cells as each other, and the first record that is as wide.
 * @param text the begin of a file @param isWhole whether it is all of it
 */
export function sniffCsv(text: string, isWhole: boolean): CsvLayout {
  const readings = DELIMITERS.map(delimiter => {
    const records = readRecords(text, delimiter, isWhole);
    return { delimiter, records, ...usualWidth(records) };
  });
  const [best] = readings
    .filter(({ width, records }) => width > 2 || (width === 2 && records[0]?.cells.length !== 1))
    .sort((a, b) => b.share - a.share || b.width - a.width);
  // A single column: by a delimiter that its cells do not have.
  const alone = readings.find(({ width, share }) => width === 1 && share === 1) ?? readings[0];
  const { delimiter = ',', records = [], width = 1 } = best ?? alone ?? {};
  return layoutOf(delimiter, records, width);
}

function layoutOf(delimiter: string, records: readonly CsvRecord[], width: number): CsvLayout {
  const first = firstOfTable(records, width);
  const [top, ...rows] = records.slice(first);
  const skip = top === undefined ? 0 : top.line - 1;
  const cells = top?.cells ?? [];
  if (!isHeader(cells, rows.slice(0, MAX_RECORDS))) {
    return {
      delimiter,
      skip,
      header: false,
      headers: Array.from({ length: Math.max(width, cells.length) }, () => ''),
      isRegular: false,
    };
  }
  const headers = fitted(cells, rows, width);
  return { delimiter, skip, header: true, headers, isRegular: skip === 0 && headers === cells };
}

/** A title, or a note, above the table: a few lines with fewer cells than all others. */
function firstOfTable(records: readonly CsvRecord[], width: number): number {
  const first = belowPaddedTitle(records, width) ?? records.findIndex(({ cells }) => cells.length >= width);
  const above = records.slice(0, Math.max(0, first));
  const areNotes = above.every(({ cells }) => cells.filter(cell => cell.trim() !== '').length < Math.max(2, width / 2));
  // A header that lacks one name is still the header.
  return first > 0 && first <= MAX_TITLE_LINES && width > 2 && areNotes ? first : 0;
}

/** The first record below lines of which only the first cell is filled, if it names all columns; spreadsheets pad titles so. */
function belowPaddedTitle(records: readonly CsvRecord[], width: number): number | null {
  const isTitle = ({ cells }: CsvRecord) => cells.slice(1).every(cell => cell.trim() === '');
  const first = records.findIndex(record => !isTitle(record));
  const cells = records[first]?.cells ?? [];
  const isNamed = cells.length === width && cells.every(cell => cell.trim() !== '' && !looksLikeData(cell.trim()));
  return isNamed ? first : null;
}

/** A delimiter too many at the end of each row, or names of rows without a header, make rows wider by one. */
function fitted(headers: readonly string[], rows: readonly CsvRecord[], width: number): readonly string[] {
  const wide = rows.filter(({ cells }) => cells.length === width);
  if (headers.length === width + 1 && headers.at(-1)?.trim() === '') return headers.slice(0, -1);
  if (headers.length !== width - 1 || rows.length === 0 || wide.length * 10 < rows.length * 9) return headers;
  const isOpen = wide.every(({ cells }) => cells.at(-1)?.trim() === '');
  return isOpen ? [...headers, ''] : ['', ...headers];
}

/** Whether the first record names the columns: no cell of it is a value, except for years and the like side by side. */
function isHeader(cells: readonly string[], rows: readonly CsvRecord[]): boolean {
  const values = cells.map((cell, index) => ({ cell: cell.trim(), index })).filter(({ cell }) => looksLikeData(cell));
  if (values.length === 0) return true;
  if (rows.length === 0) return values.length < cells.length;
  if (looksLikeData(cells[0]?.trim() ?? '') || values.length < 2) return false;
  // 2019, 2020, 2021: one after the other, each above numbers.
  const numbers = values.map(({ cell }) => (/^\d+$/.test(cell) ? Number(cell) : Number.NaN));
  const step = (numbers[1] ?? Number.NaN) - (numbers[0] ?? Number.NaN);
  return step !== 0 && numbers.slice(1).every((value, index) => value - (numbers[index] ?? Number.NaN) === step);
}

function usualWidth(records: readonly CsvRecord[]): { width: number; share: number } {
  const widths = [...Map.groupBy(records, ({ cells }) => cells.length)].map(([width, { length }]) => ({
    width,
    length,
  }));
  const [usual = { width: 1, length: 0 }] = widths.sort((a, b) => b.length - a.length || b.width - a.width);
  return { width: usual.width, share: usual.length / Math.max(1, records.length) };
}

export interface CsvRecord {
  readonly cells: readonly string[];
  /** On which it begins, from 1. */
  readonly line: number;
}

/** The first records of a text, by RFC 4180; without those that are empty, and without one that is cut off. */
function readRecords(text: string, delimiter: string, isWhole: boolean): CsvRecord[] {
  const records: CsvRecord[] = [];
  let [cells, line, begin]: [string[], number, number] = [[], 1, 1];
  const field = new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"[ ]*|([^${delimiter}\\r\\n]*))(${delimiter === '|' ? '\\|' : delimiter}|\\r\\n|\\n|\\r|$)`,
    'y',
  );
  while (field.lastIndex < text.length && records.length < MAX_RECORDS) {
    const found = field.exec(text);
    if (found === null) break;
    const [all, quoted, plain = '', end] = found;
    const isCut = end === '' && !isWhole;
    if (isCut) break;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += all.split('\n').length - 1 || Number(end === '\r');
    if (end === delimiter) {
      if (field.lastIndex < text.length) continue;
      cells.push('');
    }
    if (cells.length > 1 || cells[0]?.trim() !== '') records.push({ cells, line: begin });
    [cells, begin] = [[], line];
  }
  return records;
}
