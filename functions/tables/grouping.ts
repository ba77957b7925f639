import type { Cell, ColumnType, TableColumn } from '../contract/table.ts';
import { DATE_STEPS, type DateStep, type SummaryAnswer } from '../contract/table-answers.ts';
import { publishedCell } from '../engine/published-cell.ts';
import { periodOf } from '../measures/periods.ts';
import { badParameter } from '../query/parameters/bad-parameter.ts';
import { splitAt, unescaped } from '../query/parameters/escapes.ts';
import { binsOf } from './bins.ts';
import type { FindColumn } from './open-table.ts';
import { nameOf, type Sql, sql, written } from './sql.ts';

/** What rows are grouped by. */
export interface Grouping {
  readonly described: SummaryAnswer['by'][number];
  /** The same for all rows of a group, and in the order of the groups. */
  readonly key: Sql;
  /** SQL that publishes a key. */
  readonly published: (key: string) => string;
  /** The name of a group, from the published key. */
  readonly nameOf: (key: Cell) => Cell;
}

/** Reads `by=column`, `by=column:month` or `by=column:bins`. */
export function readGrouping(given: string, find: FindColumn): Grouping {
  const [name = '', how] = splitAt(given, ':', 2);
  const column = find(unescaped(name), 'by');
  if (how === undefined) return byValue(column);
  const step = DATE_STEPS.find(candidate => candidate === how);
  if (step !== undefined && isTime(column.type)) return byStep(column, step);
  if (how === 'bins') {
    const grouping = byBins(column);
    if (grouping !== null) return grouping;
  }
  throw badParameter('"by"', `${waysOf(column)} (${column.type})`, given);
}

function isTime(type: ColumnType): boolean {
  return type === 'date' || type === 'timestamp';
}

/** How a column can be written there. */
function waysOf({ name, type, profile }: TableColumn): string {
  const steps = isTime(type) ? DATE_STEPS : [];
  const all = profile.histogram === null ? steps : [...steps, 'bins'];
  return [JSON.stringify(name), ...(all.length === 0 ? [] : [`with one of :${all.join(', :')}`])].join(', or ');
}

function byValue({ name, type }: TableColumn): Grouping {
  return {
    described: { column: name, step: null, edges: null },
    key: nameOf(name),
    published: key => publishedCell(type, key),
    nameOf: key => key,
  };
}

function byStep({ name }: TableColumn, step: DateStep): Grouping {
  return {
    described: { column: name, step, edges: null },
    key: sql`date_trunc(${written(`'${step}'`)}, ${nameOf(name)})::DATE`,
    published: key => publishedCell('date', key),
    nameOf: key => (typeof key === 'string' ? periodOf(key, step) : key),
  };
}

function byBins(column: TableColumn): Grouping | null {
  const bins = binsOf(column);
  return (
    bins && {
      described: { column: column.name, step: null, edges: bins.edges },
      key: bins.index,
      published: key => publishedCell('integer', key),
      nameOf: key => (key === null ? null : (bins.edges[Number(key)] ?? null)),
    }
  );
}
