import { type Maybe, totalsOfRow } from '../../functions/contract/changes.ts';
import type { Frames } from '../../functions/contract/frames.ts';
import { type HeldBack, NOTHING_HELD } from '../../functions/contract/held.ts';
import type { Latest } from '../../functions/contract/latest.ts';
import { type Calendar, DAILY } from '../../functions/contract/period.ts';
import { newValues } from '../../functions/measures/new-values.ts';
import { addPeriods, periodsBetween } from '../../functions/measures/periods.ts';
import type { Place } from './places.ts';

/**
 * One measure of a map in one period, by row, as plain numbers; shorter than the map's rows where the last regions were
 * not known yet. What was held back or lacks is that of the period and of those before it which its figures start from.
 */
export interface DayFigures extends HeldBack {
  readonly date: string;
  readonly total: readonly Maybe[];
  /** Total less the total of the period before; of a flow, the value of the period. */
  readonly new: readonly Maybe[];
  /** Of the newest period: what is new in the usual window together, such as a week. */
  readonly lately?: { readonly periods: number; readonly new: readonly Maybe[] };
  /** Rows whose value the source withholds; left out where there are none. */
  readonly suppressed?: ReadonlySet<number>;
}

/** A period with those before it, oldest first; null for one before the map's first. */
export type DayWindow = readonly (DayFigures | null)[];

/** The periods of the first records, of the regions by row and of the whole map. */
export interface FirstDays {
  readonly regions: readonly string[];
  readonly map: string;
}

/** What the published numbers of a measure mean. */
export interface StoredForm {
  readonly calendar: Calendar;
  /** Published numbers are the values times ten to this power. */
  readonly decimals: number;
  /** They add up to running totals, and the value of a period is what it adds. */
  readonly isFlow: boolean;
}

const DAILY_COUNTS: StoredForm = { calendar: DAILY, decimals: 0, isFlow: false };

/** The newest period, from the latest blob. */
export function latestFigures(
  latest: Latest,
  measure: string,
  { decimals, isFlow }: StoredForm = DAILY_COUNTS,
): DayFigures {
  const columns = latest.measures[measure];
  const { total = [], new: fresh = [], lately = null, held = [], lacks = [], suppressed = [] } = columns ?? {};
  // The running total of a flow goes on where there is no report.
  const reported = isFlow ? total.map((value, row) => ((fresh[row] ?? null) === null ? null : value)) : total;
  return {
    ...{ date: latest.date, total: plain(reported, decimals), new: plain(fresh, decimals), held, lacks },
    ...(lately === null ? {} : { lately: { periods: lately.periods, new: plain(lately.new, decimals) } }),
    ...(suppressed.length === 0 ? {} : { suppressed: new Set(suppressed) }),
  };
}

/** Every period of one chunk of frames, by its date. */
export function monthFigures(
  frames: Frames,
  firsts: FirstDays,
  { calendar, decimals, isFlow }: StoredForm = DAILY_COUNTS,
): ReadonlyMap<string, DayFigures> {
  const { dates, base, changes } = frames;
  const start = dates[0];
  if (start === undefined) return new Map();
  const suppressed = suppressedBy(frames);
  const days = dates.map((date, at) => ({
    date,
    total: new Array<Maybe>(base.length),
    new: new Array<Maybe>(base.length),
    ...heldNear(frames, date, calendar),
    ...suppressed[at],
  }));
  // Every list of totals begins with the period before the chunk, so that the first period has one to differ from.
  const indexOf = (date: string) => periodsBetween(start, date, calendar) + 1;
  const mapFirst = indexOf(firsts.map);
  const power = 10 ** decimals;
  const scaled = (value: Maybe | undefined) => (value == null ? null : power === 1 ? value : value / power);

  base.forEach((before, index) => {
    const totals = [before, ...totalsOfRow(frames, index, dates.length)];
    const first = indexOf(firsts.regions[index] ?? start);
    const fresh = isFlow ? null : newValues(totals, { first, mapFirst });
    days.forEach((day, at) => {
      day.total[index] = scaled(totals[at + 1]);
      day.new[index] = scaled(fresh === null ? changes[index * dates.length + at] : fresh[at + 1]);
    });
  });
  return new Map(days.map(day => [day.date, day]));
}

function plain(values: readonly Maybe[], decimals: number): readonly Maybe[] {
  if (decimals === 0) return values;
  const power = 10 ** decimals;
  return values.map(value => (value === null ? null : value / power));
}

/** By period, the rows whose value the source withholds. */
function suppressedBy({ suppressed, dates }: Frames): readonly Pick<DayFigures, 'suppressed'>[] {
  if (suppressed.length === 0) return [];
  const rows = dates.map(() => new Set<number>());
  for (const cell of suppressed) rows[cell % dates.length]?.add(Math.floor(cell / dates.length));
  return rows.map(found => (found.size === 0 ? {} : { suppressed: found }));
}

/** The value of a place in a column; for several places that share one shape their sum, null if one has no value. */
export function valueIn(column: readonly Maybe[], { row, parts }: Place): Maybe {
  if (parts === undefined) return column[row] ?? null;
  let sum = 0;
  for (const part of parts) {
    const value = column[part.row] ?? null;
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/** Whether the source keeps the value of a place back, or that of a part of it. */
export function isSuppressed({ suppressed }: DayFigures, { row, parts }: Place): boolean {
  if (suppressed === undefined) return false;
  return parts === undefined ? suppressed.has(row) : parts.some(part => suppressed.has(part.row));
}

/** The value in the middle of the known ones; null if none is known. */
export function medianOf(values: readonly Maybe[]): Maybe {
  const known = values.filter(value => value !== null).sort((a, b) => a - b);
  const [low = null, high = null] = [known[(known.length - 1) >> 1], known[known.length >> 1]];
  return low === null || high === null ? null : (low + high) / 2;
}

/** The sum of the known values; null if none is known. */
export function sumOf(values: readonly Maybe[]): Maybe {
  let sum: Maybe = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}

/** The entries of a period and of the one before. */
function heldNear({ held, lacks }: HeldBack, date: string, calendar: Calendar): HeldBack {
  if (held.length === 0 && lacks.length === 0) return NOTHING_HELD;
  const before = addPeriods(date, -1, calendar);
  const isNear = ({ period }: { readonly period: string }) => period === date || period === before;
  return { held: held.filter(isNear), lacks: lacks.filter(isNear) };
}
