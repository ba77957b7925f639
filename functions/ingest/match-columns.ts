import type { Column, Table } from '../contract/dataset.ts';
import { editDistance, foldWords, nearestName } from '../measures/similar-names.ts';
import { unfit } from './unfit.ts';

/** The index of each declared column in the file; null for an optional column that is absent. */
export type ColumnPlaces = ReadonlyMap<Column, number | null>;

/**
 * Finds the declared columns by their headers. Throws a Problem if a column is missing, misspelled or repeated, or if the
 * file is a different one altogether. Unknown columns are skipped: see {@link unknownColumns}.
 */
export function matchHeaders(headers: readonly string[], table: Table): ColumnPlaces {
  refuseMistaken(headers, table);
  refuseData(headers, table);
  const known = knownHeaders(table);
  const repeated = headers.find((header, index) => known.has(header) && headers.indexOf(header) !== index);
  if (repeated !== undefined) throw unfit(`the column header ${quoteForMessage(repeated)} appears twice`);
  const places = new Map<Column, number | null>();
  for (const column of table.columns) {
    const place = headers.findIndex(header => column.headings.includes(header));
    const other = headers.findLastIndex(header => column.headings.includes(header));
    if (other !== place)
      throw unfit(`the column headers "${headers[place]}" and "${headers[other]}" name the same column`);
    if (place < 0) refuseAbsent(column, headers, known);
    places.set(column, place < 0 ? null : place);
  }
  return places;
}

const MOST_SHOWN = 5;

/** Among the unused columns of a table: any other column may be there. */
const ANY_COLUMN = '*';

/** A warning about undeclared columns; empty if there are none. */
export function unknownColumns(headers: readonly string[], table: Table): string[] {
  if (table.unused.includes(ANY_COLUMN)) return [];
  const known = knownHeaders(table);
  const unknown = headers.flatMap((header, index) =>
    known.has(header) ? [] : [`${quoteForMessage(header)} (${index + 1})`],
  );
  const [first] = unknown;
  if (first === undefined) return [];
  const todo = 'in dataset.yaml if they are meant to be there';
  if (unknown.length === 1) {
    return [
      `the column ${first} is not known and was not read; list it under "unused" ${todo.replace('they are', 'it is')}`,
    ];
  }
  const more = unknown.length - MOST_SHOWN;
  const names = `${unknown.slice(0, MOST_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [`the columns ${names} are not known and were not read; list them under "unused" ${todo}`];
}

function knownHeaders(table: Table): ReadonlySet<string> {
  return new Set([...table.columns.flatMap(column => column.headings), ...table.unused]);
}

/** Rows of a mistaken file may look right, so it is recognized by columns that only it has. */
function refuseMistaken(headers: readonly string[], { mistaken }: Table): void {
  const found = Object.entries(mistaken).find(([, marks]) => marks.every(mark => headers.includes(mark)));
  if (found === undefined) return;
  const [file, marks] = found;
  const columns = marks.map(mark => `"${mark}"`).join(', ');
  throw unfit(
    `the file is ${file}, which does not belong here: it has the column${marks.length > 1 ? 's' : ''} ${columns}`,
  );
}

const NUMBER_OR_DATE = /^(?:-?\d+(?:\.\d+)?|\d{4}-\d\d?-\d\d?(?:[ T].*)?|\d\d?\/\d\d?\/\d{2,4}(?: .*)?)$/;
const YEAR = /^(?:19|20)\d\d$/;

function refuseData(headers: readonly string[], table: Table): void {
  const known = knownHeaders(table);
  const isData = headers.some(cell => NUMBER_OR_DATE.test(cell) && !YEAR.test(cell));
  if (!isData || headers.some(header => known.has(header))) return;
  const wanted = table.columns.map(column => column.headings[0]).join(',');
  const line = quoteForMessage(headers.join(','));
  throw unfit(`the first line is data, ${line}; expected a line of column names above it, such as "${wanted}"`);
}

function refuseAbsent(column: Column, headers: readonly string[], known: ReadonlySet<string>): void {
  const unknown = headers.flatMap((header, index) => (known.has(header) ? [] : [{ header, index }]));
  for (const { header, index } of unknown) {
    const meant = meantHeader(header, column);
    if (meant === undefined) continue;
    throw unfit(
      `the column header ${quoteForMessage(header)} (column ${index + 1}) is not known; did you mean "${meant}"?`,
    );
  }
  if (column.optional) return;
  const shown = unknown.slice(0, MOST_SHOWN);
  const names = shown.map(({ header, index }) => `${quoteForMessage(header)} (column ${index + 1})`);
  const others = names.length === 0 ? '' : `; not known ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
  throw unfit(`the column ${column.headings.map(name => `"${name}"`).join(' or ')} is missing${others}`);
}

const LEAST_LETTERS = 4;

/** The header of an absent column that an unknown header most likely means. Optional columns need a closer match. */
function meantHeader(header: string, { name, headings, optional }: Column): string | undefined {
  const found = lettersOf(header);
  const alike = headings.find(wanted => isLonger(found, lettersOf(wanted)) || isLonger(lettersOf(wanted), found));
  if (alike !== undefined) return alike;
  if (found === lettersOf(name)) return headings[0];
  const nearest = nearestName(header, headings);
  if (nearest === undefined || !optional) return nearest;
  const most = Math.max(1, Math.floor(header.length / 4));
  return editDistance(header.toLowerCase(), nearest.toLowerCase()) <= most ? nearest : undefined;
}

function lettersOf(header: string): string {
  return foldWords(header).join('');
}

/** Whether a name equals the other, or continues it: `FIPS_code`. */
function isLonger(name: string, other: string): boolean {
  return name === other || (other.length >= LEAST_LETTERS && name.startsWith(other));
}

const MAX_LENGTH = 100;

/** Quotes a name for a message: shortened, and with control characters escaped. */
export function quoteForMessage(name: string): string {
  const short = name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH - 1)}…` : name;
  const plain = short
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${plain}"`;
}
