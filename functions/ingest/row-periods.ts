import type { DuckDBConnection } from '@duckdb/node-api';
import type { DateOrder, Table } from '../contract/dataset.ts';
import { type PeriodUnit, periodExample } from '../contract/period.ts';
import type { Problem } from '../contract/problem.ts';
import type { RejectedRow } from '../contract/receipt.ts';
import { quoteText } from '../engine/engine.ts';
import { MAX_SAMPLES, shortened } from './column-types.ts';
import type { LineRuns } from './line-runs.ts';
import type { ColumnPlaces } from './match-columns.ts';
import { dateOrderOf, inUnit, parsePeriod, type WrittenPeriod } from './parse-period.ts';
import { unfit } from './unfit.ts';

/** A table and where its columns are in a batch of files. */
export interface PlacedTable {
  readonly table: Table;
  readonly places: ColumnPlaces;
}

/** The periods of a batch, in the table `row_periods` (`file`, `cell`, `period`). */
export interface RowPeriods {
  /** The place of the column in the files. */
  readonly place: number;
  /** By file: the unit in which its periods are written. */
  readonly units: ReadonlyMap<number, PeriodUnit>;
  /** By file: why none of its periods can be read. */
  readonly faults: ReadonlyMap<number, OrderFault>;
  /** What a cell of the column must be, by file. */
  readonly wanted: ReadonlyMap<number, string>;
}

/** Different cells of one column; more are no periods. */
const MAX_CELLS = 100_000;

/** Reads the column that holds the period of each row; null for a table that has none. */
export async function readPeriods(
  { table, places }: PlacedTable,
  connection: DuckDBConnection,
): Promise<RowPeriods | null> {
  const { time } = table;
  if (time?.from !== 'column') return null;
  const [column, place = null] = [...places].find(([{ name }]) => name === time.column) ?? [];
  if (column === undefined || place === null) return null;
  const heading = column.headings[0] ?? time.column;
  const faults = new Map<number, OrderFault>();
  const units = new Map<number, PeriodUnit>();
  const wanted = new Map<number, string>();
  const found: { file: number; cell: string; period: string }[] = [];
  const reader = await connection.runAndReadAll(
    `SELECT file, v${place} FROM raw WHERE v${place} IS NOT NULL GROUP BY ALL ORDER BY ALL LIMIT ${MAX_CELLS + 1}`,
  );
  if (reader.currentRowCount > MAX_CELLS) {
    const most = MAX_CELLS.toLocaleString('en');
    throw unfit(
      `the column "${heading}" has more than ${most} different values, which are no periods of curves or maps`,
    );
  }
  const cells = Map.groupBy(reader.getRows(), ([file]) => Number(file));
  for (const [file, rows] of cells) {
    const texts = rows.map(([, cell]) => String(cell));
    const order = orderOf(texts, time.order);
    if (order === null) {
      faults.set(file, await orderFault(texts, { heading, place, file }, connection));
      continue;
    }
    const written = texts.map(cell => ({ cell, period: parsePeriod(cell, order) }));
    const unit = time.unit ?? usualUnit(written.flatMap(({ period }) => period ?? []));
    wanted.set(file, periodExample(unit));
    units.set(file, unit);
    for (const { cell, period } of written) {
      const text = period === null ? null : inUnit(period, unit, time.weekStart);
      if (text !== null) found.push({ file, cell, period: text });
    }
  }
  await connection.run('CREATE OR REPLACE TEMP TABLE row_periods (file INTEGER, cell VARCHAR, period VARCHAR)');
  const appender = await connection.createAppender('row_periods');
  for (const { file, cell, period } of found) {
    appender.appendInteger(file);
    appender.appendVarchar(cell);
    appender.appendVarchar(period);
    appender.endRow();
  }
  appender.closeSync();
  return { place, units, faults, wanted };
}

/** The first rows of a file whose period cannot be read. @param first the number of its first row */
export async function wrongPeriods(
  { place, wanted }: RowPeriods,
  { file, first, heading, lines }: { file: number; first: number; heading: string; lines: LineRuns | undefined },
  connection: DuckDBConnection,
): Promise<RejectedRow[]> {
  const reader = await connection.runAndReadAll(
    `SELECT (raw.rowid - ${first})::INTEGER, v${place} FROM raw
     LEFT JOIN row_periods ON row_periods.file = raw.file AND row_periods.cell = raw.v${place}
     WHERE raw.file = ${file} AND period IS NULL ORDER BY raw.rowid LIMIT ${MAX_SAMPLES}`,
  );
  const what = wanted.get(file) ?? 'a date';
  return reader.getRows().map(([index, cell]) => {
    const value = cell === null ? null : shortened(String(cell));
    const reason = `column "${heading}" must be ${what}; found ${value === null ? 'nothing' : `"${value}"`}`;
    return { line: lines?.at(Number(index)) ?? Number(index) + 2, column: heading, value, reason };
  });
}

/** Null where the cells leave open which number is the day. */
function orderOf(cells: readonly string[], declared: DateOrder): DateOrder | null {
  if (declared !== 'iso') return declared;
  const order = dateOrderOf(cells);
  return order === 'ambiguous' || order === 'mixed' ? null : (order ?? declared);
}

/** Where a column of dates is. */
interface DateColumn {
  readonly heading: string;
  readonly place: number;
  readonly file: number;
}

/** Dates of which nobody can tell what is the day. */
export interface OrderFault {
  readonly heading: string;
  readonly why: string;
  /** Cells with the place of their first row in the file. */
  readonly examples: readonly { readonly cell: string; readonly row: number }[];
}

/** @param lines of the rows; undefined if they are consecutive */
export function orderProblem({ heading, why, examples }: OrderFault, lines: LineRuns | undefined): Problem {
  const shown = examples.map(({ cell, row }) => `"${shortened(cell)}" in line ${lines?.at(row) ?? row + 2}`);
  return unfit(
    `the dates of column "${heading}", such as ${shown.join(' and ')}, are ambiguous: ${why}; write them like 2020-04-03, or declare "order: day first" or "order: month first" under "time"`,
  );
}

async function orderFault(
  cells: readonly string[],
  { heading, place, file }: DateColumn,
  connection: DuckDBConnection,
): Promise<OrderFault> {
  const isMixed = dateOrderOf(cells) === 'mixed';
  const of = (order: string) => cells.find(cell => dateOrderOf([cell]) === order);
  const examples: { cell: string; row: number }[] = [];
  const found = isMixed ? [of('day first'), of('month first')] : [of('ambiguous')];
  for (const cell of found.flatMap(cell => cell ?? [])) {
    const reader = await connection.runAndReadAll(
      `SELECT (min(rowid) - (SELECT min(rowid) FROM raw WHERE file = ${file}))::INTEGER FROM raw
       WHERE file = ${file} AND v${place} = ${quoteText(cell)}`,
    );
    examples.push({ cell, row: Number(reader.getRows()[0]?.[0]) });
  }
  const why = isMixed ? 'some have the day first and some the month' : 'day or month may be first';
  return { heading, why, examples };
}

/** The unit in which most cells are written; the first of equals. */
function usualUnit(periods: readonly WrittenPeriod[]): PeriodUnit {
  const groups = [...Map.groupBy(periods, ({ unit }) => unit)].sort(([, a], [, b]) => b.length - a.length);
  return groups[0]?.[0] ?? 'day';
}
