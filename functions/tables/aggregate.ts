import { Problem } from '../contract/problem.ts';
import type { Aggregate, Cell, ColumnType, TableColumn } from '../contract/table.ts';
import { publishedCell } from '../engine/published-cell.ts';
import { roundDerived, roundSum } from '../measures/round.ts';
import { badParameter } from '../query/parameters/bad-parameter.ts';
import { nameOf, type Sql, written } from './sql.ts';

/** One number for the rows of a group. */
export interface Aggregation {
  readonly aggregate: Aggregate;
  readonly value: Sql;
  /** The value as it is published. */
  readonly rounded: (value: Cell) => Cell;
}

const AS_IT_IS = (value: Cell) => value;

/** Throws `bad-parameter` for an aggregate that a column of this type does not have. */
export function readAggregate(column: TableColumn | null, asked: Aggregate | null): Aggregation {
  if (column === null) {
    if (asked === null || asked === 'count')
      return { aggregate: 'count', value: written('count(*)::DOUBLE'), rounded: AS_IT_IS };
    throw new Problem('bad-parameter', `"measure" is missing; agg=${asked} needs the name of a column`);
  }
  const known = aggregatesOf(column.type);
  const aggregate = asked ?? (known.includes('mean') ? 'mean' : 'count');
  if (known.includes(aggregate)) return aggregationOf(column, aggregate);
  throw badParameter('"agg"', `${known.join(', ')} of ${JSON.stringify(column.name)} (${column.type})`, aggregate);
}

function aggregatesOf(type: ColumnType): readonly Aggregate[] {
  switch (type) {
    case 'integer':
    case 'decimal':
      return ['count', 'sum', 'mean', 'median', 'min', 'max'];
    case 'date':
    case 'timestamp':
      return ['count', 'min', 'max'];
    case 'boolean':
    case 'text':
      return ['count'];
  }
}

function aggregationOf({ name, type, decimals }: TableColumn, aggregate: Aggregate): Aggregation {
  const column = nameOf(name).text;
  switch (aggregate) {
    case 'count':
      return { aggregate, value: written(`count(${column})::DOUBLE`), rounded: AS_IT_IS };
    case 'sum': {
      // Of doubles with compensation, so that the order in which threads add hardly matters, and not at all once rounded.
      const value = type === 'integer' ? `sum(${column})::DOUBLE` : `fsum(${column})`;
      return {
        aggregate,
        value: written(value),
        rounded: sum => (typeof sum === 'number' ? roundSum(sum, decimals) : sum),
      };
    }
    case 'mean':
    case 'median': {
      const call = aggregate === 'median' ? 'median' : type === 'integer' ? 'avg' : 'favg';
      return { aggregate, value: written(`${call}(${column})::DOUBLE`), rounded: roundNumber };
    }
    case 'min':
    case 'max':
      return { aggregate, value: written(publishedCell(type, `${aggregate}(${column})`)), rounded: AS_IT_IS };
  }
}

function roundNumber(value: Cell): Cell {
  return typeof value === 'number' ? roundDerived(value) : value;
}
