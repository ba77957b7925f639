import type { ColumnType, TableColumn } from '../contract/table.ts';
import { nearestNames } from '../measures/similar-names.ts';
import { badParameter } from '../query/parameters/bad-parameter.ts';
import { splitAt, unescaped } from '../query/parameters/escapes.ts';
import type { FindColumn } from './open-table.ts';
import { readValue } from './read-value.ts';
import { joined, nameOf, type Sql, sql, written } from './sql.ts';

/** A filter: rows for which it holds match. A missing value matches `missing` alone. */
export interface Condition {
  /** Null: any column of text. */
  readonly column: TableColumn | null;
  readonly holds: Sql;
}

export const OPS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'contains', 'starts', 'missing'] as const;
type Op = (typeof OPS)[number];

/** The filters of `where=column:op:value`. Throws `bad-parameter` for one that names no column, no op or no value. */
export function readWhere(
  given: readonly string[],
  { columns, find }: { readonly columns: readonly TableColumn[]; readonly find: FindColumn },
): readonly Condition[] {
  return given.map(text => {
    const [name = '', op = '', value] = splitAt(text, ':', 3);
    const isAny = name === ANY_COLUMN && !columns.some(column => column.name === name);
    if (isAny) return { column: null, holds: holdsInAny(columns, op, value) };
    const column = find(unescaped(name), 'where');
    if (!isOp(op)) throw badParameter('the op in "where"', `one of ${OPS.join(', ')}`, op, nearestNames(op, OPS));
    if (value === undefined) throw badParameter('"where"', 'column:op:value', text);
    if (!opsOf(column.type).includes(op)) {
      const what = `one of ${opsOf(column.type).join(', ')} for ${JSON.stringify(column.name)} (${column.type})`;
      throw badParameter('the op in "where"', what, op);
    }
    return { column, holds: holdsFor(column, op, value) };
  });
}

/** That all of them hold. */
export function matching(conditions: readonly Condition[]): Sql {
  return conditions.length === 0
    ? written('true')
    : joined(
        conditions.map(({ holds }) => holds),
        ' AND ',
      );
}

/** `*:contains:new`: in any column of text, unless a column has this name. */
const ANY_COLUMN = '*';

function holdsInAny(columns: readonly TableColumn[], op: string, value: string | undefined): Sql {
  if (op !== 'contains' && op !== 'starts') throw badParameter('the op in "where"', 'contains or starts for *', op);
  if (value === undefined) throw badParameter('"where"', '*:op:value', `*:${op}`);
  const texts = columns.filter(({ type }) => type === 'text');
  if (texts.length === 0) return written('false');
  const each = texts.map(column => sql`coalesce(${holdsFor(column, op, value)}, false)`);
  return sql`(${joined(each, ' OR ')})`;
}

function isOp(text: string): text is Op {
  return OPS.some(op => op === text);
}

function opsOf(type: ColumnType): readonly Op[] {
  switch (type) {
    case 'text':
      return OPS;
    case 'boolean':
      return ['eq', 'ne', 'in', 'missing'];
    case 'integer':
    case 'decimal':
    case 'date':
    case 'timestamp':
      return OPS.filter(op => op !== 'contains' && op !== 'starts');
  }
}

function holdsFor(column: TableColumn, op: Op, given: string): Sql {
  const cell = nameOf(column.name);
  const value = () => readValue(column, unescaped(given));
  switch (op) {
    case 'eq':
      return sql`${cell} = ${value()}`;
    case 'ne':
      return sql`${cell} <> ${value()}`;
    case 'lt':
      return sql`${cell} < ${value()}`;
    case 'le':
      return sql`${cell} <= ${value()}`;
    case 'gt':
      return sql`${cell} > ${value()}`;
    case 'ge':
      return sql`${cell} >= ${value()}`;
    case 'in':
      return sql`${cell} IN (${joined(
        splitAt(given, '|').map(each => readValue(column, unescaped(each))),
        ', ',
      )})`;
    case 'contains':
      return sql`contains(${folded(cell)}, ${folded(value())})`;
    case 'starts':
      return sql`starts_with(${folded(cell)}, ${folded(value())})`;
    case 'missing':
      if (given === 'true') return sql`${cell} IS NULL`;
      if (given === 'false') return sql`${cell} IS NOT NULL`;
      throw badParameter(`"where" on ${JSON.stringify(column.name)}`, 'missing:true or missing:false', given);
  }
}

/** Without case and accents. */
function folded(text: Sql): Sql {
  return sql`strip_accents(lower(${text}))`;
}
