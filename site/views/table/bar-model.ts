import type { Aggregate, Cell, TableColumn } from '../../../functions/contract/table.ts';
import type { SummaryAnswer } from '../../../functions/contract/table-answers.ts';
import { namedTicks } from '../../charts/plot.ts';
import { stepTicks } from '../../charts/value-ticks.ts';
import { tickNames } from '../../format/amounts.ts';
import { formatCell, MISSING, withColumnUnit } from '../../format/cells.ts';
import { formatCount } from '../../format/numbers-and-dates.ts';
import type { BarModel, ChartData } from './chart-form.ts';
import { categoriesOf, formatAggregate, measureTitle, titleOf } from './chart-words.ts';
import type { Condition } from './conditions.ts';
import { narrowed } from './model.ts';

interface BarColumns {
  readonly x: TableColumn;
  readonly y: TableColumn | undefined;
  readonly by: TableColumn | undefined;
}

/** How many rows lie in each bin, stacked by category. */
export function histogramModel({ x, by }: Pick<BarColumns, 'x' | 'by'>, data: ChartData): BarModel | null {
  const { source, where } = data;
  const { edges = [], counts = [] } = x.profile.histogram ?? {};
  const facet = source.facet(x.name, where);
  if (facet === null) return null;
  const shown = narrowed(facet, x, where).counts ?? [];
  const series = by === undefined ? [{ name: '', values: shown }] : binsByCategory(x, by, data);
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

function binsByCategory(x: TableColumn, by: TableColumn, { source, where }: ChartData) {
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

/** More bars cannot be read. */
const MAX_BARS = 12;

/** A bar for each of the most frequent values: of all rows and of those shown; counts and sums stacked by category. */
export function barModel({ x, y, by }: BarColumns, aggregate: Aggregate, data: ChartData): BarModel | null {
  const isSum = aggregate === 'count' || aggregate === 'sum';
  const figures =
    aggregate === 'count' && x.profile.top.length > 0 ? countsOf(x, data) : aggregatesOf(x, y, aggregate, data);
  const stacks = isSum && by !== undefined ? stacksOf({ x, y, by }, aggregate, data) : [];
  if (figures === null || stacks === null) return null;
  const { names, all, shown } = figures;
  const extent = [0, ...all, ...shown].filter(value => value !== null);
  const min = Math.min(...extent);
  const most = Math.max(...extent);
  const max = most > min ? most : min + 1;
  const ticks = stepTicks(min, max, 5);
  const written = (value: number | null) => (value === null ? MISSING : formatAggregate(value, y, aggregate));
  const labels = names.map((_, at) => {
    const [value, total] = [shown[at] ?? null, all[at] ?? null];
    return isSum && value !== total ? `${written(value)} of ${written(total)}` : written(value);
  });
  return {
    kind: 'bars',
    form: 'rows',
    names: names.map(name => formatCell(name, x)),
    all,
    series:
      stacks.length === 0
        ? [{ name: '', values: shown }]
        : stacks.map(({ name, of }) => ({ name, values: names.map(of) })),
    labels,
    values: {
      min,
      max,
      ticks: namedTicks(ticks, tickNames(ticks, aggregate === 'count' ? null : (y?.unit ?? null))),
      title: measureTitle(y, aggregate),
    },
    bins: [],
    binsTitle: '',
    words: names.map((name, at) => `${formatCell(name, x)}: ${labels[at] ?? ''}`),
  };
}

interface Figures {
  readonly names: readonly Cell[];
  readonly all: readonly (number | null)[];
  readonly shown: readonly (number | null)[];
}

/** From the profile, and of the rows shown from a facet. */
function countsOf(x: TableColumn, { source, where }: ChartData): Figures | null {
  const facet = source.facet(x.name, where);
  if (facet === null) return null;
  const bars = x.profile.top.slice(0, MAX_BARS);
  const shown = new Map(narrowed(facet, x, where).top.map(({ value, count }) => [value, count]));
  return {
    names: bars.map(({ value }) => value),
    all: bars.map(({ count }) => count),
    shown: bars.map(({ value }) => shown.get(value) ?? 0),
  };
}

function aggregatesOf(
  x: TableColumn,
  y: TableColumn | undefined,
  aggregate: Aggregate,
  { source, where }: ChartData,
): Figures | null {
  const ask = (conditions: readonly Condition[]) =>
    source.summary({ by: [{ column: x.name, step: null }], measure: y?.name ?? null, aggregate, where: conditions });
  const [whole, part] = [ask([]), ask(where)];
  if (whole === null || part === null) return null;
  const listed = x.profile.top.map(({ value }) => value);
  const names = (listed.length > 0 ? listed : whole.groups.map(({ by }) => by[0] ?? null)).slice(0, MAX_BARS);
  return { names, all: names.map(name => figureOf(whole, [name])), shown: names.map(name => figureOf(part, [name])) };
}

function stacksOf(
  { x, y, by }: BarColumns & { readonly by: TableColumn },
  aggregate: Aggregate,
  { source, where }: ChartData,
) {
  const groups = [x, by].map(({ name }) => ({ column: name, step: null }));
  const answer = source.summary({ by: groups, measure: y?.name ?? null, aggregate, where });
  if (answer === null) return null;
  return categoriesOf(by).map(category => ({
    name: formatCell(category, by),
    of: (name: Cell) => figureOf(answer, [name, category]),
  }));
}

function figureOf({ groups, aggregate }: SummaryAnswer, by: readonly Cell[]): number | null {
  const group = groups.find(other => by.every((cell, at) => other.by[at] === cell));
  const value = aggregate === 'count' ? (group?.rows ?? 0) : (group?.value ?? null);
  return typeof value === 'number' ? value : null;
}

function ofAll(shown: number, all: number): string {
  return shown === all ? formatCount(all) : `${formatCount(shown)} of ${formatCount(all)}`;
}
