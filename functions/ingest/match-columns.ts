import type { Column, Table } from '../contract/dataset.ts';
import { editDistance, foldWords, nearestName } from '../measures/similar-names.ts';
import { unfit } from './inspect-csv.ts';

/** Per declared column its place in the file, or null where an optional one is absent. */
export type ColumnPlaces = ReadonlyMap<Column, number | null>;

/**
 * Finds the declared columns by their headings. A Problem is a column that is missing, misspelt or there twice, and a file
 * that is another one altogether. Columns that are not known are passed over: see {@link unknownColumns}.
 */
export function matchHeadings(headings: readonly string[], table: Table): ColumnPlaces {
  refuseMistaken(headings, table);
  refuseData(headings, table);
  const known = knownHeadings(table);
  const repeated = headings.find((heading, index) => known.has(heading) && headings.indexOf(heading) !== index);
  if (repeated !== undefined) throw unfit(`the heading ${shownName(repeated)} stands there twice`);
  const places = new Map<Column, number | null>();
  for (const column of table.columns) {
    const place = headings.findIndex(heading => column.headings.includes(heading));
    const other = headings.findLastIndex(heading => column.headings.includes(heading));
    if (other !== place) throw unfit(`the headings "${headings[place]}" and "${headings[other]}" name the same column`);
    if (place < 0) refuseAbsent(column, headings, known);
    places.set(column, place < 0 ? null : place);
  }
  return places;
}

const MOST_SHOWN = 5;

/** A sentence about the columns of a file that no declaration names; none where there are none. */
export function unknownColumns(headings: readonly string[], table: Table): string[] {
  const known = knownHeadings(table);
  const unknown = headings.flatMap((heading, index) =>
    known.has(heading) ? [] : [`${shownName(heading)} (${index + 1})`],
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

function knownHeadings(table: Table): ReadonlySet<string> {
  return new Set([...table.columns.flatMap(column => column.headings), ...table.unused]);
}

/** Its rows may well look like those that are wanted, so it is told by columns that only it has. */
function refuseMistaken(headings: readonly string[], { mistaken }: Table): void {
  const found = Object.entries(mistaken).find(([, marks]) => marks.every(mark => headings.includes(mark)));
  if (found === undefined) return;
  const [file, marks] = found;
  const columns = marks.map(mark => `"${mark}"`).join(', ');
  throw unfit(
    `the file is ${file}, which does not belong here: it has the column${marks.length > 1 ? 's' : ''} ${columns}`,
  );
}

const NUMBER_OR_DATE = /^(?:-?\d+(?:\.\d+)?|\d{4}-\d\d?-\d\d?(?:[ T].*)?|\d\d?\/\d\d?\/\d{2,4}(?: .*)?)$/;
const YEAR = /^(?:19|20)\d\d$/;

function refuseData(headings: readonly string[], table: Table): void {
  const known = knownHeadings(table);
  const isData = headings.some(cell => NUMBER_OR_DATE.test(cell) && !YEAR.test(cell));
  if (!isData || headings.some(heading => known.has(heading))) return;
  const wanted = table.columns.map(column => column.headings[0]).join(',');
  const line = shownName(headings.join(','));
  throw unfit(`the first line is data, ${line}; expected a line of column names above it, such as "${wanted}"`);
}

function refuseAbsent(column: Column, headings: readonly string[], known: ReadonlySet<string>): void {
  const unknown = headings.flatMap((heading, index) => (known.has(heading) ? [] : [{ heading, index }]));
  for (const { heading, index } of unknown) {
    const meant = meantHeading(heading, column);
    if (meant === undefined) continue;
    throw unfit(`the heading ${shownName(heading)} (column ${index + 1}) is not known; did you mean "${meant}"?`);
  }
  if (column.optional) return;
  const shown = unknown.slice(0, MOST_SHOWN);
  const names = shown.map(({ heading, index }) => `${shownName(heading)} (column ${index + 1})`);
  const others = names.length === 0 ? '' : `; not known ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
  throw unfit(`the column ${column.headings.map(name => `"${name}"`).join(' or ')} is missing${others}`);
}

const LEAST_LETTERS = 4;

/** The heading of an absent column that an unknown one stands for, by all likelihood. A column that may be absent is less likely. */
function meantHeading(heading: string, { name, headings, optional }: Column): string | undefined {
  const found = lettersOf(heading);
  const alike = headings.find(wanted => isLonger(found, lettersOf(wanted)) || isLonger(lettersOf(wanted), found));
  if (alike !== undefined) return alike;
  if (found === lettersOf(name)) return headings[0];
  const nearest = nearestName(heading, headings);
  if (nearest === undefined || !optional) return nearest;
  const most = Math.max(1, Math.floor(heading.length / 4));
  return editDistance(heading.toLowerCase(), nearest.toLowerCase()) <= most ? nearest : undefined;
}

function lettersOf(heading: string): string {
  return foldWords(heading).join('');
}

/** Whether a name is the other one, or that with something behind it: `FIPS_code`. */
function isLonger(name: string, other: string): boolean {
  return name === other || (other.length >= LEAST_LETTERS && name.startsWith(other));
}

const MAX_LENGTH = 100;

/** A name within quotes as a sentence can hold it: not too long, and nothing in it that a terminal or a page would obey. */
export function shownName(name: string): string {
  const short = name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH - 1)}…` : name;
  const plain = short
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${plain}"`;
}
