import { splitAt, unescaped } from '../../functions/query/parameters/escapes.ts';
import { compareCells, matchingRows, missingLast, type OpenTable, placeOf } from './open-table.ts';

const STANDARD_ROWS = 100;

/** The rows that match, in the order asked for: a page of them, one by its number, or a sample. */
export function answerRows(table: OpenTable, parameters: URLSearchParams): object {
  const { dataset, snapshot, table: id, columns, rows } = table;
  const asked = parameters.get('columns');
  const names = asked === null ? columns.map(({ name }) => name) : splitAt(asked, ',').map(unescaped);
  const places = names.map(name => placeOf(table, name));
  const row = parameters.get('row');
  const matching = matchingRows(table, parameters).filter(number => row === null || number === Number(row));
  const sample = parameters.get('sample');
  const start = Number(parameters.get('offset') ?? 0);
  const limit = Number(parameters.get('limit') ?? STANDARD_ROWS);
  const numbers =
    sample === null
      ? sorted(table, matching, parameters.get('sort')).slice(start, start + limit)
      : spread(matching, Number(sample));
  return {
    ...{ schema: 'rows-answer/1', dataset, snapshot, table: id, total: matching.length, columns: names },
    rowNumbers: numbers,
    rows: numbers.map(number => places.map(place => rows[number]?.[place] ?? null)),
    next: null,
  };
}

/** Missing values last, ties by the number of the row. */
function sorted(table: OpenTable, numbers: readonly number[], sort: string | null): readonly number[] {
  if (sort === null) return numbers;
  const keys = splitAt(sort, ',').map(text => {
    const isDown = text.startsWith('-');
    return { isDown, place: placeOf(table, unescaped(isDown ? text.slice(1) : text)) };
  });
  return numbers.toSorted((a, b) => {
    for (const { isDown, place } of keys) {
      const [first, second] = [table.rows[a]?.[place] ?? null, table.rows[b]?.[place] ?? null];
      const order = missingLast(first, second, isDown ? (a, b) => compareCells(b, a) : compareCells);
      if (order !== 0) return order;
    }
    return a - b;
  });
}

/** The same rows that the API samples: multiples of this number are spread evenly. */
function spread(numbers: readonly number[], count: number): readonly number[] {
  const place = (number: number) => (number * 2_654_435_761) % 4_294_967_296;
  return numbers
    .toSorted((a, b) => place(a) - place(b))
    .slice(0, count)
    .toSorted((a, b) => a - b);
}
