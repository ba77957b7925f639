import type { DuckDBConnection } from '@duckdb/node-api';
import type { SuggestedChart, TableColumn } from '../contract/table.ts';
import { findTies, isUnique, type Ties } from './column-ties.ts';
import type { TableRows } from './profile-columns.ts';

/**
 * Charts worth a look, at most one of each type: a line over time, a bar per category, a scatter plot of two numbers, a
 * histogram.
 */
export async function suggestCharts(
  table: TableRows,
  columns: readonly TableColumn[],
  connection: DuckDBConnection,
): Promise<SuggestedChart[]> {
  const roles = rolesOf(columns, table.rows);
  const ties = await findTies(table, roles, connection);
  const found = [await line(table, roles, connection), bar(roles, ties), scatter(roles, ties), histogram(roles)];
  return found.filter(chart => chart !== null);
}

/** What columns are good for in a chart, each list in the order of the table. */
export interface Roles {
  readonly times: readonly TableColumn[];
  /** Of few different values. */
  readonly categories: readonly TableColumn[];
  /** Of which a mean makes sense. */
  readonly numbers: readonly TableColumn[];
}

const MAX_BARS = 30;
const MAX_COLORS = 10;
/** Charts are looked for among so many columns of each kind. */
const MAX_CANDIDATES = 20;
/** Fewer different values are rather codes or grades, and a cloud of them is a grid. */
const LEAST_VALUES = 6;

function rolesOf(columns: readonly TableColumn[], rows: number): Roles {
  const times = columns.filter(column => isTime(column) && column.profile.distinct > 1);
  const categories = columns.filter(({ category, type, profile: { distinct } }) => {
    return (category || type === 'boolean') && distinct > 1 && distinct <= MAX_BARS;
  });
  const numbers = columns.filter(
    column => isNumber(column) && !times.includes(column) && !isLabel(column, rows) && !isIndicator(column),
  );
  return {
    times: times.slice(0, MAX_CANDIDATES),
    categories: categories.slice(0, MAX_CANDIDATES),
    numbers: numbers.slice(0, MAX_CANDIDATES),
  };
}

function isTime(column: TableColumn): boolean {
  return column.type === 'date' || column.type === 'timestamp' || isYear(column);
}

function isYear({ name, type, profile: { min, max } }: TableColumn): boolean {
  return type === 'integer' && /year|yr\b/i.test(name) && Number(min) >= 1000 && Number(max) < 3000;
}

/** Larger ones overflow when they are squared. */
const LARGEST = 1e100;

function isNumber({ type, profile: { distinct, min, max } }: TableColumn): boolean {
  const isSafe = Math.abs(Number(min)) < LARGEST && Math.abs(Number(max)) < LARGEST;
  return (type === 'integer' || type === 'decimal') && distinct > 1 && isSafe;
}

/** Counts rows, or is a code or a coordinate: its mean says nothing. */
function isLabel({ name, type, profile: { distinct, min, max } }: TableColumn, rows: number): boolean {
  if (
    /(^|[^a-z])(id|index|key|code|fips|geoid|zip|(lat|latitude|lon|lng|long|longitude)(_?deg(rees)?)?)$|[a-z]Id$/i.test(
      name,
    )
  )
    return true;
  return type === 'integer' && rows > 2 && distinct === rows && Number(max) - Number(min) === rows - 1;
}

/** 0 or 1: yes or no. */
function isIndicator({ type, profile: { min, max } }: TableColumn): boolean {
  return type === 'integer' && min === 0 && max === 1;
}

async function line(
  table: TableRows,
  { times, categories, numbers }: Roles,
  connection: DuckDBConnection,
): Promise<SuggestedChart | null> {
  const [time] = times;
  if (time === undefined) return null;
  const x = time.name;
  const [y] = numbers;
  if (y === undefined) {
    return { type: 'line', title: `Rows over ${x}`, x, y: null, aggregate: 'count', by: null };
  }
  const chart = { type: 'line', x, y: y.name, aggregate: 'mean' } as const;
  if (time.profile.distinct === time.profile.count) return { ...chart, title: `${y.name} over ${x}`, by: null };
  for (const { name, profile } of categories.filter(isColor)) {
    const isPossible = profile.distinct * time.profile.distinct >= time.profile.count;
    if (!isPossible || !(await isUnique(table, [x, name], connection))) continue;
    return { ...chart, title: `${y.name} over ${x} by ${name}`, by: name };
  }
  return { ...chart, title: `Mean of ${y.name} over ${x}`, by: null };
}

function isColor({ profile }: TableColumn): boolean {
  return profile.distinct <= MAX_COLORS;
}

/** The mean of the number that the values of a category tell apart best. */
function bar({ categories, numbers }: Roles, { explained }: Ties): SuggestedChart | null {
  const [first] = categories;
  if (first === undefined) return null;
  const pairs = categories.flatMap(category => numbers.map(number => ({ category, number })));
  const best = largest(pairs, ({ category, number }) => explained(category.name, number.name));
  if (best === null) {
    return { type: 'bar', title: `Rows by ${first.name}`, x: first.name, y: null, aggregate: 'count', by: null };
  }
  const { category, number } = best;
  const isPlain = category.profile.distinct === category.profile.count;
  const title = `${isPlain ? '' : 'Mean of '}${number.name} by ${category.name}`;
  return { type: 'bar', title, x: category.name, y: number.name, aggregate: 'mean', by: null };
}

/** The two numbers that depend on each other most, without being the same in other units. */
function scatter({ categories, numbers }: Roles, { correlation, explained }: Ties): SuggestedChart | null {
  const varied = numbers.filter(({ profile }) => profile.distinct >= LEAST_VALUES);
  const pairs = varied.flatMap((x, index) => varied.slice(index + 1).map(y => ({ x: x.name, y: y.name })));
  const best = largest(
    pairs.filter(({ x, y }) => correlation(x, y) < SAME),
    ({ x, y }) => correlation(x, y),
  );
  if (best === null) return null;
  const { x, y } = best;
  const by = largest(categories.filter(isColor), ({ name }) => explained(name, x) + explained(name, y))?.name ?? null;
  const title = `${y} against ${x}${by === null ? '' : `, by ${by}`}`;
  return { type: 'scatter', title, x, y, aggregate: null, by };
}

const SAME = 0.9999;

function histogram({ numbers }: Roles): SuggestedChart | null {
  const number = numbers.find(({ profile }) => profile.distinct >= LEAST_VALUES);
  if (number === undefined) return null;
  const { name } = number;
  return { type: 'histogram', title: `Distribution of ${name}`, x: name, y: null, aggregate: null, by: null };
}

/** The first of those with the largest value; null of none. */
function largest<T>(items: readonly T[], value: (item: T) => number): T | null {
  let best: T | null = null;
  for (const item of items) if (best === null || value(item) > value(best)) best = item;
  return best;
}
