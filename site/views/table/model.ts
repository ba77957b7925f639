import type {
  Cell,
  ColumnProfile,
  TableColumn,
  TableDescription,
  TableFile,
} from '../../../functions/contract/table.ts';
import { formatCell, formatMean, formatShort, isRange, kindOfColumn, withColumnUnit } from '../../format/cells.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import { FIRST_COLUMNS, type TableView } from './address.ts';
import { type Condition, cellOf, sentencesOf, valueText } from './conditions.ts';

/** How the values of a column are spread over some rows. */
export interface Facet {
  /** Rows with a value. */
  readonly values: number;
  readonly missing: number;
  /** By the bins of the column's histogram; null where it has none. */
  readonly counts: readonly number[] | null;
  readonly top: readonly { readonly value: Cell; readonly count: number }[];
}

/** The facet of all rows. */
export function facetOf({ count, missing, histogram, top }: ColumnProfile): Facet {
  return { values: count, missing, counts: histogram?.counts ?? null, top };
}

/** A facet with only those bins and values that meet the conditions on its own column. */
export function narrowed(facet: Facet, column: TableColumn, where: readonly Condition[]): Facet {
  const own = where.filter(condition => condition.column === column.name);
  if (own.length === 0) return facet;
  const edges = column.profile.histogram?.edges ?? [];
  const fits = (cell: Cell) => own.every(condition => isMet(condition, cell, column));
  const counts = facet.counts?.map((count, bin) => (fits(edges[bin] ?? null) ? count : 0)) ?? null;
  const top = facet.top.filter(({ value }) => fits(value));
  const values = (counts ?? top.map(({ count }) => count)).reduce((sum, count) => sum + count, 0);
  return { values, missing: fits(null) ? facet.missing : 0, counts, top };
}

function isMet({ op, values }: Condition, cell: Cell, column: TableColumn): boolean {
  if (op === 'missing') return (cell === null) === (values[0] === 'true');
  if (cell === null) return false;
  const [first = ''] = values;
  const bound = cellOf(first, column) ?? '';
  const text = valueText(cell);
  switch (op) {
    case 'eq':
    case 'in':
      return values.includes(text);
    case 'ne':
      return text !== first;
    case 'lt':
    case 'le':
      return cell < bound || (op === 'le' && cell === bound);
    case 'gt':
    case 'ge':
      return cell > bound || (op === 'ge' && cell === bound);
    case 'contains':
      return plain(text).includes(plain(first));
    case 'starts':
      return plain(text).startsWith(plain(first));
    default:
      return op satisfies never;
  }
}

/** Without case and accents, as the API compares. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

/** The columns that are shown, in their order. */
export function shownColumns({ columns }: Pick<TableFile, 'columns'>, { columns: shown }: TableView): TableColumn[] {
  if (shown === null) return columns.slice(0, FIRST_COLUMNS);
  return shown.flatMap(name => columns.find(column => column.name === name) ?? []);
}

export interface ColumnHead {
  readonly kind: string;
  /** `2 missing`; empty where no value is. */
  readonly missing: string;
  readonly picture: HeadPicture;
}

/** Grey for all rows, in color those shown, on a scale that does not move. */
export type HeadPicture =
  | {
      readonly kind: 'histogram';
      readonly all: readonly number[];
      readonly shown: readonly number[];
      readonly ends: readonly [string, string];
    }
  | {
      readonly kind: 'shares';
      readonly shares: readonly number[];
      readonly isGrey: boolean;
      readonly first: string;
      readonly values: string;
    }
  | { readonly kind: 'values'; readonly values: string };

/** What the head of a column shows of the rows that fit. @param shown null while that is not known */
export function headOf(column: TableColumn, shown: Facet | null): ColumnHead {
  const { profile } = column;
  const head = {
    kind: kindOfColumn(column),
    missing: profile.missing === 0 ? '' : `${formatCount(profile.missing)} missing`,
  };
  const values = counted(profile.distinct, 'value');
  const { histogram } = profile;
  if (histogram !== null && isRange(column)) {
    const none = histogram.counts.map(() => 0);
    const ends = [formatShort(profile.min, column), formatShort(profile.max, column)] as const;
    return { ...head, picture: { kind: 'histogram', all: histogram.counts, shown: shown?.counts ?? none, ends } };
  }
  const isFew = profile.top.length > 0 && (column.category || column.type === 'boolean');
  if (!isFew) return { ...head, picture: { kind: 'values', values } };
  const top = shown?.top.filter(({ value, count }) => value !== null && count > 0) ?? [];
  const isGrey = top.length === 0;
  const parts = isGrey ? profile.top : top;
  const sum = Math.max(1, isGrey ? profile.count : (shown?.values ?? 0));
  const shares = parts.map(({ count }) => count / sum);
  const [first] = parts;
  const words = first === undefined ? '' : `${formatCell(first.value, column)} ${percent(shares[0] ?? 0)}`;
  return { ...head, picture: { kind: 'shares', shares, isGrey, first: words, values } };
}

/** `168 of 344 rows`; the first part is large. @param found null while it is not known */
export function countWords(found: number | null, rows: number): { readonly figure: string; readonly words: string } {
  const all = rows === 1 ? 'row' : 'rows';
  if (found === null) return { figure: '…', words: `of ${formatCount(rows)} ${all}` };
  if (found === rows) return { figure: formatCount(rows), words: all };
  return { figure: formatCount(found), words: `of ${formatCount(rows)} ${all}` };
}

/** `Penguins` · `Penguins, Species: Adelie` · `Row 12 of Penguins`. */
export function titleOf(
  { title }: Pick<TableDescription, 'title'>,
  { row, where }: TableView,
  { columns }: Pick<TableFile, 'columns'>,
): string {
  if (row !== null) return `Row ${row} of ${title}`;
  return [title, ...sentencesOf(where, columns).map(({ words }) => words)].join(', ');
}

/** `344 rows, 7 columns`. */
export function sizeWords(rows: number, columns: number): string {
  return `${counted(rows, 'row')}, ${counted(columns, 'column')}`;
}

export interface ProfileLine {
  readonly name: string;
  readonly value: string;
}

/** The figures of a column, for its panel. */
export function profileLines(column: TableColumn): ProfileLine[] {
  const { profile, unit } = column;
  const rows = profile.count + profile.missing;
  const cell = (name: string, value: Cell) =>
    value === null ? [] : [{ name, value: withColumnUnit(formatCell(value, column), unit) }];
  const mean = (name: string, value: number | null) =>
    value === null ? [] : [{ name, value: withColumnUnit(formatMean(value, column), unit) }];
  return [
    { name: 'Values', value: formatCount(profile.count) },
    {
      name: 'Missing',
      value:
        profile.missing === 0
          ? 'none'
          : `${formatCount(profile.missing)} (${percent(profile.missing / Math.max(1, rows))})`,
    },
    { name: 'Different values', value: formatCount(profile.distinct) },
    ...cell('Smallest', profile.min),
    ...mean('First quartile', profile.q1),
    ...mean('Median', profile.median),
    ...mean('Third quartile', profile.q3),
    ...cell('Largest', profile.max),
    ...mean('Mean', profile.mean),
  ];
}

/** `44%`; of what rounds to nothing `under 1%`. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 0 && share > 0) return 'under 1%';
  return whole === 100 && share < 1 ? 'over 99%' : `${whole}%`;
}

export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
}
