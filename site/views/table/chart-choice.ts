import type { TableColumn, TableFile } from '../../../functions/contract/table.ts';
import { isNumber, isRange } from '../../format/cells.ts';
import { capitalized } from '../../format/measures.ts';
import type { ChartChoice } from './address.ts';
import { AGGREGATE_WORDS } from './chart-words.ts';

export function isSame(one: ChartChoice, other: ChartChoice | null): boolean {
  const parts = ['type', 'x', 'y', 'aggregate', 'by'] as const;
  return other !== null && parts.every(part => one[part] === other[part]);
}

/** `scatter, colored by species`. */
export function chartKind({ type, by, y }: ChartChoice): string {
  if (by === null) return type;
  const isStacked = type === 'histogram' || (type === 'bar' && y === null);
  return `${type}, ${isStacked ? 'stacked' : 'colored'} by ${by}`;
}

/** `Mean of body mass by species` · `Beak length by depth`. */
export function chartTitle({ type, x, y, aggregate }: ChartChoice): string {
  if (type === 'histogram') return x;
  if (type === 'scatter') return `${y ?? ''} by ${x}`;
  if (y === null || aggregate === 'count') return `Rows by ${x}`;
  const words = AGGREGATE_WORDS[aggregate ?? 'mean'];
  return `${capitalized(words)} ${y} by ${x}`;
}

export function isCategory({ category, type }: TableColumn): boolean {
  return category || type === 'boolean';
}

export function canBeColored({ type, y, aggregate }: ChartChoice): boolean {
  return type !== 'bar' || y === null || aggregate === 'sum' || aggregate === 'count';
}

export function fitsX(type: ChartChoice['type']): (column: TableColumn) => boolean {
  if (type === 'bar') return ({ profile }) => profile.count > 0 && profile.top.length > 0;
  return column => isRange(column) && column.profile.histogram !== null;
}

/** The same chart with columns that suit its type. */
export function suited(chart: ChartChoice, columns: readonly TableColumn[]): ChartChoice {
  const named = (name: string | null) => columns.find(column => column.name === name);
  const fits = fitsX(chart.type);
  const x = [named(chart.x), ...columns].find(column => column !== undefined && fits(column))?.name ?? chart.x;
  const numbers = columns.filter(isNumber);
  const other = (name: string) => numbers.find(column => column.name !== name)?.name ?? null;
  const y = named(chart.y);
  const of = y !== undefined && isNumber(y) && (chart.type !== 'scatter' || y.name !== x) ? y.name : null;
  switch (chart.type) {
    case 'histogram':
      return { ...chart, x, y: null, aggregate: null };
    case 'scatter':
      return { ...chart, x, y: of ?? other(x), aggregate: null };
    default:
      return { ...chart, x, y: of, aggregate: of === null ? null : (chart.aggregate ?? 'mean') };
  }
}

/** A chart to begin with. */
export function firstChart({ columns, charts }: Pick<TableFile, 'columns' | 'charts'>): ChartChoice | null {
  const [suggested] = charts;
  if (suggested !== undefined) {
    const { title: _, ...chart } = suggested;
    return chart;
  }
  return columns.length === 0 ? null : chartOf(columns[0], columns);
}

/** The chart that suits one column. */
export function chartOf(column: TableColumn | undefined, columns: readonly TableColumn[]): ChartChoice | null {
  if (column === undefined) return null;
  const type = isRange(column) && column.profile.histogram !== null ? 'histogram' : 'bar';
  const chart = suited({ type, x: column.name, y: null, aggregate: null, by: null }, columns);
  return chart.x === column.name ? chart : null;
}
