import type { Cell, TableColumn } from '../contract/table.ts';
import type { FacetsAnswer, Histogram } from '../contract/table-answers.ts';
import { publishedCell } from '../engine/published-cell.ts';
import { defineRoute, type Route } from '../query/http/route.ts';
import { FACETS } from '../query/table-queries/table-routes.ts';
import { binsOf } from './bins.ts';
import { openTable, readColumns } from './open-table.ts';
import { csvCells } from './select-rows.ts';
import { bound, nameOf, type Sql, sql, written } from './sql.ts';
import type { AskTable, TableEngine } from './table-engine.ts';
import { matching, readWhere } from './where.ts';

/** How often each value of a column occurs among the rows that match the filters on other columns. */
export function facets(engine: TableEngine): Route {
  return defineRoute({
    ...FACETS,
    async ask(published, names, { column: name, where, limit, snapshot, format }) {
      const view = await openTable(published, names, snapshot);
      const answer = async (signal: AbortSignal) => {
        const { columns, find } = await readColumns(published, view);
        const column = find(name, 'column');
        const holds = matching(readWhere(where, { columns, find }).filter(other => other.column?.name !== name));
        const table = { dataset: view.dataset, parts: view.table.parts };
        const found = await engine.within(table, signal, async ask => ({
          ...(await countValues(ask, column, holds, limit)),
          histogram: await countBins(ask, column, holds),
        }));
        const body: FacetsAnswer = {
          schema: 'facets-answer/1',
          dataset: view.dataset,
          snapshot: view.id,
          table: view.table.id,
          column: name,
          ...found,
        };
        return {
          body,
          table: { columns: ['value', 'count'], rows: body.values.map(({ value, count }) => csvCells([value, count])) },
        };
      };
      return { version: view.id, lasting: snapshot !== null, format, answer };
    },
  });
}

async function countValues(
  ask: AskTable,
  { name, type }: TableColumn,
  holds: Sql,
  limit: number,
): Promise<Pick<FacetsAnswer, 'total' | 'missing' | 'distinct' | 'values'>> {
  const found = await ask(sql`
    WITH groups AS MATERIALIZED (
      SELECT ${nameOf(name)} AS value, count(*) AS rows FROM ${ask.rows} WHERE ${holds} GROUP BY ALL
    ), totals AS (
      SELECT sum(rows) AS total, sum(rows) FILTER (value IS NULL) AS missing, count(value) AS "distinct" FROM groups
    ), top AS (
      SELECT * FROM groups WHERE value IS NOT NULL ORDER BY rows DESC, value LIMIT ${bound(limit, 'integer')}
    )
    SELECT ${written(publishedCell(type, 'value'))}, rows::DOUBLE,
      coalesce(total, 0)::DOUBLE, coalesce(missing, 0)::DOUBLE, "distinct"::DOUBLE
    FROM totals LEFT JOIN top ON true ORDER BY rows DESC, value`);
  const [, , total, missing, distinct] = found[0] ?? [];
  return {
    total: Number(total),
    missing: Number(missing),
    distinct: Number(distinct),
    values: found.flatMap(([value = null, count = null]) => (count === null ? [] : [{ value, count: Number(count) }])),
  };
}

async function countBins(ask: AskTable, column: TableColumn, holds: Sql): Promise<Histogram | null> {
  const bins = binsOf(column);
  if (bins === null) return null;
  const { edges, index } = bins;
  const found = await ask(
    sql`SELECT (${index})::DOUBLE, count(*)::DOUBLE FROM ${ask.rows} WHERE ${holds} GROUP BY ALL`,
  );
  const counts = new Map<Cell | undefined, Cell | undefined>(found.map(([bin, count]) => [bin, count]));
  return { edges, counts: edges.slice(1).map((_, bin) => Number(counts.get(bin) ?? 0)) };
}
