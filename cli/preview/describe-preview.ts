import type { Cell, ColumnProfile, TableColumn } from '../../functions/contract/table.ts';
import type { RecognizedFile } from './recognize-file.ts';

const ROWS = 5;
/** A row of a terminal has room for a few columns. */
const MAX_CELL = 24;
const MAX_TOP = 3;

/** What a file was taken for, its columns with their profile, and its first rows, as plain text. */
export function describePreview({ name, text, profile, remarks }: RecognizedFile): string {
  const { columns, rows, firstRows } = profile;
  const about = `${name}: ${counted(rows, 'row')}, ${counted(columns.length, 'column')}, read as ${formatOf(text.reading)}`;
  const head = [
    'column',
    'type',
    'values',
    'missing',
    'distinct',
    'min',
    'q1',
    'median',
    'mean',
    'q3',
    'max',
    'most frequent',
  ];
  const shown = firstRows.slice(0, ROWS).map(row => row.map(shownCell));
  return [
    about,
    ...text.warnings.map(warning => `Note: ${warning}.`),
    '',
    tableOf([head, ...columns.map(profileRow)]),
    '',
    tableOf([columns.map(({ name }) => cut(name)), ...shown]),
    '',
    ...columns.map(({ name, why }) => `${name}: ${why}`),
    '',
    ...remarks,
  ].join('\n');
}

function profileRow({ name, type, category, unit, profile }: TableColumn): string[] {
  const { count, missing, distinct, min, q1, median, mean, q3, max } = profile;
  const kind = category ? 'category' : unit === null ? type : `${type}, ${unit}`;
  return [
    cut(name),
    kind,
    shownCell(count),
    shownCell(missing),
    shownCell(distinct),
    ...[min, q1, median, mean, q3, max].map(shownCell),
    topOf(profile),
  ];
}

function topOf({ top }: ColumnProfile): string {
  const shown = top.slice(0, MAX_TOP).map(({ value, count }) => `${shownCell(value)} (${count.toLocaleString('en')})`);
  return shown.join(', ') + (top.length > MAX_TOP ? ', …' : '');
}

function formatOf({ format, delimiter, encoding }: RecognizedFile['text']['reading']): string {
  const names: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' };
  if (format !== 'csv') return { json: 'JSON', ndjson: 'JSON lines', parquet: 'Parquet' }[format];
  return `CSV (${names[delimiter] ?? delimiter}, ${encoding.toUpperCase()})`;
}

const DIGITS = 6;

function shownCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'number') return cut(String(value));
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS)));
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_CELL ? `${line.slice(0, MAX_CELL - 1)}…` : line;
}

/** Columns of numbers are aligned to the right. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const isNumber = head.map((_, column) => rows.slice(1).every(row => /^-?[\d.e+-]*$/.test(row[column] ?? '')));
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
