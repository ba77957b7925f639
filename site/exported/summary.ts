import { Problem } from '../../functions/contract/problem.ts';
import { AGGREGATES, type Aggregate, type Cell, type TableColumn } from '../../functions/contract/table.ts';
import { DATE_STEPS, type SummaryAnswer } from '../../functions/contract/table-answers.ts';
import { periodOf } from '../../functions/measures/periods.ts';
import { roundDerived, roundSum } from '../../functions/measures/round.ts';
import { splitAt, unescaped } from '../../functions/query/parameters/escapes.ts';
import { binOf, edgesOf } from './facets.ts';
import { compareCells, matchingRows, missingLast, type OpenTable, placeOf } from './open-table.ts';

/** One number for each group of the rows that match. */
export function answerSummary(table: OpenTable, parameters: URLSearchParams): object {
  const { dataset, snapshot, table: id, columns, rows } = table;
  const groupings = parameters.getAll('by').map(given => readGrouping(given, table));
  const measure = parameters.get('measure');
  const place = measure === null ? null : placeOf(table, measure);
  const aggregate = AGGREGATES.find(name => name === parameters.get('agg')) ?? 'count';
  const groups = new Map<string, { readonly keys: readonly Cell[]; readonly numbers: number[] }>();
  // All rows are one group, also where there are none.
  if (groupings.length === 0) groups.set('[]', { keys: [], numbers: [] });
  for (const number of matchingRows(table, parameters)) {
    const keys = groupings.map(({ place, keyOf }) => keyOf(rows[number]?.[place] ?? null));
    const name = JSON.stringify(keys);
    const group = groups.get(name) ?? { keys, numbers: [] };
    group.numbers.push(number);
    groups.set(name, group);
  }
  const ordered = [...groups.values()].sort((a, b) => {
    const orders = a.keys.map((key, at) => missingLast(key, b.keys[at] ?? null));
    return orders.find(order => order !== 0) ?? 0;
  });
  const valueOfGroup = (numbers: readonly number[]): Cell => {
    const column = place === null ? undefined : columns[place];
    if (place === null || column === undefined) return numbers.length;
    const cells = numbers.map(number => rows[number]?.[place] ?? null).filter(cell => cell !== null);
    return aggregated(cells, aggregate, column);
  };
  return {
    ...{ schema: 'summary-answer/1', dataset, snapshot, table: id },
    by: groupings.map(({ described }) => described),
    ...{ measure, aggregate },
    groups: ordered.map(({ keys, numbers }) => ({
      by: keys.map((key, at) => groupings[at]?.nameOf(key) ?? null),
      rows: numbers.length,
      value: valueOfGroup(numbers),
    })),
  };
}

interface Grouping {
  readonly place: number;
  readonly described: SummaryAnswer['by'][number];
  /** The same for all rows of a group, and in the order of the groups. */
  readonly keyOf: (cell: Cell) => Cell;
  /** The name of a group, from its key. */
  readonly nameOf: (key: Cell) => Cell;
}

/** Reads `by=column`, `by=column:month` or `by=column:bins`. */
function readGrouping(given: string, table: OpenTable): Grouping {
  const [name = '', how] = splitAt(given, ':', 2);
  const column = unescaped(name);
  const place = placeOf(table, column);
  const same = (cell: Cell) => cell;
  if (how === undefined) return { place, described: { column, step: null, edges: null }, keyOf: same, nameOf: same };
  const step = DATE_STEPS.find(candidate => candidate === how);
  if (step !== undefined) {
    // Periods of one unit are in the order of their names.
    const keyOf = (cell: Cell) => (typeof cell === 'string' ? periodOf(cell.slice(0, DAY_LENGTH), step) : null);
    return { place, described: { column, step, edges: null }, keyOf, nameOf: same };
  }
  const found = table.columns[place];
  const edges = found === undefined ? null : edgesOf(found);
  if (how !== 'bins' || edges === null) throw new Problem('bad-parameter', `“${given}” is no way to group rows`);
  return {
    place,
    described: { column, step: null, edges: [...edges] },
    keyOf: cell => (cell === null ? null : binOf(cell, edges)),
    nameOf: key => (key === null ? null : (edges[Number(key)] ?? null)),
  };
}

const DAY_LENGTH = '2020-06-30'.length;

function aggregated(
  cells: readonly Exclude<Cell, null>[],
  aggregate: Aggregate,
  { decimals }: Pick<TableColumn, 'decimals'>,
): Cell {
  if (aggregate === 'count') return cells.length;
  const sorted = cells.toSorted(compareCells);
  const [first] = sorted;
  if (first === undefined) return null;
  const numbers = sorted.map(Number);
  switch (aggregate) {
    case 'sum':
      return roundSum(sumOf(numbers), decimals);
    case 'mean':
      return roundDerived(sumOf(numbers) / numbers.length);
    case 'median':
      return roundDerived(((numbers[(numbers.length - 1) >> 1] ?? 0) + (numbers[numbers.length >> 1] ?? 0)) / 2);
    case 'min':
      return first;
    case 'max':
      return sorted.at(-1) ?? null;
  }
}

/** Compensated summation: rounding errors do not add up. */
function sumOf(numbers: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + lost;
}
