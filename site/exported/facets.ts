import type { Cell, TableColumn } from '../../functions/contract/table.ts';
import type { Histogram } from '../../functions/contract/table-answers.ts';
import { compareCells, matchingRows, type OpenTable, placeOf } from './open-table.ts';

const STANDARD_VALUES = 20;

/** How often each value of a column occurs among the rows that match the conditions on other columns. */
export function answerFacets(table: OpenTable, parameters: URLSearchParams): object {
  const { dataset, snapshot, table: id, columns, rows } = table;
  const name = parameters.get('column') ?? '';
  const place = placeOf(table, name);
  const cells = matchingRows(table, parameters, name).map(number => rows[number]?.[place] ?? null);
  const counts = new Map<Exclude<Cell, null>, number>();
  for (const value of cells) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].sort(([a, many], [b, more]) => more - many || compareCells(a, b));
  const known = cells.filter(value => value !== null);
  const column = columns[place];
  return {
    ...{ schema: 'facets-answer/1', dataset, snapshot, table: id, column: name },
    ...{ total: cells.length, missing: cells.length - known.length, distinct: counts.size },
    values: values
      .slice(0, Number(parameters.get('limit') ?? STANDARD_VALUES))
      .map(([value, count]) => ({ value, count })),
    histogram: column === undefined ? null : histogramOf(column, known),
  };
}

function histogramOf(column: TableColumn, values: readonly Exclude<Cell, null>[]): Histogram | null {
  const edges = edgesOf(column);
  if (edges === null) return null;
  const counts = edges.slice(1).map(() => 0);
  for (const value of values) {
    const bin = binOf(value, edges);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { edges, counts };
}

/** The edges of a column's bins: equal for every filter. Null for a column without a histogram. */
export function edgesOf({ profile }: TableColumn): readonly (string | number)[] | null {
  return profile.histogram?.edges ?? null;
}

/** Which bin a value lies in, from 0; the last one includes its upper edge. */
export function binOf(value: Exclude<Cell, null>, edges: readonly (string | number)[]): number {
  const above = edges.slice(1, -1).findIndex(edge => compareCells(value, edge) < 0);
  return above < 0 ? edges.length - 2 : above;
}
