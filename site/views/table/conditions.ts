import type { Cell, TableColumn } from '../../../functions/contract/table.ts';
import { formatCell, isNumber, withColumnUnit } from '../../format/cells.ts';

export const OPERATORS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'contains', 'starts', 'missing'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Stands for a column: any column of text. */
export const ANY_COLUMN = '*';

/** What a row must meet to be shown, as the API takes it: `where=column:op:value`. */
export interface Condition {
  readonly column: string;
  readonly op: Operator;
  /** One, of `in` any number, of `missing` true or false: as they are written in an address, dates and timestamps in ISO 8601. */
  readonly values: readonly string[];
}

/** The condition that a text states; undefined for any other text. */
export function parseCondition(text: string): Condition | undefined {
  const [column = '', op = '', ...rest] = splitAt(text, ':', 3);
  const known = OPERATORS.find(name => name === op);
  if (known === undefined || column === '') return undefined;
  const given = rest[0];
  if (given === undefined || (known === 'missing' && given !== 'true' && given !== 'false')) return undefined;
  const values = known === 'in' ? splitAt(given, '|') : [given];
  return { column: unescaped(column), op: known, values: values.map(unescaped) };
}

export function conditionText({ column, op, values }: Condition): string {
  const name = column.replaceAll(/[\\:]/g, '\\$&');
  return `${name}:${op}:${values.map(value => value.replaceAll(/[\\|]/g, '\\$&')).join('|')}`;
}

/** The conditions of a column replaced by others, at the place of the first one. */
export function replaced(all: readonly Condition[], column: string, by: readonly Condition[]): Condition[] {
  const at = all.findIndex(condition => condition.column === column);
  if (at < 0) return [...all, ...by];
  const others = all.filter(condition => condition.column !== column);
  return [...others.slice(0, at), ...by, ...others.slice(at)];
}

/** The values of a column that are chosen one by one; none unless it has such a choice. */
export function chosenValues(all: readonly Condition[], column: string): readonly string[] {
  const found = all.find(condition => condition.column === column && (condition.op === 'in' || condition.op === 'eq'));
  return found?.values ?? [];
}

/** The ends of the range that a column is narrowed to, as texts; null where it is open. */
export function chosenRange(all: readonly Condition[], column: string): readonly [string | null, string | null] {
  const of = (...ops: readonly Operator[]) =>
    all.find(condition => condition.column === column && ops.includes(condition.op))?.values[0] ?? null;
  return [of('ge', 'gt'), of('lt', 'le')];
}

/** The text that values of a column must contain; empty if any do. */
export function chosenText(all: readonly Condition[], column: string): string {
  return all.find(condition => condition.column === column && condition.op === 'contains')?.values[0] ?? '';
}

/** A cell as a condition names it. */
export function valueText(cell: Exclude<Cell, null>): string {
  return String(cell);
}

/** A sentence for the conditions of each column: `Species: Adelie or Gentoo` · `Body Mass: 3,400 to 5,000 g`. */
export function sentencesOf(
  all: readonly Condition[],
  columns: readonly TableColumn[],
): readonly { readonly column: string; readonly words: string }[] {
  return [...Map.groupBy(all, ({ column }) => column)].map(([name, conditions]) => {
    const column = columns.find(({ name: other }) => other === name);
    if (column !== undefined) return { column: name, words: sentenceOf(conditions, column) };
    return { column: name, words: `Any text contains “${chosenText(all, name)}”` };
  });
}

function sentenceOf(conditions: readonly Condition[], column: TableColumn): string {
  const [from, to] = chosenRange(conditions, column.name);
  const shown = (text: string) => formatCell(cellOf(text, column), column);
  const united = (words: string) => withColumnUnit(words, column.unit);
  const range = () => {
    if (from !== null && to !== null) return `: ${shown(from)} to ${united(shown(to))}`;
    const [op] = conditions.map(({ op }) => op).filter(op => RANGES.includes(op));
    return `: ${ENDS[op ?? ''] ?? ''} ${united(shown(from ?? to ?? ''))}`;
  };
  const others = conditions
    .filter(({ op }) => !RANGES.includes(op))
    .map(({ op, values }) => {
      const [first = ''] = values.map(shown);
      if (op === 'missing') return values[0] === 'true' ? ': missing' : ': not missing';
      if (op === 'contains') return ` contains “${first}”`;
      if (op === 'starts') return ` starts with “${first}”`;
      return `: ${op === 'ne' ? 'not ' : ''}${listed(values.map(shown))}`;
    });
  const parts = [...(from === null && to === null ? [] : [range()]), ...others];
  return `${column.name}${parts.join(',')}`;
}

const ENDS: Readonly<Record<string, string>> = { lt: 'below', le: 'up to', gt: 'above', ge: 'from' };
const RANGES: readonly Operator[] = ['lt', 'le', 'gt', 'ge'];
const MOST_NAMED = 3;

function listed(words: readonly string[]): string {
  if (words.length > MOST_NAMED + 1)
    return `${words.slice(0, MOST_NAMED).join(', ')} or ${words.length - MOST_NAMED} more`;
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A value of an address as a cell of a column. */
export function cellOf(text: string, column: Pick<TableColumn, 'type'>): Cell {
  if (isNumber(column)) return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  return column.type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text;
}

/** A backslash before any other letter is itself. */
export function unescaped(text: string): string {
  return text.replaceAll(/\\([\\:|,-])/g, '$1');
}

/** The parts of a text between marks that no backslash precedes, still escaped; the last of `most` has the rest. */
function splitAt(text: string, mark: string, most = Number.POSITIVE_INFINITY): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\\') {
      part += letter + (text[at + 1] ?? '');
      at += 1;
    } else if (letter === mark && parts.length < most - 1) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}
