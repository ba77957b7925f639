import type { CheckLimits } from '../contract/dataset.ts';
import type { Calendar } from '../contract/period.ts';
import type { StagedUpload } from '../ingest/staged.ts';
import { addDays, periodsBetween } from '../measures/periods.ts';
import { type Check, type Figure, limitOfMap } from './check.ts';
import { counted, fileOf, percent, times } from './format.ts';
import type { LostRegions, PairFigures } from './measure-reports.ts';

/** One report of the walk through the days. */
export interface Day {
  readonly key: string;
  readonly date: string;
  readonly rows: StagedUpload;
}

/** A report, the nearest earlier one that is in, and the next one if it can say something of its own. */
export interface ReportFacts {
  readonly limits: CheckLimits;
  readonly period: Calendar;
  /** The measures that only grow. */
  readonly growing: readonly string[];
  readonly was: Day;
  readonly is: Day;
  readonly pair: PairFigures;
  /** Whole counts, with the values of places that are held back replaced by their last accepted ones. */
  readonly changes: readonly TotalChange[];
  /** Days between two reports, as is usual. */
  readonly rhythm: number;
  /** Its rows were updated for its own day. */
  readonly isOfItsDay: boolean;
  readonly next: NextReport | undefined;
}

export interface TotalChange extends Figure {
  readonly measure: string;
  readonly was: number;
  readonly is: number;
}

export interface NextReport {
  readonly day: Day;
  total(measure: string): Promise<number>;
  /** Held against the report before the one that is judged. */
  pair(): Promise<PairFigures>;
}

/** A share of fewer rows, or of fewer places, means little. */
export const LEAST_ROWS = 20;
export const LEAST_PLACES = 20;

const repeatedRows: Check<ReportFacts> = {
  id: 'repeated-rows',
  scope: 'report',
  fails:
    'more than this share of its places (if it has 20 rows or more) has the values of the day before, unless its rows were updated for its own day; or all rows are those of some other day',
  field: 'repeatedRows',
  unit: 'share',
  limit: limits => limits.repeatedRows,
  figures: ({ is, pair }) =>
    is.rows.period !== null || is.rows.kept < LEAST_ROWS || pair.regions === 0
      ? []
      : [{ level: null, value: pair.same / pair.regions }],
  exceeds: ({ value }, limit, { isOfItsDay }) => value > limit && !isOfItsDay,
  message: (_, { was, is, pair }) =>
    `${fileOf(is.key)} repeats ${fileOf(was.key)}: ${counted(pair.same)} of ${counted(pair.regions, 'place')} have the same values; ${again(was, is)}`,
};

const lostRows: Check<ReportFacts> = {
  id: 'lost-rows',
  scope: 'report',
  fails: 'it has fewer rows than the day before (which has 20 or more), by more than this share',
  field: 'lostRows',
  unit: 'share',
  limit: limits => limits.lostRows,
  figures: ({ was, is }) =>
    is.rows.period !== null || was.rows.kept < LEAST_ROWS
      ? []
      : [{ level: null, value: Math.max(0, 1 - is.rows.kept / was.rows.kept) }],
  message: ({ value }, { was, is }) =>
    `it has ${counted(is.rows.kept, 'row')}, ${percent(value)} fewer than the ${counted(was.rows.kept)} of ${was.date}`,
  agrees: (_, limit, { was, is, next }) => {
    const isFew = (rows: number, of: number) => rows < of * (1 - limit);
    const later = next?.day.rows.kept ?? 0;
    return isFew(later, was.rows.kept) && !isFew(later, is.rows.kept);
  },
};

const allZero: Check<ReportFacts, TotalChange> = {
  id: 'all-zero',
  scope: 'report',
  fails: 'a count adds up to zero after adding up to at least this many the day before; a blank count is not zero',
  field: 'zeroAfter',
  implies: ['fall', 'wrong-places', 'repeated-rows'],
  limit: limits => limits.zeroAfter,
  figures: ({ was, is, growing }) =>
    Object.entries(was.rows.sums).flatMap(([measure, sum]) =>
      growing.includes(measure) && is.rows.sums[measure] === 0 && sum !== null
        ? [{ level: null, value: sum, measure, was: sum, is: 0 }]
        : [],
    ),
  exceeds: ({ value }, limit) => value >= Math.max(1, limit),
  message: ({ measure, was }, facts) =>
    `its ${measure} are all zero; on ${facts.was.date} they add up to ${counted(was)}`,
};

const gap: Check<ReportFacts> = {
  id: 'gap',
  scope: 'report',
  fails:
    'it comes after the previous report by more than this many times the usual interval; or the first report comes that long before the next',
  field: 'gap',
  unit: 'times',
  limit: limits => limits.gap,
  figures: ({ was, is, rhythm, period }) =>
    is.rows.period === null ? [{ level: null, value: periodsBetween(was.date, is.date, period) / rhythm }] : [],
  message: (_, { was, is, rhythm, period }) =>
    `${fileOf(is.key)} lies ${counted(periodsBetween(was.date, is.date, period), period.unit)} after ${fileOf(was.key)}, the report before it, where ${rhythm} is usual; is the year right?`,
  agrees: (_, limit, { is, rhythm, next, period }) =>
    next !== undefined && periodsBetween(is.date, next.day.date, period) <= limit * rhythm,
};

const lostPlaces: Check<ReportFacts, Figure & { readonly lost: LostRegions }> = {
  id: 'lost-places',
  scope: 'report',
  fails: 'more than this share of the places of a map (with 20 or more) is gone',
  field: 'places.<map>.lost',
  unit: 'share',
  byMap: true,
  implies: ['wrong-places'],
  limit: limitOfMap(({ lost }) => lost),
  figures: ({ pair }) => pair.lost.flatMap(lost => lostFigure(lost)),
  message: ({ level, lost }, { was }) =>
    `it lacks ${counted(lost.lost)} of the ${counted(lost.of, 'place')} of ${level} that are there on ${was.date}, such as "${lost.example}"`,
  agrees: async ({ level }, limit, { next }) => {
    const figures = ((await next?.pair())?.lost ?? []).flatMap(lost => lostFigure(lost));
    return figures.some(figure => figure.level === level && figure.value > limit);
  },
};

const fall: Check<ReportFacts, TotalChange> = {
  id: 'fall',
  scope: 'report',
  fails: 'a count over the whole report, if it was `small` or more, falls by more than this share',
  field: 'fall',
  unit: 'share',
  implies: ['wrong-places'],
  limit: limits => limits.fall,
  figures: ({ changes, limits }) =>
    changes.map(change => ({ ...change, value: change.was < limits.small ? 0 : fallShare(change) })),
  message: ({ measure, was, is }, facts) =>
    `its ${measure} add up to ${counted(is)}, ${counted(was - is)} fewer than on ${facts.was.date}`,
  agrees: async ({ measure, was, is }, limit, { next }) => {
    const then = (await next?.total(measure)) ?? was;
    return then < was && then >= is * (1 - limit);
  },
};

const rise: Check<ReportFacts, TotalChange> = {
  id: 'rise',
  scope: 'report',
  fails:
    'a count over the whole report, if it was `small` or more, grows to more than this many times its value in a day',
  field: 'rise',
  unit: 'times',
  limit: limits => limits.rise,
  figures: ({ changes, limits }) =>
    changes.map(change => ({ ...change, value: change.was < Math.max(1, limits.small) ? 0 : change.is / change.was })),
  exceeds: ({ value }, limit, { was, is, period }) => value > limit ** periodsBetween(was.date, is.date, period),
  message: ({ measure, was, is }, facts) =>
    `its ${measure} add up to ${counted(is)}, ${times(is / was)} times the ${counted(was)} of ${facts.was.date}`,
  agrees: async ({ measure, is }, _, { next, limits }) =>
    ((await next?.total(measure)) ?? 0) >= is * (1 - (limits.fall ?? 0)),
};

/** The checks of a whole report that has an earlier one to compare it with, in the order in which the receipt lists them. */
export const REPORT_CHECKS: readonly Check<ReportFacts>[] = [
  repeatedRows,
  lostRows,
  allZero,
  gap,
  lostPlaces,
  fall,
  rise,
];

/** Whether a figure is of a change of a whole count. */
export function isChange(figure: Figure | null): figure is TotalChange {
  return figure !== null && 'measure' in figure;
}

/** The share by which a count falls. */
export function fallShare({ was, is }: { readonly was: number; readonly is: number }): number {
  return was <= 0 ? 0 : Math.max(0, (was - is) / was);
}

/** Of a period that is a day. */
const DAY_LENGTH = 10;

/** How a file that holds another day's rows is spoken of. */
export function again(other: Day, day: Day): string {
  return other.date.length === DAY_LENGTH && addDays(other.date, 1) === day.date
    ? "looks like yesterday's file again"
    : 'looks like the file of another day';
}

function lostFigure(lost: LostRegions): readonly (Figure & { readonly lost: LostRegions })[] {
  return lost.of < LEAST_PLACES ? [] : [{ level: lost.map, value: lost.lost / lost.of, lost }];
}
