import { Problem } from '../contract/problem.ts';
import type { SummaryAnswer } from '../contract/table-answers.ts';
import { type Answer, defineRoute, type Route } from '../query/http/route.ts';
import { MAX_ANSWER_BYTES, MAX_GROUPS, SUMMARY } from '../query/table-queries/table-routes.ts';
import { type Aggregation, readAggregate } from './aggregate.ts';
import { type Grouping, readGrouping } from './grouping.ts';
import { openTable, readColumns } from './open-table.ts';
import { csvCells, SIZES } from './select-rows.ts';
import { bound, joined, type Sql, sql, written } from './sql.ts';
import type { AskTable, TableEngine } from './table-engine.ts';
import { matching, readWhere } from './where.ts';

/** One aggregate for each group of rows. */
export function summary(engine: TableEngine): Route {
  return defineRoute({
    ...SUMMARY,
    async ask(published, names, { by, measure, agg, where, snapshot, format }) {
      const view = await openTable(published, names, snapshot);
      const answer = async (signal: AbortSignal): Promise<Answer> => {
        const { columns, find } = await readColumns(published, view);
        const groupings = by.map(given => readGrouping(given, find));
        const aggregation = readAggregate(measure === null ? null : find(measure, 'measure'), agg);
        const holds = matching(readWhere(where, { columns, find }));
        const table = { dataset: view.dataset, parts: view.table.parts };
        const groups = await engine.within(table, signal, ask => readGroups(ask, groupings, aggregation, holds));
        const body: SummaryAnswer = {
          schema: 'summary-answer/1',
          dataset: view.dataset,
          snapshot: view.id,
          table: view.table.id,
          by: groupings.map(({ described }) => described),
          measure,
          aggregate: aggregation.aggregate,
          groups,
        };
        return { body, table: tabulate(body) };
      };
      return { version: view.id, lasting: snapshot !== null, format, answer };
    },
  });
}

async function readGroups(
  ask: AskTable,
  groupings: readonly Grouping[],
  { value, rounded }: Aggregation,
  holds: Sql,
): Promise<SummaryAnswer['groups']> {
  const keys = groupings.map(({ key }, index) => sql`${key} AS ${written(`key${index}`)}`);
  const published = groupings.map((grouping, index) => written(grouping.published(`key${index}`)));
  const order = groupings.map((_, index) => written(`key${index} NULLS LAST`));
  const statement = sql`SELECT ${joined([...published, written('rows::DOUBLE'), written('value')], ', ')}
    FROM (
      SELECT ${joined([...keys, written('count(*) AS rows'), sql`${value} AS value`], ', ')}
      FROM ${ask.rows} WHERE ${holds} GROUP BY ALL
    )
    ORDER BY ${joined([...order, written('rows')], ', ')} LIMIT ${bound(MAX_GROUPS + 1, 'integer')}`;
  const groups: SummaryAnswer['groups'][number][] = [];
  let bytes = 0;
  for await (const cells of ask.each(statement)) {
    bytes += SIZES.json(cells);
    if (groups.length === MAX_GROUPS || bytes > MAX_ANSWER_BYTES) throw tooMany();
    const by = groupings.map((grouping, index) => grouping.nameOf(cells[index] ?? null));
    const [rows = 0, found = null] = cells.slice(by.length);
    groups.push({ by, rows: Number(rows), value: rounded(found) });
  }
  return groups;
}

function tooMany(): Problem {
  const limits = `${MAX_GROUPS} groups and ${MAX_ANSWER_BYTES / 1_000_000} MB`;
  return new Problem(
    'too-large',
    `a summary holds at most ${limits}; this one has more: filter with "where", or group by bins`,
  );
}

function tabulate({ by, measure, aggregate, groups }: SummaryAnswer) {
  const value = measure === null ? aggregate : `${aggregate} ${measure}`;
  return {
    columns: [...by.map(({ column }) => column), 'rows', value],
    rows: groups.map(group => csvCells([...group.by, group.rows, group.value])),
  };
}
