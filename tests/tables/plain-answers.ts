import type { Cell, ColumnType } from '../../functions/contract/table.ts';
import type { PlainTable } from './publish-table.ts';

/** The same answers by going through every row, for comparison with the engine's. */
export interface PlainCondition {
  readonly column: string;
  readonly op: string;
  readonly values: readonly string[];
}

export interface NumberedRow {
  readonly number: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

export function rowsOf({ columns, parts }: PlainTable): NumberedRow[] {
  return parts.flat().map((row, number) => ({
    number,
    cells: new Map(columns.map(({ name }, index) => [name, row[index] ?? null])),
  }));
}

export function matches(
  row: NumberedRow,
  conditions: readonly PlainCondition[],
  types: ReadonlyMap<string, ColumnType>,
) {
  return conditions.every(condition => {
    const { column } = condition;
    if (column !== '*') return holds(cellOf(row, column), condition, types.get(column));
    return [...types].some(([name, type]) => type === 'text' && holds(cellOf(row, name), condition, type));
  });
}

function holds(cell: Cell, { op, values }: PlainCondition, type: ColumnType | undefined): boolean {
  if (op === 'missing') return (cell === null) === (values[0] === 'true');
  if (cell === null) return false;
  const wanted = values.map(value => typedValue(value, type));
  const order = compare(cell, wanted[0] ?? '');
  switch (op) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'in':
      return wanted.some(value => compare(cell, value) === 0);
    case 'contains':
      return folded(String(cell)).includes(folded(values[0] ?? ''));
    case 'starts':
      return folded(String(cell)).startsWith(folded(values[0] ?? ''));
    default:
      throw new Error(`no op ${op}`);
  }
}

function typedValue(text: string, type: ColumnType | undefined): Cell {
  if (type === 'integer' || type === 'decimal') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/** By code point, which is the order of UTF-8. */
export function compare(a: Cell, b: Cell): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

/** Missing values last, in either direction; ties by number. */
export function sorted(rows: readonly NumberedRow[], sort: readonly (readonly [column: string, isDown: boolean])[]) {
  return rows.toSorted((one, other) => {
    for (const [column, isDown] of sort) {
      const [a, b] = [cellOf(one, column), cellOf(other, column)];
      if (a === null && b === null) continue;
      if (a === null) return 1;
      if (b === null) return -1;
      const order = compare(a, b);
      if (order !== 0) return isDown ? -order : order;
    }
    return one.number - other.number;
  });
}

export function cellOf(row: NumberedRow, column: string): Cell {
  return row.cells.get(column) ?? null;
}

/** By count, then by value. */
export function valueCounts(rows: readonly NumberedRow[], column: string): { value: Cell; count: number }[] {
  const groups = Map.groupBy(rows, row => cellOf(row, column));
  groups.delete(null);
  return [...groups]
    .map(([value, { length }]) => ({ value, count: length }))
    .sort((a, b) => b.count - a.count || compare(a.value, b.value));
}

export function aggregated(values: readonly Cell[], aggregate: string): Cell {
  const known = values.filter(value => value !== null).toSorted(compare);
  if (aggregate === 'count') return known.length;
  if (known.length === 0) return null;
  const numbers = known.map(Number);
  // Whole numbers are added exactly: the largest ones would lose the small ones.
  const sum = numbers.every(Number.isInteger)
    ? Number(numbers.reduce((total, number) => total + BigInt(number), 0n))
    : numbers.reduce((a, b) => a + b, 0);
  const [low = 0, high = 0] = [(numbers.length - 1) >> 1, numbers.length >> 1].map(index => numbers[index]);
  switch (aggregate) {
    case 'sum':
      return sum;
    case 'mean':
      return sum / numbers.length;
    case 'median':
      return (low + high) / 2;
    case 'min':
      return known[0] ?? null;
    case 'max':
      return known.at(-1) ?? null;
    default:
      throw new Error(`no aggregate ${aggregate}`);
  }
}
