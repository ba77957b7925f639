import { Problem } from '../contract/problem.ts';
import { unescaped } from '../query/parameters/escapes.ts';
import type { FindColumn } from './open-table.ts';
import { joined, nameOf, ROW_NUMBER, type Sql, sql } from './sql.ts';

/** The order of `sort=-a,b`: missing values last, ties by the number of the row. */
export function readSort(given: readonly string[], find: FindColumn): Sql {
  const keys = given.map(text => {
    const isDescending = text.startsWith('-');
    const { name } = find(unescaped(isDescending ? text.slice(1) : text), 'sort');
    return { name, isDescending };
  });
  const names = keys.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new Problem('bad-parameter', `"sort" must name each column once; found ${JSON.stringify(twice)} twice`);
  }
  const directions = keys.map(({ name, isDescending }) =>
    isDescending ? sql`${nameOf(name)} DESC NULLS LAST` : sql`${nameOf(name)} ASC NULLS LAST`,
  );
  return joined([...directions, ROW_NUMBER], ', ');
}
