import { AGGREGATES, type Aggregate, type SuggestedChart, type TableFile } from '../../../functions/contract/table.ts';
import { type AddressField, type Codec, codec, type ViewRead } from '../../address/codec.ts';
import { decodedPart, splitAddress } from '../../address/path.ts';
import { ANY_COLUMN, type Condition, conditionText, parseCondition, unescaped } from './conditions.ts';

export interface SortKey {
  readonly column: string;
  readonly isDown: boolean;
}

/** A chart without the words above it. */
export type ChartChoice = Omit<SuggestedChart, 'title'>;
export const CHART_TYPES = ['bar', 'line', 'scatter', 'histogram'] as const;

/** What a visitor has chosen to see of a table; all of it is in the address. */
export interface TableView {
  readonly where: readonly Condition[];
  /** From the most important on; empty for the order of the uploads. */
  readonly sort: readonly SortKey[];
  /** Those shown, in order; null for the first ones as they are. */
  readonly columns: readonly string[] | null;
  /** The chart that is open. */
  readonly chart: ChartChoice | null;
  /** The column whose panel is open. */
  readonly column: string | null;
  /** The row whose panel is open, from 1. */
  readonly row: number | null;
}

/** More columns are shown on request: a screen has no room for them. */
export const FIRST_COLUMNS = 30;

/** The table and the rest of the view that an address asks for; `table` is null where it names none. */
export function readTableId(rest: string): string | null {
  const [, table] = splitAddress(rest).within.split('/');
  return table === undefined || table === '' ? null : decodedPart(table);
}

export function readTableView(rest: string, file: Pick<TableFile, 'columns' | 'rows'>): ViewRead<TableView> {
  const { within, search } = splitAddress(rest);
  const [, , row = ''] = within.split('/');
  const { view, notes } = tableCodec(file).read(search);
  const number = /^[1-9]\d{0,11}$/.test(row) && Number(row) <= file.rows ? Number(row) : null;
  const lost = row === '' || number !== null ? [] : [`There is no row “${decodedPart(row)}”: there are ${file.rows}.`];
  return { view: { ...view, row: number }, notes: [...lost, ...notes] };
}

/** What follows `/table` in the address of a view: `/penguins/12?sort=-age`. */
export function tableAddress(table: string, view: TableView, file: Pick<TableFile, 'columns' | 'rows'>): string {
  const row = view.row === null ? '' : `/${view.row}`;
  return `/${encodeURIComponent(table)}${row}${tableCodec(file).write(view)}`;
}

function tableCodec({ columns }: Pick<TableFile, 'columns'>): Codec<Omit<TableView, 'row'>> {
  const names = columns.map(({ name }) => name);
  const isKnown = (name: string) => names.includes(name);
  const isCondition = ({ column, op }: Condition) => isKnown(column) || (column === ANY_COLUMN && op === 'contains');
  const unknown = (name: string) => `There is no column “${name}” here.`;
  return codec<Omit<TableView, 'row'>>({
    where: {
      each: {
        name: 'where',
        read: text => {
          const condition = parseCondition(text);
          return condition !== undefined && isCondition(condition) ? condition : undefined;
        },
        write: conditionText,
        problem: text => {
          const column = parseCondition(text)?.column;
          const why =
            column === undefined
              ? `The filter “${text}” is not understood: one reads “column:op:value”.`
              : unknown(column);
          return `${why} The filter is left out.`;
        },
      },
    },
    sort: namesField('sort', [], {
      read: text => ({ column: unescaped(text.replace(/^-/, '')), isDown: text.startsWith('-') }),
      write: ({ column, isDown }: SortKey) => `${isDown ? '-' : ''}${listed(column)}`,
      problem: ({ column }) => (isKnown(column) ? null : unknown(column)),
    }),
    columns: shownField(names, unknown),
    chart: {
      name: 'chart',
      standard: null,
      read: text => parseChart(text, names),
      write: chart => (chart === null ? '' : chartText(chart)),
      problem: text => `The chart “${text}” is not understood.`,
      label: () => 'the table alone',
    },
    column: {
      name: 'column',
      standard: null,
      read: text => names.find(name => name === text),
      write: name => name ?? '',
      label: () => 'the table alone',
    },
  });
}

/** A name within a list, as the API takes it. */
export function listed(name: string): string {
  return name.replaceAll(/[\\,]/g, '\\$&').replace(/^-/, '\\-');
}

interface NamesForm<T> {
  readonly read: (text: string) => T;
  readonly write: (value: T) => string;
  readonly problem: (value: T) => string | null;
}

/** Names separated by commas; a backslash precedes a comma of a name. */
function namesField<T>(
  name: string,
  standard: readonly T[],
  { read, write, problem }: NamesForm<T>,
): AddressField<readonly T[]> {
  return {
    name,
    standard,
    read: (text, note) =>
      (text.match(/(?:\\.|[^,\\])+/gsu) ?? []).flatMap(part => {
        const value = read(part);
        const sentence = problem(value);
        if (sentence === null) return [value];
        note(sentence);
        return [];
      }),
    write: values => values.map(write).join(','),
  };
}

function shownField(
  names: readonly string[],
  unknown: (name: string) => string,
): AddressField<readonly string[] | null> {
  const list = namesField<string>('columns', [], {
    read: unescaped,
    write: listed,
    problem: name => (names.includes(name) ? null : unknown(name)),
  });
  return {
    name: 'columns',
    standard: null,
    read: (text, note) => {
      const shown = [...new Set(list.read(text, note))];
      return shown.length === 0 ? null : shown;
    },
    write: shown => (shown === null ? '' : list.write(shown)),
  };
}

/** `bar:species:body mass:mean:sex`, without what is empty at its end. */
function chartText({ type, x, y, aggregate, by }: ChartChoice): string {
  const part = (text: string | null) => (text ?? '').replaceAll(/[\\:]/g, '\\$&');
  return [type, part(x), part(y), aggregate ?? '', part(by)].join(':').replace(/:+$/, '');
}

function parseChart(text: string, names: readonly string[]): ChartChoice | undefined {
  const parts = [...text.matchAll(/((?:\\.|[^:\\])*)(?::|$)/gsu)].map(([, part = '']) => unescaped(part));
  const [type, x = '', y = '', aggregate = '', by = ''] = parts;
  const known = CHART_TYPES.find(name => name === type);
  const of: Aggregate | null = AGGREGATES.find(name => name === aggregate) ?? null;
  const areColumns = [x, y || x, by || x].every(name => names.includes(name));
  if (known === undefined || !areColumns || (aggregate !== '' && of === null)) return undefined;
  return { type: known, x, y: y === '' ? null : y, aggregate: of, by: by === '' ? null : by };
}
