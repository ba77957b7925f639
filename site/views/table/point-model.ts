import type { Aggregate, Cell, TableColumn } from '../../../functions/contract/table.ts';
import type { SummaryAnswer } from '../../../functions/contract/table-answers.ts';
import { dayTicks } from '../../charts/day-ticks.ts';
import { namedTicks } from '../../charts/plot.ts';
import { stepTicks } from '../../charts/value-ticks.ts';
import { tickNames } from '../../format/amounts.ts';
import { formatCell, isNumber, isRange } from '../../format/cells.ts';
import type { AxisModel, ChartData, ChartPoint, PointModel } from './chart-form.ts';
import { categoriesOf, formatAggregate, measureTitle, titleOf } from './chart-words.ts';
import type { Condition } from './conditions.ts';
import type { Grouping } from './source.ts';

interface PointColumns {
  readonly x: TableColumn;
  readonly y: TableColumn | undefined;
  /** Whose values have a line or a color each. */
  readonly by: TableColumn | undefined;
}

/** One value for each step along a line; a line for each category. */
export function lineModel(
  { x, y, by }: PointColumns,
  aggregate: Aggregate,
  { source, where }: ChartData,
): PointModel | null {
  const ask = (columns: readonly TableColumn[], conditions: readonly Condition[]) =>
    source.summary({
      by: columns.map(column => ({ column: column.name, step: column === x ? stepOf(x) : null })),
      measure: y?.name ?? null,
      aggregate,
      where: conditions,
    });
  const isWhole = where.length === 0 || by !== undefined;
  const all = isWhole ? null : ask([x], []);
  const shown = ask(by === undefined ? [x] : [x, by], where);
  if (shown === null || (all === null && !isWhole)) return null;
  const pointsOf = ({ groups }: SummaryAnswer, category: Cell | undefined): ChartPoint[] =>
    groups.flatMap(group => {
      const [at = null, of = null] = group.by;
      const [place, value] = [positionOf(at, x), aggregate === 'count' ? group.rows : group.value];
      if (place === null || typeof value !== 'number' || (category !== undefined && of !== category)) return [];
      return [{ x: place, y: value, words: `${formatCell(at, x)}: ${formatAggregate(value, y, aggregate)}` }];
    });
  const series =
    by === undefined
      ? [{ name: '', points: pointsOf(shown, undefined) }]
      : categoriesOf(by).map(category => ({ name: formatCell(category, by), points: pointsOf(shown, category) }));
  const grey = all === null ? [] : pointsOf(all, undefined);
  const values = [...grey, ...series.flatMap(({ points }) => points)].map(point => point.y);
  const [low, high] = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  return {
    kind: 'lines',
    x: axisOf(x),
    y: numberAxis(Math.min(0, low), high, measureTitle(y, aggregate)),
    all: grey,
    series,
  };
}

/** A point for each row of a sample, in the color of its category. */
export function scatterModel(
  { x, y, by }: PointColumns & { readonly y: TableColumn },
  { source, where }: ChartData,
): PointModel | null {
  const columns = [...new Set([x.name, y.name, ...(by === undefined ? [] : [by.name])])];
  const all = source.sample(columns, []);
  const shown = where.length === 0 ? all : source.sample(columns, where);
  if (all === null || shown === null) return null;
  const pointsOf = ({ rows, rowNumbers }: typeof all, category?: Cell): ChartPoint[] =>
    rows.flatMap((cells, row) => {
      const cell = (name: string) => cells[columns.indexOf(name)] ?? null;
      const [left, up] = [positionOf(cell(x.name), x), positionOf(cell(y.name), y)];
      if (left === null || up === null || (category !== undefined && by !== undefined && cell(by.name) !== category))
        return [];
      const words = columns.map(name => named(name, cell(name), [x, y, by])).join(', ');
      return [{ x: left, y: up, words: `Row ${(rowNumbers[row] ?? 0) + 1}: ${words}` }];
    });
  const series =
    by === undefined
      ? [{ name: '', points: pointsOf(shown) }]
      : categoriesOf(by).map(category => ({ name: formatCell(category, by), points: pointsOf(shown, category) }));
  return { kind: 'points', x: axisOf(x), y: axisOf(y), all: where.length === 0 ? [] : pointsOf(all), series };
}

function named(name: string, cell: Cell, columns: readonly (TableColumn | undefined)[]): string {
  const column = columns.find(other => other?.name === name);
  return column === undefined ? '' : `${name} ${formatCell(cell, column)}`;
}

/** Where a value lies on its axis: numbers as they are, dates in days. */
function positionOf(cell: Cell, column: TableColumn): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || !isRange(column)) return null;
  const time = Date.parse(cell);
  return Number.isNaN(time) ? null : time / DAY_MS;
}

const DAY_MS = 86_400_000;

/** By what dates are grouped so that a line has no more points than can be seen. */
function stepOf(column: TableColumn): Grouping['step'] {
  if (isNumber(column) || !isRange(column)) return null;
  const [first, last] = [column.profile.min, column.profile.max].map(end => positionOf(end, column) ?? 0);
  const days = (last ?? 0) - (first ?? 0);
  if (days <= MAX_DAYS) return 'day';
  return days <= MAX_MONTHS * 30 ? 'month' : 'year';
}

const MAX_DAYS = 800;
const MAX_MONTHS = 600;
/** Points at the edge of a chart are not cut off. */
const MARGIN = 0.03;

function axisOf(column: TableColumn): AxisModel {
  const [min, max] = [column.profile.min, column.profile.max].map(end => positionOf(end, column) ?? 0);
  const [low = 0, high = 0] = [min, max];
  if (isNumber(column)) return numberAxis(low, high, titleOf(column), column);
  const margin = (high - low || 1) * MARGIN;
  const day = (at: number) => new Date(at * DAY_MS).toISOString().slice(0, 10);
  const [first, last] = [day(low), day(high)];
  const start = Date.parse(first) / DAY_MS;
  return {
    min: low - margin,
    max: high + margin,
    title: '',
    ticks: most => dayTicks(first, last, most).map(({ at, name }) => ({ at: start + at, name })),
  };
}

function numberAxis(low: number, high: number, title: string, column?: TableColumn): AxisModel {
  const [min, max] = low < high ? [low, high] : [low - 1, high + 1];
  const margin = (max - min) * MARGIN;
  return {
    min: low === 0 ? 0 : min - margin,
    max: max + margin,
    title,
    ticks: most => {
      const ticks = stepTicks(min, max, Math.min(most, 7));
      const isWhole = column?.type === 'integer';
      return isWhole ? namedTicks(ticks, value => formatCell(value, column)) : namedTicks(ticks, tickNames(ticks));
    },
  };
}
