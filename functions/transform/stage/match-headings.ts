import type { Column, Table } from '../descriptor.ts';
import { unfit } from './inspect-csv.ts';
import { nearestName } from './nearest-name.ts';
import { shownName } from './shown-name.ts';

/** Per declared column its place in the file, or null where an optional one is absent. */
export type ColumnPlaces = ReadonlyMap<Column, number | null>;

/** Finds the declared columns by their headings; an unknown, missing or repeated heading is a Problem. */
export function matchHeadings(headings: readonly string[], table: Table): ColumnPlaces {
  const known = [...table.columns.flatMap(column => column.headings), ...table.unused];
  const unknown = headings.findIndex(heading => !known.includes(heading));
  if (unknown >= 0) throw unfit(unknownHeading(headings[unknown] ?? '', unknown, known));
  const repeated = headings.find((heading, index) => headings.indexOf(heading) !== index);
  if (repeated !== undefined) throw unfit(`the heading ${shownName(repeated)} stands there twice`);
  const places = new Map<Column, number | null>();
  for (const column of table.columns) {
    const place = headings.findIndex(heading => column.headings.includes(heading));
    const other = headings.findLastIndex(heading => column.headings.includes(heading));
    if (other !== place) throw unfit(`the headings "${headings[place]}" and "${headings[other]}" name the same column`);
    if (place < 0 && !column.optional) {
      throw unfit(`the column ${column.headings.map(name => `"${name}"`).join(' or ')} is missing`);
    }
    places.set(column, place < 0 ? null : place);
  }
  return places;
}

function unknownHeading(heading: string, index: number, known: readonly string[]): string {
  const nearest = nearestName(heading, known);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return `the heading ${shownName(heading)} (column ${index + 1}) is not known${hint}`;
}
