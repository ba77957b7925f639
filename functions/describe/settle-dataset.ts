import type { Dataset, Measure, TimeSource } from '../contract/dataset.ts';
import { type Calendar, isPeriodOf, PERIOD_UNITS, type PeriodUnit } from '../contract/period.ts';
import { Problem } from '../contract/problem.ts';
import type { Dimension } from '../contract/snapshot.ts';
import { EXACT_DIGITS, MAX_DECIMALS } from '../ingest/column-types.ts';
import { periodOfRows } from '../ingest/parse-period.ts';
import type { Decimals } from '../ingest/row-accounts.ts';
import type { StagedUpload } from '../ingest/staged.ts';
import { KINDS } from '../measures/kinds.ts';
import { addPeriods, firstDayOf, periodOf, periodsBetween, weekdayOf } from '../measures/periods.ts';
import { placesSql } from './places-sql.ts';
import { type OwnMaps, type ReadRows, type UsedUpload, withRegions } from './settle-places.ts';

/** Combinations of dimensions that are made into maps and curves. */
const MAX_COMBINATIONS = 200;

/** Completes a descriptor without SQL by what only its rows can tell. */
export function settleDataset(dataset: Dataset, rows: ReadRows, ownMaps: OwnMaps): Dataset {
  const { places } = dataset;
  if (places === null) return dataset;
  const [names = [], ...ofDimensions] = places.levels.length === 0 ? [[], ...rows.noted] : rows.noted;
  const dimensions = dataset.dimensions.map((dimension, index) => {
    return withValues(
      dimension,
      (ofDimensions[index] ?? []).flatMap(([value]) => [value ?? '']),
    );
  });
  const measures = dataset.measures.map(measure => withDecimals(measure, dataset, rows.uploads));
  const table = dataset.tables.find(({ name }) => name === places.table);
  const time = table?.time ?? null;
  const heading = table?.columns.find(({ name }) => time?.from === 'column' && name === time.column)?.headings[0] ?? '';
  const settledTime =
    time?.from === 'column' && time.unit === null ? recognizedTime(time, heading, rows.uploads) : time;
  const unit = settledTime === null || settledTime.from === 'nothing' ? 'none' : (settledTime.unit ?? 'day');
  const settled: Dataset = {
    ...dataset,
    period: { unit, every: everyOf(unit, settledTime, rows.uploads) },
    tables: dataset.tables.map(table => (table.name === places.table ? { ...table, time: settledTime } : table)),
    dimensions,
    measures: combinationsOf(measures, dimensions),
    places: withRegions(places, names, { dataset, rows, ownMaps }),
    sources: [...dataset.sources, ...[...ownMaps.values()].map(({ name }) => name)],
  };
  return { ...settled, cleanSql: placesSql(settled) };
}

/** The values in order, the total first; without one, the first by name. */
function withValues(dimension: Dimension, found: readonly string[]): Dimension {
  const order = new Intl.Collator('en', { numeric: true });
  // Rows without a value come last.
  const values = [...new Set(found)].sort((a, b) => Number(a === '') - Number(b === '') || order.compare(a, b));
  const same = [...Map.groupBy(values, value => value.toLowerCase()).values()].find(group => group.length > 1);
  if (same !== undefined) {
    const written = same.map(value => `"${value}"`).join(' and ');
    throw new Problem(
      'bad-input',
      `the dimension "${dimension.id}" has values that differ in upper and lower case alone: ${written}; write them alike`,
    );
  }
  const total = dimension.total ?? values.find(value => TOTALS.test(value)) ?? null;
  if (total === null) return { ...dimension, values };
  return { ...dimension, total, values: [total, ...values.filter(value => value !== total)] };
}

/** Values that stand for all others together. */
const TOTALS =
  /^(all( .*)?|total( .*)?|.* total|both( sexes)?|overall|any|combined|everyone|t|_t|total, all .*|all ages.*)$/i;

/** One measure for each combination of the values of the dimensions, named as its values are published. */
function combinationsOf(measures: readonly Measure[], dimensions: readonly Dimension[]): Measure[] {
  const count = dimensions.reduce((product, { values }) => product * Math.max(1, values.length), 1);
  if (count > MAX_COMBINATIONS) {
    const sizes = dimensions.map(({ id, values }) => `${id} has ${values.length}`).join(', ');
    throw new Problem(
      'bad-descriptor',
      `dimensions may have ${MAX_COMBINATIONS} combinations of values; found ${count}: ${sizes}`,
    );
  }
  const choices = dimensions.reduce<Record<string, string>[]>(
    (found, { id, values }) => found.flatMap(choice => values.map(value => ({ ...choice, [id]: value }))),
    [{}],
  );
  return measures.flatMap(measure =>
    choices.map(choice => ({ ...measure, id: keyOf(measure.of, choice, dimensions), choice })),
  );
}

function keyOf(measure: string, choice: Readonly<Record<string, string>>, dimensions: readonly Dimension[]): string {
  const parts = dimensions.map(({ id, total }) => (choice[id] === total ? '' : `;${id}=${choice[id]}`));
  return measure + parts.join('');
}

/** Not declared: the digits found, as many as leave the largest value exact. */
function withDecimals(measure: Measure, { tables, places }: Dataset, uploads: readonly StagedUpload[]): Measure {
  const column = tables.find(({ name }) => name === places?.table)?.columns.find(({ name }) => name === measure.of);
  if (column?.decimals != null) return { ...measure, decimals: column.decimals };
  const found = uploads.flatMap(({ decimals }) => decimals[measure.of] ?? []);
  const most = (of: (decimals: Decimals) => number) => found.reduce((largest, one) => Math.max(largest, of(one)), 0);
  const largest = most(({ largest }) => largest);
  // What is added up stays exact as well: over the places of a period, and of a flow over all periods.
  const { isFlow, adds } = KINDS[measure.kind];
  const sum = isFlow ? found.reduce((total, { sum }) => total + sum, 0) : adds ? most(({ ofPeriod }) => ofPeriod) : 0;
  let decimals = Math.min(
    MAX_DECIMALS,
    most(({ digits }) => digits),
  );
  const isExact = () => largest * 10 ** decimals < EXACT_DIGITS && sum * 10 ** decimals < Number.MAX_SAFE_INTEGER;
  while (decimals > 0 && !isExact()) decimals -= 1;
  return { ...measure, decimals };
}

type ColumnTime = Extract<TimeSource, { from: 'column' }>;

/** The unit by the smallest regular step: dates of one weekday are weeks, of one day of the month months, and so on. */
function recognizedTime(time: ColumnTime, heading: string, uploads: readonly UsedUpload[]): ColumnTime {
  const written = [...new Set(uploads.flatMap(({ periods }) => (periods ?? []).map(({ period }) => period)))].sort();
  const read = uploads.filter(({ periods }) => (periods ?? []).length > 0);
  // The Mondays of ISO weeks look like days.
  if (read.length > 0 && read.every(({ unit }) => unit === 'week')) return { ...time, unit: 'week', weekStart: MONDAY };
  const units = new Set(written.map(text => PERIOD_UNITS.find(unit => isPeriodOf(unit, text)) ?? 'day'));
  if (units.size > 1) {
    const examples = [...units].map(unit => {
      const text = written.find(text => isPeriodOf(unit, text));
      return `${text} in ${uploads.find(({ periods }) => periods?.some(({ period }) => period === text))?.key}`;
    });
    throw new Problem(
      'bad-input',
      `the column "${heading}" has periods of several units, such as ${examples.join(' and ')}; keep one of them, or declare "unit" under "time"`,
    );
  }
  const [unit = 'day'] = units;
  if (unit !== 'day' || written.length < 2) return { ...time, unit };
  const weekdays = new Set(written.map(weekdayOf));
  const [weekday = 1] = weekdays;
  for (const coarse of ['year', 'quarter', 'month'] as const) {
    if (new Set(written.map(text => periodOf(text, coarse))).size === written.length && isRegular(written, coarse)) {
      return { ...time, unit: coarse };
    }
  }
  if (weekdays.size > 1) return { ...time, unit: 'day' };
  if (weekday === MONDAY) return { ...time, unit: 'week', weekStart: MONDAY };
  // A week that ends on a Saturday begins on the Sunday before.
  if (weekday === SUNDAY || weekday === SATURDAY) return { ...time, unit: 'week', weekStart: SUNDAY };
  throw new Problem(
    'bad-input',
    `all dates of the column "${heading}", such as ${written[0]}, lie on the same weekday: declare "unit: week" and "starts: monday" or "starts: sunday" under "time"`,
  );
}

const SUNDAY = 0;
const MONDAY = 1;
const SATURDAY = 6;

/** Whether every date is at the same place of its period: the same day, or the last. */
function isRegular(days: readonly string[], unit: 'year' | 'quarter' | 'month'): boolean {
  const calendar = { unit, every: 1 };
  const places = days.map(day => {
    const period = periodOf(day, unit);
    const fromStart = periodsBetween(firstDayOf(period, unit), day, { unit: 'day', every: 1 });
    const next = firstDayOf(addPeriods(period, 1, calendar), unit);
    const toEnd = periodsBetween(day, next, { unit: 'day', every: 1 });
    const dayOfMonth = day.slice(unit === 'year' ? 5 : 8);
    return { fromStart, toEnd, dayOfMonth };
  });
  const [first] = places;
  const same = (of: 'fromStart' | 'toEnd' | 'dayOfMonth') => places.every(place => place[of] === first?.[of]);
  return unit === 'quarter' ? same('fromStart') || same('toEnd') : same('dayOfMonth') || same('toEnd');
}

/** How many units lie between two periods, where more than one always do, as of every fifth year. */
function everyOf(unit: PeriodUnit, time: TimeSource | null, uploads: readonly StagedUpload[]): number {
  if (time?.from !== 'column' || unit === 'none' || unit === 'day') return 1;
  const one: Calendar = { unit, every: 1 };
  const written = uploads
    .flatMap(({ periods }) => periods ?? [])
    .map(({ period }) => periodOfRows(period, unit, time.weekStart));
  const periods = [...new Set(written)].sort();
  if (periods.length < 3) return 1;
  const steps = periods.slice(1).map((period, index) => periodsBetween(periods[index] ?? period, period, one));
  return steps.reduce((a, b) => greatestCommonDivisor(a, b));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
