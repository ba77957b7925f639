import { Problem } from '../contract/problem.ts';
import type { RowsAnswer } from '../contract/table-answers.ts';
import { type Answer, defineRoute, type Route } from '../query/http/route.ts';
import { badParameter } from '../query/parameters/bad-parameter.ts';
import type { Values } from '../query/parameters/parameter.ts';
import type { PublishedReader } from '../query/published/published.ts';
import { ROWS, STANDARD_ROWS } from '../query/table-queries/table-routes.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { openTable, readColumns, type TableView } from './open-table.ts';
import { readSort } from './order.ts';
import { describeFiles, wholeTable } from './parquet-files.ts';
import {
  countRows,
  csvCells,
  type NumberedRows,
  readPage,
  readSample,
  readWhole,
  type Selection,
  SIZES,
} from './select-rows.ts';
import { bound, ROW_NUMBER, type Sql, sql } from './sql.ts';
import type { AskTable, TableEngine } from './table-engine.ts';
import { matching, readWhere } from './where.ts';

type Query = Values<typeof ROWS.parameters>;

/** Rows of a table: pages of them, a sample, all of them as CSV, or the file that has them all. */
export function rows(engine: TableEngine): Route {
  return defineRoute({
    ...ROWS,
    async ask(published, names, query) {
      checkTogether(query);
      const view = await openTable(published, names, query.snapshot);
      const answer = async (signal: AbortSignal) => {
        if (query.format === 'parquet') return wholeTable(view);
        const plan = await planRows(published, view, query);
        const table = { dataset: view.dataset, parts: view.table.parts };
        return await engine.within(table, signal, ask => answerRows(ask, view, query, plan));
      };
      return { version: view.id, lasting: query.snapshot !== null, format: query.format, answer };
    },
  });
}

const NOT_SAMPLED: ReadonlySet<string> = new Set(['sort', 'limit', 'offset', 'cursor', 'row']);

/** Refuses parameters of which one would have no effect. */
function checkTogether({ format, snapshot: _, where, ...others }: Query): void {
  const given = Object.entries({ ...others, where: where[0] ?? null }).flatMap(([name, value]) =>
    value === null ? [] : [name],
  );
  const refuse = (other: string | undefined, beside: string) => {
    if (other !== undefined) throw new Problem('bad-parameter', `"${other}" must be left out with ${beside}`);
  };
  if (format === 'parquet') refuse(given[0], 'format=parquet, which is the whole table');
  if (others.cursor !== null)
    refuse(
      given.find(name => name === 'offset'),
      '"cursor"',
    );
  if (others.sample !== null)
    refuse(
      given.find(name => NOT_SAMPLED.has(name)),
      '"sample"',
    );
}

interface RowsPlan {
  readonly selection: Selection;
  readonly isFiltered: boolean;
  /** How many of the matching rows come before the page. */
  readonly start: number;
  readonly cursorAfter: (start: number) => string;
}

/** Everything of a query that can be refused before a row is read. */
async function planRows(published: PublishedReader, view: TableView, query: Query): Promise<RowsPlan> {
  const { columns, find } = await readColumns(published, view);
  const conditions = readWhere(query.where, { columns, find });
  const holds = matching(conditions);
  const listing = { snapshot: view.id, table: view.table.id, where: query.where, sort: query.sort ?? [] };
  return {
    selection: {
      columns: query.columns?.map(name => find(name, 'columns')) ?? columns,
      holds: query.row === null ? holds : sql`${rowIs(query.row, view)} AND ${holds}`,
      order: readSort(query.sort ?? [], find),
    },
    isFiltered: conditions.length > 0 || query.row !== null,
    start: query.cursor === null ? (query.offset ?? 0) : readCursor(query.cursor, listing),
    cursorAfter: start => writeCursor(listing, start),
  };
}

function rowIs(row: number, { table }: TableView): Sql {
  if (row < table.rows) return sql`${ROW_NUMBER} = ${bound(row, 'integer')}`;
  const range = table.rows === 0 ? 'left out: the table has no rows' : `a whole number from 0 to ${table.rows - 1}`;
  throw badParameter('"row"', range, String(row));
}

async function answerRows(ask: AskTable, view: TableView, query: Query, plan: RowsPlan): Promise<Answer> {
  const { selection, isFiltered, start, cursorAfter } = plan;
  const total = isFiltered ? await countRows(ask, selection.holds) : view.table.rows;
  const { numbers, rows } = await readRows(ask, view, query, { ...plan, total });
  const end = start + rows.length;
  const isPage = query.sample === null && end < total;
  const body: RowsAnswer = {
    schema: 'rows-answer/1',
    dataset: view.dataset,
    snapshot: view.id,
    table: view.table.id,
    total,
    columns: selection.columns.map(({ name }) => name),
    rowNumbers: numbers,
    rows,
    next: isPage ? cursorAfter(end) : null,
  };
  return { body, table: { columns: body.columns, rows: rows.map(csvCells) }, next: body.next };
}

async function readRows(
  ask: AskTable,
  view: TableView,
  { format, limit, sample }: Query,
  { selection, start, total }: RowsPlan & { readonly total: number },
): Promise<NumberedRows> {
  const sizeOf = format === 'csv' ? SIZES.csv : SIZES.json;
  if (sample !== null) return await readSample(ask, selection, sample, sizeOf);
  const isWhole = format === 'csv' && limit === null && start === 0;
  if (!isWhole) return await readPage(ask, selection, { start, limit: limit ?? STANDARD_ROWS, sizeOf });
  const hint = `take ${total} rows in pages with "limit" and "cursor", or read ${describeFiles(view)}`;
  return await readWhole(ask, selection, { sizeOf, hint });
}
