import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableColumn } from '../contract/table.ts';
import { quoteName } from '../engine/engine.ts';

/** How columns depend on each other, measured over {@link SAMPLE_ROWS}. */
export interface Ties {
  /** The absolute value of Pearson's coefficient, from 0 to 1; 0 where there is none. */
  correlation(x: string, y: string): number;
  /** The share of a number's variance that a category explains, less what chance explains: from 0 to 1. */
  explained(category: string, number: string): number;
}

/** Evenly spread over the table. */
const SAMPLE_ROWS = 50_000;

export async function findTies(
  { from, rows }: { readonly from: string; readonly rows: number },
  { categories, numbers }: { readonly categories: readonly TableColumn[]; readonly numbers: readonly TableColumn[] },
  connection: DuckDBConnection,
): Promise<Ties> {
  const sample = `${from} WHERE _row % ${Math.max(1, Math.ceil(rows / SAMPLE_ROWS))} = 0`;
  const names = numbers.map(({ name }) => name);
  const correlations = await correlate(names, sample, connection);
  const explained = new Map<string, number>();
  for (const { name } of names.length === 0 ? [] : categories) {
    const shares = await shareExplained(name, names, sample, connection);
    for (const [index, number] of names.entries()) explained.set(keyOf(name, number), shares[index] ?? 0);
  }
  return {
    correlation: (x, y) => correlations.get(keyOf(x, y)) ?? 0,
    explained: (category, number) => explained.get(keyOf(category, number)) ?? 0,
  };
}

/** Whether no two rows have the same values in all of these columns. */
export async function isUnique(
  { from, rows }: { readonly from: string; readonly rows: number },
  names: readonly string[],
  connection: DuckDBConnection,
): Promise<boolean> {
  const reader = await connection.runAndReadAll(
    `SELECT count(*)::DOUBLE FROM (SELECT DISTINCT ${names.map(quoteName).join(', ')} FROM ${from})`,
  );
  return reader.getRows()[0]?.[0] === rows;
}

async function correlate(
  names: readonly string[],
  sample: string,
  connection: DuckDBConnection,
): Promise<ReadonlyMap<string, number>> {
  const pairs = names.flatMap((x, index) => names.slice(index + 1).map(y => [x, y] as const));
  if (pairs.length === 0) return new Map();
  const reader = await connection.runAndReadAll(
    `SELECT ${pairs.map(([x, y]) => `corr(${quoteName(x)}, ${quoteName(y)})`).join(', ')} FROM ${sample}`,
  );
  const found = reader.getRowsJson()[0] ?? [];
  return new Map(pairs.map(([x, y], index) => [keyOf(x, y), Math.abs(numberOf(found[index]))]));
}

/** For each number; adjusted for how many values the category has, as in ε². */
async function shareExplained(
  category: string,
  numbers: readonly string[],
  sample: string,
  connection: DuckDBConnection,
): Promise<number[]> {
  const figures = numbers.map(name => {
    const column = quoteName(name);
    return `{'count': count(${column})::DOUBLE, 'mean': avg(${column}), 'variance': var_pop(${column})}`;
  });
  const reader = await connection.runAndReadAll(
    `SELECT ${figures.join(', ')} FROM ${sample} AND ${quoteName(category)} IS NOT NULL GROUP BY ${quoteName(category)}`,
  );
  const groups = reader.getRowsJson();
  return numbers.map((_, index) => {
    const parts = groups.map(group => Object(group[index])).filter(({ count }) => count > 0);
    const sum = (value: (part: { count: number; mean: number; variance: number }) => number) =>
      parts.reduce((total, part) => total + value(part), 0);
    const count = sum(part => part.count);
    const mean = sum(part => part.count * part.mean) / count;
    const within = sum(part => part.count * part.variance);
    const total = within + sum(part => part.count * (part.mean - mean) ** 2);
    const share = 1 - within / (count - parts.length) / (total / (count - 1));
    return Math.max(0, numberOf(share));
  });
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function keyOf(...names: readonly string[]): string {
  return JSON.stringify(names);
}
