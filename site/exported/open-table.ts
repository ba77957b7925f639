import { blobKey, snapshotKey, wholeTableKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { list, object, oneOf, parserOf } from '../../functions/contract/schema.ts';
import { parseSnapshot } from '../../functions/contract/snapshot.ts';
import { type Cell, cell, parseTableFile, type TableColumn } from '../../functions/contract/table.ts';
import { fetchJson } from '../data/fetch-json.ts';
import { ANY_COLUMN, type Condition, parseCondition } from '../views/table/conditions.ts';

/** A table with all of its rows in memory. */
export interface OpenTable {
  readonly dataset: string;
  readonly snapshot: string;
  readonly table: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const parseWholeTable = parserOf(object({ schema: oneOf('whole-table/1'), rows: list(list(cell)) }));

const opened = new Map<string, Promise<OpenTable>>();

/** Reads the rows of a table once. Throws `too-large` where it has more than an export holds. */
export function openTable(names: Pick<OpenTable, 'dataset' | 'snapshot' | 'table'>): Promise<OpenTable> {
  const key = Object.values(names).join('/');
  const table = opened.get(key) ?? readTable(names);
  opened.set(key, table);
  table.catch(() => opened.delete(key));
  return table;
}

async function readTable(names: Pick<OpenTable, 'dataset' | 'snapshot' | 'table'>): Promise<OpenTable> {
  const { dataset, snapshot, table } = names;
  const { tables } = await fetchJson(`/${snapshotKey(dataset, snapshot)}`, parseSnapshot);
  const description = tables.find(({ id }) => id === table);
  if (description === undefined) throw new Problem('unknown-table', `there is no table “${table}”`);
  const [{ columns }, { rows }] = await Promise.all([
    fetchJson(`/${blobKey(dataset, description.about)}`, parseTableFile),
    fetchJson(`/${wholeTableKey(dataset, table)}`, parseWholeTable).catch(cause => {
      if (!(cause instanceof Problem) || cause.code !== 'not-published') throw cause;
      const size = `the table has ${description.rows.toLocaleString('en')} rows`;
      throw new Problem('too-large', `${size}, more than a copy of the site can search: download all rows instead`);
    }),
  ]);
  return { ...names, columns, rows };
}

/** Throws `bad-parameter` for a name that no column has. */
export function placeOf({ columns, table }: OpenTable, name: string): number {
  const place = columns.findIndex(column => column.name === name);
  if (place < 0) throw new Problem('bad-parameter', `the table “${table}” has no column “${name}”`);
  return place;
}

/** The numbers of the rows that meet all conditions, from 0. @param without a column whose conditions do not count */
export function matchingRows(table: OpenTable, parameters: URLSearchParams, without: string | null = null): number[] {
  const tests = parameters.getAll('where').flatMap(text => {
    const condition = parseCondition(text);
    if (condition === undefined) throw new Problem('bad-parameter', `“${text}” is no condition`);
    if (condition.column === without) return [];
    if (isAnyColumn(condition, table)) return [testOfAny(condition, table)];
    const place = placeOf(table, condition.column);
    const holds = testOf(condition, table.columns[place]);
    return [(row: readonly Cell[]) => holds(row[place] ?? null)];
  });
  const numbers: number[] = [];
  for (const [number, row] of table.rows.entries()) {
    if (tests.every(holds => holds(row))) numbers.push(number);
  }
  return numbers;
}

function isAnyColumn({ column }: Condition, { columns }: OpenTable): boolean {
  return column === ANY_COLUMN && !columns.some(({ name }) => name === column);
}

function testOfAny(condition: Condition, { columns }: OpenTable): (row: readonly Cell[]) => boolean {
  const places = columns.flatMap(({ type }, place) => (type === 'text' ? [place] : []));
  const holds = testOf(condition, undefined);
  return row => places.some(place => holds(row[place] ?? null));
}

/** A missing value meets `missing` alone. */
function testOf({ op, values }: Condition, column: TableColumn | undefined): (value: Cell) => boolean {
  const [first = ''] = values;
  if (op === 'missing') return value => (value === null) === (first === 'true');
  if (op === 'contains' || op === 'starts') {
    const part = folded(first);
    const holds = (text: string) => (op === 'starts' ? text.startsWith(part) : text.includes(part));
    return value => value !== null && holds(folded(String(value)));
  }
  const wanted = values.map(value => valueIn(value, column));
  const [than] = wanted;
  if (than === undefined) return () => false;
  if (op === 'in') return value => value !== null && wanted.some(each => compareCells(value, each) === 0);
  const fits: Readonly<Record<'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge', (order: number) => boolean>> = {
    eq: order => order === 0,
    ne: order => order !== 0,
    lt: order => order < 0,
    le: order => order <= 0,
    gt: order => order > 0,
    ge: order => order >= 0,
  };
  return value => value !== null && fits[op](compareCells(value, than));
}

/** Without case and accents. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');
}

/** The value that a condition writes as text. */
function valueIn(text: string, column: TableColumn | undefined): Exclude<Cell, null> {
  switch (column?.type) {
    case 'integer':
    case 'decimal':
      return Number(text);
    case 'boolean':
      return text === 'true';
    case 'timestamp':
      // As they are published: a day is its midnight, and seconds are always written.
      return /^[^T]*$/.test(text) ? `${text}T00:00:00` : /T\d\d:\d\d$/.test(text) ? `${text}:00` : text;
    default:
      return text;
  }
}

/** Orders values of one column: texts by code point, `false` before `true`. */
export function compareCells(a: Exclude<Cell, null>, b: Exclude<Cell, null>): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return Number(a) - Number(b);
}

function compareTexts(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
  }
  return a.length - b.length;
}

/** Orders values, those that are missing last. */
export function missingLast(a: Cell, b: Cell, compare = compareCells): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compare(a, b);
}
