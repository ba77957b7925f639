import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import type { ColumnProfile, ColumnType } from '../contract/table.ts';
import { quoteName } from '../engine/engine.ts';
import type { Lanes } from '../engine/lanes.ts';
import { publishedCell } from '../engine/published-cell.ts';
import { countValues, TOP_VALUES } from './count-values.ts';
import { type Bins, numberBins, timeBins } from './histogram-bins.ts';
import { inBatches } from './in-batches.ts';

/** The rows of a table. */
export interface TableRows {
  /** SQL to select from. */
  readonly from: string;
  readonly rows: number;
}

/** The profile of each column, over all rows. Quartiles, the bins and distinct values are exact. */
export async function profileColumns(
  table: TableRows,
  columns: readonly RecognizedColumn[],
  lanes: Lanes,
): Promise<ColumnProfile[]> {
  const [{ measured, bins, counts }, values] = await Promise.all([
    lanes.run(async connection => {
      const measured = await inBatches(columns, MAX_MEASURED_VALUES / table.rows, batch =>
        measure(table, batch, connection),
      );
      const bins = columns.map((column, index) => binsOf(column, measured[index] ?? NOTHING));
      return { measured, bins, counts: await countBins(table, columns, bins, connection) };
    }),
    lanes.run(connection => countValues(table, columns, connection)),
  ]);
  return columns.map(({ type, decimals }, index) => {
    const { count, min, max, mean, quartiles } = measured[index] ?? NOTHING;
    const { distinct, top } = values[index] ?? { distinct: 0, top: [] };
    const [q1 = null, median = null, q3 = null] = quartiles.map(withoutNoise);
    const edges = bins[index]?.edges;
    return {
      ...{ count, missing: table.rows - count, distinct, min, max },
      ...{ mean: mean === null ? null : roundMean(mean, decimals), q1, median, q3 },
      histogram: edges === undefined ? null : { edges, counts: counts[index] ?? [] },
      top: kindOf(type) === 'text' || distinct <= TOP_VALUES ? top : [],
    };
  });
}

/** Of one statement: it keeps them all to find quartiles, at 8 bytes each. */
const MAX_MEASURED_VALUES = 8_000_000;

function kindOf(type: ColumnType): 'number' | 'time' | 'text' {
  if (type === 'integer' || type === 'decimal') return 'number';
  return type === 'date' || type === 'timestamp' ? 'time' : 'text';
}

interface Measured {
  readonly count: number;
  readonly min: string | number | null;
  readonly max: string | number | null;
  /** The same as a number: times as milliseconds since 1970. */
  readonly from: number | null;
  readonly to: number | null;
  readonly mean: number | null;
  readonly quartiles: readonly number[];
}

const NOTHING: Measured = { count: 0, min: null, max: null, from: null, to: null, mean: null, quartiles: [] };

async function measure(
  { from }: TableRows,
  columns: readonly RecognizedColumn[],
  connection: DuckDBConnection,
): Promise<Measured[]> {
  const figures = columns.map(figuresOf);
  const reader = await connection.runAndReadAll(`SELECT ${figures.join(', ')} FROM ${from}`);
  return (reader.getRowsJson()[0] ?? []).map(figure => {
    const { count, min, max, from, to, mean, quartiles } = Object(figure);
    return {
      ...NOTHING,
      count,
      min: min ?? null,
      max: max ?? null,
      ...{ from: finite(from), to: finite(to) },
      mean: finite(mean),
      quartiles: quartiles ?? [],
    };
  });
}

/** SQL for what {@link measure} finds of a column. */
function figuresOf({ name, type }: RecognizedColumn): string {
  const column = quoteName(name);
  const count = `'count': count(${column})::DOUBLE`;
  if (kindOf(type) === 'text') return `{${count}}`;
  const value = comparable(type, column);
  const ends = ['min', 'max'].map(end => `'${end}': ${publishedCell(type, `${end}(${column})`)}`);
  const range = `${count}, ${ends.join(', ')}, 'from': min(${value}), 'to': max(${value})`;
  if (kindOf(type) === 'time') return `{${range}}`;
  return `{${range}, 'mean': favg(${value}), 'quartiles': quantile_cont(${value}, [0.25, 0.5, 0.75])}`;
}

/** A number or a time as a number. */
function comparable(type: ColumnType, column: string): string {
  return kindOf(type) === 'time' ? `epoch_ms(${column})::DOUBLE` : `${column}::DOUBLE`;
}

/** The sum of numbers may be none. */
function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function binsOf({ type, decimals }: RecognizedColumn, { count, from, to }: Measured): Bins | null {
  if (from === null || to === null) return null;
  const range = { min: from, max: to, count };
  return kindOf(type) === 'time' ? timeBins(range, type) : numberBins(range, type === 'integer' ? 0 : decimals);
}

/** How many values lie in each bin, for all columns that have some. */
async function countBins(
  { from }: TableRows,
  columns: readonly RecognizedColumn[],
  bins: readonly (Bins | null)[],
  connection: DuckDBConnection,
): Promise<(number[] | undefined)[]> {
  const binned = columns.flatMap(({ name, type }, index) => {
    const at = bins[index]?.at;
    return at === undefined ? [] : [{ index, at, value: comparable(type, quoteName(name)) }];
  });
  const counts: number[][] = [];
  await inBatches(binned, MAX_HISTOGRAMS, async batch => {
    // The engine's bins include their upper bounds, ours the lower ones; the last one takes what is above it.
    const counted = batch.map(
      ({ at, value }) =>
        `map_values(histogram(-${value}, [${at
          .slice(0, -1)
          .map(edge => -edge)
          .reverse()
          .join(', ')}]::DOUBLE[]))::DOUBLE[]`,
    );
    const reader = await connection.runAndReadAll(`SELECT ${counted.join(', ')} FROM ${from}`);
    for (const [place, found] of (reader.getRowsJson()[0] ?? []).entries()) {
      counts[batch[place]?.index ?? 0] = Array.isArray(found) ? found.map(Number).reverse() : [];
    }
    return batch;
  });
  return counts;
}

const MAX_HISTOGRAMS = 50;

/** Digits beyond those that a double holds come from computing, not from the data. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(15));
}

/** At 6 significant digits, like all that is derived, and at least one decimal more than the values have. */
function roundMean(mean: number, decimals: number): number {
  const wholeDigits = Math.max(0, Math.floor(Math.log10(Math.abs(mean))) + 1);
  return Number(mean.toPrecision(Math.min(15, Math.max(6, wholeDigits + decimals + 1))));
}
