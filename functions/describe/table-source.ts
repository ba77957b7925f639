import type { DuckDBConnection } from '@duckdb/node-api';
import type { RecognizedColumn } from '../contract/recognized.ts';
import { quoteName, quoteText } from '../engine/engine.ts';
import { typedCell } from '../ingest/column-readings.ts';
import type { TextTable } from '../ingest/read-table.ts';

/** A table whose columns are recognized, to be asked. */
export interface TableSource {
  readonly columns: readonly RecognizedColumn[];
  readonly rows: number;
  /** How many different values a column of text has, roughly; by its name. */
  readonly distinct: ReadonlyMap<string, number>;
  /** SQL for the rows, as texts. */
  readonly all: string;
  /** The rows of a query over {@link all}. */
  ask(select: string, rest?: string): Promise<unknown[][]>;
  query(sql: string): Promise<unknown[][]>;
  /** The different values of a column, in order, as texts; null if there are more than `most`. */
  valuesOf(column: RecognizedColumn, most: number): Promise<readonly string[] | null>;
}

export async function tableSource(
  { text, columns }: { readonly text: readonly TextTable[]; readonly columns: readonly RecognizedColumn[] },
  connection: DuckDBConnection,
): Promise<TableSource> {
  const all = `read_parquet([${text.map(({ path }) => quoteText(path)).join(', ')}], union_by_name = true)`;
  const rows = text.reduce((sum, table) => sum + table.rows, 0);
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const ask = (select: string, rest = '') => query(`SELECT ${select} FROM ${all} ${rest}`);
  const texts = columns.filter(({ type }) => type === 'text');
  const [counts = []] =
    texts.length === 0
      ? []
      : await ask(texts.map(({ name }) => `approx_count_distinct(${quoteName(name)})`).join(', '));
  const distinct = new Map(texts.map(({ name }, index) => [name, Number(counts[index])]));
  return {
    columns,
    rows,
    distinct,
    all,
    ask,
    query,
    async valuesOf(column, most) {
      // The count is off by a few percent.
      if ((distinct.get(column.name) ?? 0) > most * 1.2) return null;
      const cell = typedCell(column);
      const found = await ask(
        `DISTINCT (${cell})::VARCHAR`,
        `WHERE ${cell} IS NOT NULL ORDER BY ALL LIMIT ${most + 1}`,
      );
      return found.length > most ? null : found.map(([value]) => String(value));
    },
  };
}
