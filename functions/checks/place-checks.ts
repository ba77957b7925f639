import type { NegativeCell } from '../clean/row-outcomes.ts';
import type { CheckLimits } from '../contract/dataset.ts';
import { type Check, type Figure, limitOfMap, placeLimits } from './check.ts';
import { counted } from './format.ts';
import { fallShare } from './report-checks.ts';

/** Fewer wrong places say nothing of their report. */
const LEAST_WRONG = 10;

/** One measure of one place, in a report and in the nearest earlier one that says something of it. */
export interface PlaceFacts {
  readonly limits: CheckLimits;
  readonly map: string;
  readonly name: string;
  readonly measure: string;
  /** The day that is judged, and the earlier one. */
  readonly date: string;
  readonly wasDate: string;
  readonly days: number;
  readonly was: number | null;
  /** Null: the report says nothing of it. */
  readonly is: number | null;
  /** What the next report says of it; undefined where there is none that can say something of its own. */
  readonly later: number | null | undefined;
  /** Places of the report that nothing knows, of which one may be this one under another name. */
  readonly likeNames: readonly string[];
  /** How many times it grew in a day before that, 1 if it did not. */
  readonly growth: number;
  /** A cell below zero among its rows. */
  readonly negative: NegativeCell | undefined;
  /** Sums above it count on it. */
  readonly hasParent: boolean;
}

const vanished: Check<PlaceFacts> = {
  id: 'vanished',
  scope: 'place',
  fails: 'it is missing from the report, and its count was `small` or more the day before',
  field: 'places.<map>.small',
  byMap: true,
  limit: limitOfMap(({ small }) => small),
  figures: ({ map, was, is }) => (was === null || is !== null ? [] : [{ level: map, value: was }]),
  // One that is back the next day, and that no sum counts on, is a gap like any other.
  exceeds: ({ value }, limit, { later, hasParent, likeNames }) =>
    value >= Math.max(1, limit) && (later == null || hasParent || likeNames.length > 0),
  message: (_, { name, date, wasDate, measure, was, likeNames }) => {
    const hint = likeNames.length === 0 ? '' : `; the report has "${likeNames.join('", "')}", which nothing knows`;
    return `${name} on ${date}: nothing reported after ${counted(was ?? 0)} ${measure} on ${wasDate}${hint}`;
  },
  agrees: (_, __, { later }) => later === null,
};

const belowZero: Check<PlaceFacts> = {
  id: 'below-zero',
  scope: 'place',
  fails: 'its rows add up to less than zero',
  field: null,
  byMap: true,
  limit: () => 0,
  figures: ({ map, is }) => (is === null || is >= 0 ? [] : [{ level: map, value: -is }]),
  message: (_, { name, date, measure, is, negative }) =>
    `${name} on ${date}: ${counted(is ?? 0)} ${measure}${lineWords(negative, is)}; a total cannot be below zero`,
};

const fall: Check<PlaceFacts> = {
  id: 'fall',
  scope: 'place',
  fails: 'one of its counts falls by more than this share, and by `small` or more',
  field: 'places.<map>.fall',
  unit: 'share',
  byMap: true,
  limit: limitOfMap(({ fall }) => fall),
  figures: ({ limits, map, was, is }) => {
    if (was === null || is === null) return [];
    const small = placeLimits(limits, map)?.small ?? 0;
    return [{ level: map, value: was - is < Math.max(1, small) ? 0 : fallShare({ was, is }) }];
  },
  message: afterWords,
  agrees: (_, limit, { was, is, later }) => later != null && later < (was ?? 0) && later >= (is ?? 0) * (1 - limit),
};

const rise: Check<PlaceFacts> = {
  id: 'rise',
  scope: 'place',
  fails: 'one of its counts, at least twice `small`, grows more than this many times as fast as the day before',
  field: 'places.<map>.rise',
  unit: 'times',
  byMap: true,
  limit: limitOfMap(({ rise }) => rise),
  figures: ({ limits, map, was, is, days, growth }) => {
    if (was === null || is === null) return [];
    const small = placeLimits(limits, map)?.small ?? 0;
    return [{ level: map, value: was < Math.max(1, 2 * small) ? 0 : (is / was) ** (1 / days) / growth }];
  },
  message: afterWords,
  agrees: (_, __, { limits, map, is, later }) =>
    later != null && later >= (is ?? 0) * (1 - (placeLimits(limits, map)?.fall ?? 0)),
};

/** A cell that is not a number: its place is held back for that measure, whatever the others are. */
export const UNREADABLE_CELL = {
  id: 'unreadable-cell',
  scope: 'place',
  fails: 'a cell of one of its rows is not a number, or not a whole one where it is a count; the other cells count',
  field: null,
  byMap: true,
} as const;

/** Rows that give a place several values of one period. */
export const REPEATED_PLACE = {
  id: 'repeated-place',
  scope: 'place',
  fails: 'several rows give different values for it',
  field: null,
  byMap: true,
} as const;

/** The places of one map whose report has them wrong, all their counts at once. */
export interface WrongPlaces {
  readonly map: string;
  readonly wrong: number;
  /** Places of the report before that are large enough to be checked one by one. */
  readonly large: number;
  /** Why one of them is wrong. */
  readonly example: string;
}

/** Where so many places are wrong, it is the report that is. */
export const wrongPlaces: Check<readonly WrongPlaces[], Figure & WrongPlaces> = {
  id: 'wrong-places',
  scope: 'report',
  fails: '10 or more places of a map, and more than this share of its large ones, are wrong on the same day',
  field: 'places.<map>.lost',
  byMap: true,
  limit: (limits, level) => placeLimits(limits, level)?.lost ?? 1,
  figures: maps => maps.map(of => ({ ...of, level: of.map, value: of.wrong / Math.max(1, of.large) })),
  exceeds: ({ wrong, large }, limit) => wrong >= LEAST_WRONG && wrong > large * limit,
  message: ({ map, wrong, large, example }) =>
    `${counted(wrong)} of the ${counted(large, 'place')} of ${map} are out of line, as ${example}`,
  // Places that the next report agrees with are not among them.
  agrees: () => false,
};

/** All that is checked of a place that its report says a number of, or nothing. */
export const PLACE_CHECKS: readonly Check<PlaceFacts>[] = [belowZero, vanished, fall, rise];

function afterWords(_: Figure, { name, date, wasDate, measure, was, is, negative }: PlaceFacts): string {
  return `${name} on ${date}: ${counted(is ?? 0)} ${measure}${lineWords(negative, is)} after ${counted(was ?? 0)} on ${wasDate}`;
}

/** Where a cell below zero stands that makes a place what it is. */
function lineWords(negative: NegativeCell | undefined, is: number | null): string {
  if (negative === undefined) return '';
  return negative.value === is
    ? ` (line ${negative.line})`
    : ` with ${counted(negative.value)} in line ${negative.line}`;
}
