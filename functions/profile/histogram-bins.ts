import type { ColumnType } from '../contract/table.ts';

/** Bins between neighboring edges, of equal and round width. */
export interface Bins {
  /** As they are published: numbers, or ISO 8601 text. */
  readonly edges: readonly (number | string)[];
  /** The same to compare with: numbers as they are, times as milliseconds since 1970. */
  readonly at: readonly number[];
}

const MOST_BINS = 20;
const FEWEST_BINS = 5;

/** What lies in the bins. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** How many values. */
  readonly count: number;
}

/** Bins 1, 2 or 5 times a power of ten wide. Null if the range is wider than a number can tell. */
export function numberBins(range: Range, decimals: number): Bins | null {
  for (let power = smallestPower(range, decimals); power <= MAX_POWER; power++) {
    for (const factor of [1, 2, 5]) {
      // Read from digits: 3 times 0.1 would not be 0.3.
      const isExact = factor === 1 && power === -decimals;
      const at = edgesAround(range, index => Number(`${index * factor}e${power}`), isExact);
      if (at !== null) return { edges: at, at };
    }
  }
  return null;
}

const MAX_POWER = 308;
/** A double has some 15 digits. */
const DIGITS = 14;
/** Digits after the point are counted up to so many. */
const MAX_DECIMALS = 6;

/** Of ten, for the finest width to try: that of the values' own digits, unless numbers of this size are too far apart. */
function smallestPower({ min, max }: Range, decimals: number): number {
  const powerOf = (value: number) => (value === 0 ? -MAX_POWER : Math.floor(Math.log10(value)));
  const finest = decimals < MAX_DECIMALS ? -decimals : DIGITS - MAX_POWER;
  const size = Math.max(Math.abs(min), Math.abs(max));
  return Math.max(finest, powerOf(size) - DIGITS, powerOf(max - min) - 3);
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const WIDTHS_MS = [
  ...[1, 2, 5, 10, 15, 30].map(seconds => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map(minutes => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map(hours => hours * HOUR_MS),
  ...[DAY_MS, 2 * DAY_MS, WEEK_MS],
];
const WIDTHS_MONTHS = [1, 3, 6, ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(years => 12 * years)];

/** Bins that begin with a full second, minute, hour, day, Monday, month or year. @param range in milliseconds since 1970 */
export function timeBins(range: Range, type: ColumnType): Bins | null {
  if (range.min < FIRST_YEAR_MS || range.max > LAST_YEAR_MS) return null;
  const widths = WIDTHS_MS.filter(width => type === 'timestamp' || width >= DAY_MS);
  const steps = [
    ...widths.map(width => (index: number) => index * width + (width === WEEK_MS ? FIRST_MONDAY_MS : 0)),
    ...WIDTHS_MONTHS.map(months => (index: number) => Date.UTC(1970, index * months)),
  ];
  for (const [place, step] of steps.entries()) {
    const at = edgesAround(range, step, place === 0);
    if (at === null) continue;
    return { edges: at.map(edge => new Date(edge).toISOString().slice(0, type === 'date' ? 10 : 19)), at };
  }
  return null;
}

/** ISO 8601 writes other years with more digits. */
const FIRST_YEAR_MS = Date.parse('0500-01-01');
const LAST_YEAR_MS = Date.parse('9499-12-31');

/**
 * The edges from the last one that is not above the range to the first one beyond it; null if that is too many.
 * @param isExact each bin is for one value: the last one then does not take that of its upper edge too
 */
function edgesAround({ min, max, count }: Range, edge: (index: number) => number, isExact: boolean): number[] | null {
  const most = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.ceil(Math.log2(count)) + 1));
  const width = edge(1) - edge(0);
  if (!((max - min) / width <= most)) return null;
  let first = Math.floor((min - edge(0)) / width);
  while (edge(first) > min) first -= 1;
  while (edge(first + 1) <= min) first += 1;
  const edges = [edge(first)];
  for (let index = first + 1; edges.length <= most + 1; index++) {
    edges.push(edge(index));
    if (isExact ? edge(index) > max : edge(index) >= max) return edges.length - 1 <= most ? edges : null;
  }
  return null;
}
