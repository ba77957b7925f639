import type { RecognizedColumn } from '../contract/recognized.ts';
import type { Check } from './check.ts';
import { counted, percent } from './format.ts';

/** A new version of a table that is published row by row, and the one that is live. */
export interface TableVersions {
  readonly before: { readonly rows: number; readonly columns: readonly RecognizedColumn[] };
  /** Each column as its own values tell, whatever it was taken for before. */
  readonly is: { readonly rows: number; readonly columns: readonly RecognizedColumn[] };
}

const lostColumns: Check<TableVersions> = {
  id: 'lost-columns',
  scope: 'table',
  fails: 'a new version of a table lacks more than this many columns',
  field: 'lostColumns',
  limit: limits => limits.lostColumns,
  figures: versions => [{ level: null, value: lost(versions).length }],
  message: (_, versions) => `it lacks ${named(lost(versions))} of the version in use`,
};

const changedTypes: Check<TableVersions> = {
  id: 'changed-types',
  scope: 'table',
  fails: 'values in more than this many columns of a new version no longer fit the type of the column',
  field: 'changedTypes',
  limit: limits => limits.changedTypes,
  figures: versions => [{ level: null, value: changed(versions).length }],
  message: (_, versions) =>
    changed(versions)
      .map(({ was, is }) => `the column "${is.name}" was ${kindOf(was)} and is ${kindOf(is)}: ${sentence(is.why)}`)
      .join('; '),
};

const lostTableRows: Check<TableVersions> = {
  id: 'lost-table-rows',
  scope: 'table',
  fails: 'a new version of a table has this share fewer rows than the one in use',
  field: 'lostRows',
  limit: limits => limits.lostRows,
  figures: ({ before, is }) =>
    before.rows < FEW_ROWS ? [] : [{ level: null, value: Math.max(0, 1 - is.rows / before.rows) }],
  message: ({ value }, { before, is }) =>
    `it has ${counted(is.rows, 'row')}, ${percent(value)} fewer than the ${counted(before.rows)} of the version in use`,
};

/** In a shorter table, each row is a large share. */
const FEW_ROWS = 20;

/** Found in columns, not measured. */
export const PERSONAL_DATA = {
  id: 'personal-data',
  scope: 'table',
  fails:
    'a table that was never published has a column of e-mail addresses, phone numbers, national ids or street addresses',
  field: null,
} as const;

export const VERSION_CHECKS: readonly Check<TableVersions>[] = [lostColumns, changedTypes, lostTableRows];
export const TABLE_CHECKS = [...VERSION_CHECKS, PERSONAL_DATA];

/** Each column as its values tell; where they would be of a narrower type, it stays what it was taken for. */
export function takenOver({ before, is }: TableVersions): RecognizedColumn[] {
  const known = new Map(before.columns.map(column => [column.name, column]));
  return is.columns.map(column => {
    const was = known.get(column.name);
    if (was === undefined || was.type === column.type || !fits(column, was)) return column;
    const { decimals, category, missing, publishedAs } = column;
    return { ...was, decimals, category, missing, publishedAs };
  });
}

function lost({ before, is }: TableVersions): string[] {
  const there = new Set(is.columns.map(({ name }) => name));
  return before.columns.flatMap(({ name }) => (there.has(name) ? [] : [name]));
}

function changed({ before, is }: TableVersions) {
  const known = new Map(before.columns.map(column => [column.name, column]));
  return is.columns.flatMap(is => {
    const was = known.get(is.name);
    return was === undefined || fits(is, was) ? [] : [{ was, is }];
  });
}

/** Whether every value of a column can be read as what the column was taken for before. */
function fits(is: RecognizedColumn, was: RecognizedColumn): boolean {
  if (was.type === 'text') return true;
  const isType = is.type === was.type || WIDENED.has(`${is.type} ${was.type}`);
  const isDate = was.type === 'date' || was.type === 'timestamp';
  const isWritten = isDate ? is.dateOrder === was.dateOrder : is.unit === was.unit && isMarked(is, was);
  return isType && isWritten;
}

const WIDENED: ReadonlySet<string> = new Set(['integer decimal', 'date timestamp']);

/** A whole number has no mark. */
function isMarked(is: RecognizedColumn, was: RecognizedColumn): boolean {
  return is.type === 'integer' || is.decimalMark === was.decimalMark;
}

const MOST_NAMED = 5;

function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map(name => `"${name}"`);
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `the column${names.length === 1 ? '' : 's'} ${shown.join(', ')}${more}`;
}

function kindOf({ type, unit, dateOrder }: RecognizedColumn): string {
  const order = dateOrder === 'iso' ? '' : `, ${dateOrder}`;
  return `${type}${unit === null ? '' : ` in ${unit}`}${order}`;
}

/** Within another one. */
function sentence(why: string): string {
  return why.replace(/\.$/, '');
}
