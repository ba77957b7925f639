import { type Cell, FIRST_ROWS, type TableFile } from '../../../functions/contract/table.ts';
import {
  type DateStep,
  type FacetsAnswer,
  parseFacetsAnswer,
  parseRowsAnswer,
  parseSummaryAnswer,
  type RowsAnswer,
  type SummaryAnswer,
} from '../../../functions/contract/table-answers.ts';
import { answers } from '../../data/answers.ts';
import { listed, type TableView } from './address.ts';
import { type Condition, conditionText } from './conditions.ts';
import { type Facet, facetOf } from './model.ts';

/** Which rows, in which order. */
export type RowQuery = Pick<TableView, 'where' | 'sort'>;

export interface FoundRow {
  /** Within the table, from 1. */
  readonly number: number;
  /** In the order of the columns that were asked for. */
  readonly cells: readonly Cell[];
}

export interface SummaryQuery {
  readonly by: readonly Grouping[];
  readonly measure: string | null;
  readonly aggregate: string;
  readonly where: readonly Condition[];
}

/** A column that rows are grouped by: its values, the bins of its histogram, or dates by their month. */
export interface Grouping {
  readonly column: string;
  readonly step: 'bins' | DateStep | null;
}

/** What is known of a table: from its published file at once, the rest from the API when it is asked for. */
export interface TableSource {
  /** How many rows match; null while that is not known. */
  readonly found: (where: readonly Condition[]) => number | null;
  /** The first of the rows that match; null while it is loading, or if there is none. */
  readonly first: (query: RowQuery, columns: readonly string[]) => FoundRow | null;
  /** A row by its place among those that match; null while it is not here. */
  readonly row: (query: RowQuery, columns: readonly string[], place: number) => FoundRow | null;
  /** Asks for the rows of a stretch, and no longer for those of the stretch before. */
  readonly want: (query: RowQuery, columns: readonly string[], first: number, end: number) => void;
  /** A row by its number, with all columns. */
  readonly record: (number: number) => Promise<FoundRow | null>;
  /** How a column is spread over the rows that meet the conditions on all others. */
  readonly facet: (column: string, where: readonly Condition[]) => Facet | null;
  readonly summary: (query: SummaryQuery) => SummaryAnswer | null;
  /** Some rows, evenly spread, with a few columns. */
  readonly sample: (columns: readonly string[], where: readonly Condition[]) => RowsAnswer | null;
  /** The address of the API that gives the rows of a query. */
  readonly rowsCall: (query: RowQuery, columns: readonly string[], more: Readonly<Record<string, string>>) => string;
  readonly failure: () => Error | null;
  readonly retry: () => void;
}

interface TableNames {
  readonly dataset: string;
  readonly snapshot: string;
  readonly table: string;
}

/** As many rows as a picture of points needs. */
const SAMPLE_ROWS = 1000;
/** So many values of a column are counted: all of a category, and the most frequent of others. */
const LEAST_VALUES = 20;
const MAX_VALUES = 1000;

export function tableSource(
  { dataset, snapshot, table }: TableNames,
  file: Pick<TableFile, 'columns' | 'rows' | 'firstRows'>,
  onChange: (what: 'rows' | 'facets' | 'charts') => void,
): TableSource {
  const rows = answers<RowsAnswer>(parseRowsAnswer, () => onChange('rows'));
  const facets = answers<FacetsAnswer>(parseFacetsAnswer, () => onChange('facets'));
  const summaries = answers<SummaryAnswer>(parseSummaryAnswer, () => onChange('charts'));
  const samples = answers<RowsAnswer>(parseRowsAnswer, () => onChange('charts'));
  const base = `/api/v1/datasets/${dataset}/tables/${encodeURIComponent(table)}`;
  const names = file.columns.map(({ name }) => name);
  const profiles = new Map(file.columns.map(({ name, profile }) => [name, facetOf(profile)]));

  const call = (path: string, parts: readonly (readonly [string, string])[]) =>
    `${base}/${path}?${new URLSearchParams([...parts.map(([name, value]) => [name, value]), ['snapshot', snapshot]])}`;
  const whereParts = (where: readonly Condition[]) =>
    where.map(condition => ['where', conditionText(condition)] as const);
  const rowsCall: TableSource['rowsCall'] = ({ where, sort }, columns, more) => {
    const order = sort.map(({ column, isDown }) => `${isDown ? '-' : ''}${listed(column)}`).join(',');
    const isAll = columns.length === names.length && columns.every((name, at) => name === names[at]);
    return call('rows', [
      ...whereParts(where),
      ...(order === '' ? [] : [['sort', order] as const]),
      ...(isAll ? [] : [['columns', columns.map(listed).join(',')] as const]),
      ...Object.entries(more),
    ]);
  };
  const pageCall = (query: RowQuery, columns: readonly string[], page: number) =>
    rowsCall(query, columns, {
      limit: String(FIRST_ROWS),
      ...(page === 0 ? {} : { offset: String(page * FIRST_ROWS) }),
    });
  const isPlain = ({ where, sort }: RowQuery) => where.length === 0 && sort.length === 0;

  const firstRow = (place: number, columns: readonly string[]): FoundRow | null => {
    const cells = file.firstRows[place];
    if (cells === undefined) return null;
    return { number: place + 1, cells: columns.map(name => cells[names.indexOf(name)] ?? null) };
  };
  let wanted: readonly string[] = [];
  /** The total of whatever page of these conditions was read last. */
  const totals = new Map<string, number>();
  const keyOf = (where: readonly Condition[]) => where.map(conditionText).join('\n');

  return {
    found: where => (where.length === 0 ? file.rows : (totals.get(keyOf(where)) ?? null)),
    first: (query, columns) => {
      if (isPlain(query) && file.firstRows.length > 0) return firstRow(0, columns);
      const answer = rows.peek(pageCall(query, columns, 0));
      if (answer === null) return null;
      totals.set(keyOf(query.where), answer.total);
      return rowOf(answer, 0);
    },
    row: (query, columns, place) => {
      if (isPlain(query) && place < file.firstRows.length) return firstRow(place, columns);
      const page = Math.floor(place / FIRST_ROWS);
      const answer = rows.known(pageCall(query, columns, page));
      return answer === null ? null : rowOf(answer, place - page * FIRST_ROWS);
    },
    want: (query, columns, first, end) => {
      const [from, to] = [Math.floor(first / FIRST_ROWS), Math.ceil(end / FIRST_ROWS)];
      const pages = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
      const isHere = (page: number) => isPlain(query) && (page + 1) * FIRST_ROWS <= file.firstRows.length;
      const paths = pages.filter(page => !isHere(page)).map(page => pageCall(query, columns, page));
      for (const path of wanted) if (!paths.includes(path)) rows.abandon(path);
      for (const path of paths) rows.peek(path);
      wanted = paths;
    },
    record: async number => {
      const place = number - 1;
      if (place < file.firstRows.length) return firstRow(place, names);
      const query = { where: [], sort: [] };
      return rowOf(await rows.read(rowsCall(query, names, { row: String(place) })), 0);
    },
    facet: (column, where) => {
      const others = where.filter(condition => condition.column !== column);
      if (others.length === 0) return profiles.get(column) ?? null;
      const distinct = file.columns.find(({ name }) => name === column)?.profile.distinct ?? 0;
      const limit = Math.max(LEAST_VALUES, Math.min(MAX_VALUES, distinct));
      const answer = facets.peek(call('facets', [['column', column], ...whereParts(others), ['limit', String(limit)]]));
      if (answer === null) return null;
      const { total, missing, values, histogram } = answer;
      return { values: total - missing, missing, counts: histogram?.counts ?? null, top: values };
    },
    summary: ({ by, measure, aggregate, where }) =>
      summaries.peek(
        call('summary', [
          ...by.map(({ column, step }) => ['by', groupingText(column, step)] as const),
          ...(measure === null ? [] : [['measure', measure] as const]),
          ['agg', aggregate],
          ...whereParts(where),
        ]),
      ),
    sample: (columns, where) => {
      if (where.length === 0 && file.rows <= file.firstRows.length) return sampleOf(columns);
      return samples.peek(rowsCall({ where, sort: [] }, columns, { sample: String(SAMPLE_ROWS) }));
    },
    rowsCall,
    failure: () => rows.failure() ?? facets.failure() ?? summaries.failure() ?? samples.failure(),
    retry: () => {
      for (const each of [rows, facets, summaries, samples]) each.retry();
    },
  };

  /** A table that its file holds as a whole. */
  function sampleOf(columns: readonly string[]): RowsAnswer {
    const cells = file.firstRows.map((_, place) => firstRow(place, columns)?.cells ?? []);
    const rowNumbers = cells.map((_, place) => place);
    return {
      ...{ schema: 'rows-answer/1', dataset, snapshot, table, total: file.rows, columns, rowNumbers },
      ...{ rows: cells, next: null },
    };
  }
}

function rowOf(answer: RowsAnswer, at: number): FoundRow | null {
  const [cells, number] = [answer.rows[at], answer.rowNumbers[at]];
  return cells === undefined || number === undefined ? null : { number: number + 1, cells };
}

function groupingText(column: string, step: Grouping['step']): string {
  const name = column.replaceAll(/[\\:]/g, '\\$&');
  return step === null ? name : `${name}:${step}`;
}
