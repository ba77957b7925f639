import type { Cell, TableColumn, TableFile } from '../../../functions/contract/table.ts';
import type { SummaryAnswer } from '../../../functions/contract/table-answers.ts';
import type { Bars } from '../../charts/bar-chart.ts';
import { dayTicks } from '../../charts/day-ticks.ts';
import { namedTicks, type Tick } from '../../charts/plot.ts';
import { stepTicks } from '../../charts/value-ticks.ts';
import { tickNames } from '../../format/amounts.ts';
import { formatCell, formatMean, isNumber, isRange, withColumnUnit } from '../../format/cells.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import type { ChartChoice } from './address.ts';
import type { Condition } from './conditions.ts';
import { narrowed } from './model.ts';
import type { Grouping, TableSource } from './source.ts';

/** A chart without its colors. */
export type ChartModel = BarModel | PointModel;

/** Colors of categories are numbered; without categories there is one series, in the accent. */
export interface BarModel extends Omit<Bars, 'series'> {
  readonly kind: 'bars';
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** What a bar stands for: `Biscoe: 89 of 168`. */
  readonly words: readonly string[];
}

export interface PointModel {
  readonly kind: 'points' | 'lines';
  readonly x: AxisModel;
  readonly y: AxisModel;
  readonly all: readonly ChartPoint[];
  readonly series: readonly { readonly name: string; readonly points: readonly ChartPoint[] }[];
}

export interface AxisModel {
  readonly min: number;
  readonly max: number;
  readonly title: string;
  readonly ticks: (most: number) => readonly Tick[];
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

export interface ChartData {
  readonly file: Pick<TableFile, 'columns' | 'rows'>;
  readonly source: Pick<TableSource, 'facet' | 'summary' | 'sample'>;
  readonly where: readonly Condition[];
}

/** More bars cannot be read. */
const MAX_BARS = 12;
/** More categories cannot be told apart; the others have no color. */
export const MAX_CATEGORIES = 6;

/** What a chart shows; null while its numbers are loading. */
export function chartModel(chart: ChartChoice, data: ChartData): ChartModel | null {
  const column = (name: string | null) => data.file.columns.find(other => other.name === name);
  const [x, y, by] = [column(chart.x), column(chart.y), column(chart.by)];
  if (x === undefined) return null;
  if (chart.type === 'histogram' && x.profile.histogram !== null) return histogramModel(x, by, data);
  if (chart.type === 'scatter' && y !== undefined) return scatterModel(x, y, by, data);
  if (chart.type === 'line') return lineModel(x, y, by, chart, data);
  return barModel(x, y, by, chart, data);
}

/** The categories that have a color, in its order. */
export function categoriesOf(by: Pick<TableColumn, 'profile'> | undefined): readonly Cell[] {
  return by?.profile.top.slice(0, MAX_CATEGORIES).map(({ value }) => value) ?? [];
}

function histogramModel(x: TableColumn, by: TableColumn | undefined, { source, where }: ChartData): BarModel | null {
  const { edges = [], counts = [] } = x.profile.histogram ?? {};
  const facet = source.facet(x.name, where);
  if (facet === null) return null;
  const shown = narrowed(facet, x, where).counts ?? [];
  const series = by === undefined ? [{ name: '', values: shown }] : binsByCategory(x, by, { source, where });
  if (series === null) return null;
  const most = Math.max(1, ...counts);
  const ticks = stepTicks(0, most, 6);
  const name = (at: number) => formatCell(edges[at] ?? null, x);
  const every = Math.ceil(edges.length / MAX_EDGES);
  return {
    kind: 'bars',
    form: 'bins',
    names: counts.map((_, at) => `${name(at)} to ${name(at + 1)}`),
    all: counts,
    series,
    labels: [],
    values: { min: 0, max: most, ticks: namedTicks(ticks, tickNames(ticks)), title: 'Rows' },
    bins: edges.flatMap((_, at) => (at % every === 0 ? [{ at, name: name(at) }] : [])),
    binsTitle: titleOf(x),
    words: counts.map(
      (count, at) => `${withColumnUnit(`${name(at)} to ${name(at + 1)}`, x.unit)}: ${ofAll(shown[at] ?? 0, count)}`,
    ),
  };
}

const MAX_EDGES = 10;

function binsByCategory(x: TableColumn, by: TableColumn, { source, where }: Pick<ChartData, 'source' | 'where'>) {
  const { edges = [], counts = [] } = x.profile.histogram ?? {};
  const groups = [
    { column: x.name, step: 'bins' as const },
    { column: by.name, step: null },
  ];
  const answer = source.summary({ by: groups, measure: null, aggregate: 'count', where });
  if (answer === null) return null;
  return categoriesOf(by).map(category => {
    const own = answer.groups.filter(group => group.by[1] === category);
    const values = counts.map((_, at) => own.find(group => group.by[0] === edges[at])?.rows ?? 0);
    return { name: formatCell(category, by), values };
  });
}

function barModel(
  x: TableColumn,
  y: TableColumn | undefined,
  by: TableColumn | undefined,
  { aggregate }: ChartChoice,
  { source, where }: ChartData,
): BarModel | null {
  const of = aggregate ?? 'count';
  const isCount = y === undefined || of === 'count';
  const measure = isCount ? null : y.name;
  const ask = (names: readonly string[], conditions: readonly Condition[]) =>
    source.summary({ by: names.map(valuesOf), measure, aggregate: isCount ? 'count' : of, where: conditions });
  const isStacked = by !== undefined && by.name !== x.name && (isCount || of === 'sum');
  const listed = x.profile.top.slice(0, MAX_BARS).map(({ value }) => value);
  const whole = isCount && listed.length > 0 ? null : ask([x.name], []);
  const part = isCount && listed.length > 0 ? null : ask([x.name], where);
  const facet = source.facet(x.name, where);
  const stacks = isStacked ? ask([x.name, by.name], where) : null;
  if ((isCount && listed.length > 0 ? facet : whole && part) === null || (isStacked && stacks === null)) return null;
  const names = listed.length > 0 ? listed : (whole?.groups.slice(0, MAX_BARS).map(group => group.by[0] ?? null) ?? []);
  const own = facet === null ? null : narrowed(facet, x, where);
  const countOf = (name: Cell) => own?.top.find(({ value }) => value === name)?.count ?? 0;
  const all = names.map(name =>
    whole === null ? (x.profile.top.find(({ value }) => value === name)?.count ?? 0) : figureOf(whole, [name]),
  );
  const shown = names.map(name => (part === null ? countOf(name) : figureOf(part, [name])));
  const series =
    stacks === null
      ? [{ name: '', values: shown }]
      : categoriesOf(by).map(category => ({
          name: by === undefined ? '' : formatCell(category, by),
          values: names.map(name => figureOf(stacks, [name, category])),
        }));
  const extent = [0, ...all, ...shown].filter(value => value !== null);
  const [min, max] = [Math.min(...extent), Math.max(...extent)];
  const ticks = stepTicks(min, max === min ? min + 1 : max, 5);
  const written = (value: number | null) =>
    value === null ? '–' : isCount ? formatCount(value) : amount(value, y, of);
  const labels = names.map((_, at) => {
    const [value, total] = [shown[at] ?? null, all[at] ?? null];
    return isCount || of === 'sum'
      ? value === total
        ? written(value)
        : `${written(value)} of ${written(total)}`
      : written(value);
  });
  return {
    kind: 'bars',
    form: 'rows',
    names: names.map(name => formatCell(name, x)),
    all,
    series,
    labels,
    values: {
      min,
      max: max === min ? min + 1 : max,
      ticks: namedTicks(ticks, tickNames(ticks, isCount ? null : y.unit)),
      title: isCount ? 'Rows' : `${capitalized(AGGREGATE_WORDS[of])} ${titleOf(y)}`,
    },
    bins: [],
    binsTitle: '',
    words: names.map((name, at) => `${formatCell(name, x)}: ${labels[at] ?? ''}`),
  };
}

function valuesOf(column: string): Grouping {
  return { column, step: null };
}

/** How an aggregate is named in front of a column: `mean`. */
export const AGGREGATE_WORDS = {
  count: 'number of',
  sum: 'sum of',
  mean: 'mean',
  median: 'median',
  min: 'smallest',
  max: 'largest',
} as const;

function figureOf({ groups, aggregate }: SummaryAnswer, by: readonly Cell[]): number | null {
  const group = groups.find(other => by.every((cell, at) => other.by[at] === cell));
  const value = aggregate === 'count' ? (group?.rows ?? 0) : (group?.value ?? null);
  return typeof value === 'number' ? value : null;
}

function lineModel(
  x: TableColumn,
  y: TableColumn | undefined,
  by: TableColumn | undefined,
  { aggregate }: ChartChoice,
  { source, where }: ChartData,
): PointModel | null {
  const of = y === undefined ? 'count' : (aggregate ?? 'mean');
  const measure = of === 'count' ? null : (y?.name ?? null);
  const ask = (names: readonly string[], conditions: readonly Condition[]) =>
    source.summary({
      by: names.map(name => ({ column: name, step: name === x.name ? stepOf(x) : null })),
      measure,
      aggregate: of,
      where: conditions,
    });
  const hasCategories = by !== undefined && by.name !== x.name;
  const all = where.length === 0 && !hasCategories ? null : ask([x.name], []);
  const shown = ask(hasCategories ? [x.name, by.name] : [x.name], where);
  if (shown === null || (all === null && where.length > 0)) return null;
  const written = (value: number) => (of === 'count' || y === undefined ? formatCount(value) : amount(value, y, of));
  const pointsOf = (answer: SummaryAnswer, category: Cell | undefined): ChartPoint[] =>
    answer.groups.flatMap(group => {
      const [at = null, of = null] = group.by;
      const [place, value] = [positionOf(at, x), answer.aggregate === 'count' ? group.rows : group.value];
      if (place === null || typeof value !== 'number' || (category !== undefined && of !== category)) return [];
      return [{ x: place, y: value, words: `${formatCell(at, x)}: ${written(value)}` }];
    });
  const series = hasCategories
    ? categoriesOf(by).map(category => ({ name: formatCell(category, by), points: pointsOf(shown, category) }))
    : [{ name: '', points: pointsOf(shown, undefined) }];
  const grey = all === null || hasCategories ? [] : pointsOf(all, undefined);
  const values = [...grey, ...series.flatMap(({ points }) => points)].map(point => point.y);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isFromZero = of === 'count' || of === 'sum' || low > 0;
  return {
    kind: 'lines',
    x: axisOf(x),
    y: numberAxis(
      isFromZero ? Math.min(0, low) : low,
      high,
      of === 'count' || y === undefined ? 'Rows' : `${capitalized(AGGREGATE_WORDS[of])} ${titleOf(y)}`,
    ),
    all: grey,
    series,
  };
}

function scatterModel(
  x: TableColumn,
  y: TableColumn,
  by: TableColumn | undefined,
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

function titleOf({ name, unit }: Pick<TableColumn, 'name' | 'unit'>): string {
  return unit === null ? name : `${name}, ${unit}`;
}

function amount(value: number, column: TableColumn, aggregate: keyof typeof AGGREGATE_WORDS): string {
  const isBetween = aggregate === 'mean' || aggregate === 'median';
  return withColumnUnit(isBetween ? formatMean(value, column) : formatCell(value, column), column.unit);
}

function ofAll(shown: number, all: number): string {
  return shown === all ? formatCount(all) : `${formatCount(shown)} of ${formatCount(all)}`;
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
