import type { Aggregate, Cell, TableColumn } from '../../../functions/contract/table.ts';
import { formatMean, formatShort, withColumnUnit } from '../../format/cells.ts';
import { capitalized } from '../../format/measures.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';

/** Colors for more categories would look alike; the others have none. */
const MAX_CATEGORIES = 6;

/** The categories that have a color, in its order. */
export function categoriesOf(by: Pick<TableColumn, 'profile'> | undefined): readonly Cell[] {
  return by?.profile.top.slice(0, MAX_CATEGORIES).map(({ value }) => value) ?? [];
}

/** How an aggregate is named in front of a column: `mean`. */
export const AGGREGATE_WORDS: Readonly<Record<Aggregate, string>> = {
  count: 'number of',
  sum: 'sum of',
  mean: 'mean',
  median: 'median',
  min: 'smallest',
  max: 'largest',
};

/** `Mean body mass, g`: what the values of a chart are. */
export function measureTitle(column: TableColumn | undefined, aggregate: Aggregate): string {
  return column === undefined || aggregate === 'count'
    ? 'Rows'
    : `${capitalized(AGGREGATE_WORDS[aggregate])} ${titleOf(column)}`;
}

/** An aggregate of a column as it is written. */
export function formatAggregate(value: number, column: TableColumn | undefined, aggregate: Aggregate): string {
  return column === undefined || aggregate === 'count' ? formatCount(value) : amount(value, column, aggregate);
}

/** `body mass, g`. */
export function titleOf({ name, unit }: Pick<TableColumn, 'name' | 'unit'>): string {
  return unit === null ? name : `${name}, ${unit}`;
}

function amount(value: number, column: TableColumn, aggregate: Aggregate): string {
  const isBetween = (aggregate === 'mean' || aggregate === 'median') && Math.abs(value) < MILLION;
  return withColumnUnit(isBetween ? formatMean(value, column) : formatShort(value, column), column.unit);
}

const MILLION = 1_000_000;
