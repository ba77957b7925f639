import type { RegionTable } from '../clean/load-regions.ts';
import type { Maybe } from '../contract/changes.ts';
import type { Dataset } from '../contract/dataset.ts';
import type { Range, Ranges } from '../contract/latest.ts';
import type { Calendar } from '../contract/period.ts';
import type { Finding, Findings } from '../contract/receipt.ts';
import { KINDS } from '../measures/kinds.ts';
import { eachNew, type Stretch } from '../measures/new-values.ts';
import { perCapita } from '../measures/per-capita.ts';
import { addPeriods, periodsBetween, USUAL_WINDOW } from '../measures/periods.ts';
import { roundDerived } from '../measures/round.ts';
import type { Cube } from './cube.ts';
import type { MapState, RecentValues } from './memory.ts';
import { RecentCollector } from './recent-values.ts';
import { Sketcher, type Sketches } from './sketch.ts';

/** What one pass over a chunk of a map finds. */
export interface Survey {
  readonly ranges: Readonly<Record<string, Ranges>>;
  readonly sketches: Readonly<Record<string, Sketches>>;
  readonly gaps: Findings;
  readonly corrections: Findings;
  readonly end: MapState;
}

export const MAX_FINDINGS = 20;

/** @param start the state before the cube's first period */
export function surveyChunk(
  cube: Cube,
  start: MapState | undefined,
  regionTable: RegionTable,
  { measures, period }: Dataset,
): Survey {
  const ranges: Record<string, Ranges> = {};
  const sketches: Record<string, Sketches> = {};
  const window = USUAL_WINDOW[period.unit];
  const totals: Record<string, Maybe[]> = {};
  const news: Record<string, Maybe[]> = {};
  const recent: Record<string, RecentValues> = {};
  const falls: Finding[] = [];
  const mapFirst = start === undefined || start.ids.length === 0 ? 0 : Number.NEGATIVE_INFINITY;
  const days = cube.dates.length;
  const fresh = new Float64Array(days);
  const means = new Float64Array(days);
  for (const { id, kind, from } of measures) {
    const { isFlow, grows } = KINDS[kind];
    const all = cube.values[id] ?? new Float64Array();
    const widest = newRanges();
    const lastTotals: Maybe[] = [];
    const lastNews: Maybe[] = [];
    const lately = new RecentCollector(id, isFlow, start, window);
    for (const [row, region] of cube.ids.entries()) {
      const totals = { values: all, from: row * days, to: (row + 1) * days };
      const before = start?.totals[id]?.[row] ?? Number.NaN;
      eachNew(fresh, totals, before, { first: cube.firsts[row] ?? 0, mapFirst, isFlow });
      const people = regionTable.populations[regionTable.numberOf.get(region) ?? -1] ?? null;
      if (window > 1) meansOf(means, fresh, window);
      const perPerson = people === null || people <= 0 ? Number.NaN : 1 / people;
      sketchers.total.add(all, totals.from, totals.to);
      sketchers.new.add(fresh, 0, days);
      sketchers.mean.add(window > 1 ? means : fresh, 0, days);
      if (perPerson > 0) {
        sketchers.totalPerPerson.add(all, totals.from, totals.to, perPerson);
        sketchers.newPerPerson.add(fresh, 0, days, perPerson);
        sketchers.meanPerPerson.add(window > 1 ? means : fresh, 0, days, perPerson);
      }
      widen(widest, rangeOf(totals), rangeOf({ values: fresh, from: 0, to: days }), people);
      if (from === null && grows) pushFalls(falls, cube, region, id, fresh);
      lastTotals.push(isFlow ? lastKnown(totals, before) : maybe(all[totals.to - 1]));
      lastNews.push(maybe(fresh[days - 1]));
      lately.add(row, isFlow ? { values: fresh, from: 0, to: days } : totals);
    }
    ranges[id] = rounded(widest);
    sketches[id] = {
      total: sketchers.total.take(),
      new: sketchers.new.take(),
      mean: sketchers.mean.take(),
      totalPerPerson: sketchers.totalPerPerson.take(),
      newPerPerson: sketchers.newPerPerson.take(),
      meanPerPerson: sketchers.meanPerPerson.take(),
    };
    totals[id] = lastTotals;
    news[id] = lastNews;
    recent[id] = lately.take();
  }
  const { gaps, lasts } = gapsOf(cube, start, period);
  falls.sort((a, b) => (a.change ?? 0) - (b.change ?? 0));
  return {
    ranges,
    sketches,
    gaps,
    corrections: { count: falls.length, samples: falls.slice(0, MAX_FINDINGS) },
    end: {
      ids: cube.ids,
      firsts: firstDates(cube, start),
      lasts,
      totals,
      news,
      recent,
      suppressed: suppressedAtEnd(cube),
      ...heldAtEnd(cube),
    },
  };
}

/** Used again for each measure. */
const sketchers = {
  total: new Sketcher(),
  new: new Sketcher(),
  mean: new Sketcher(),
  totalPerPerson: new Sketcher(),
  newPerPerson: new Sketcher(),
  meanPerPerson: new Sketcher(),
};

/** Trailing means, NaN where a value of their window is unknown or lies before the chunk. */
function meansOf(means: Float64Array, values: Float64Array, window: number): void {
  let sum = 0;
  let known = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    const leaving = at >= window ? (values[at - window] ?? Number.NaN) : Number.NaN;
    if (!Number.isNaN(leaving)) {
      sum -= leaving;
      known -= 1;
    }
    if (!Number.isNaN(value)) {
      sum += value;
      known += 1;
    }
    means[at] = known === window ? sum / window : Number.NaN;
  }
}

/** The range over two stretches of periods. */
export function widerRanges(a: Ranges, b: Ranges): Ranges {
  const both = (x: Range, y: Range): Range => ({
    smallest: least(x.smallest, y.smallest),
    largest: most(x.largest, y.largest),
    least: least(x.least, y.least),
  });
  return {
    total: both(a.total, b.total),
    new: both(a.new, b.new),
    totalPerPerson: both(a.totalPerPerson, b.totalPerPerson),
    newPerPerson: both(a.newPerPerson, b.newPerPerson),
  };
}

type MutableRanges = { [K in keyof Ranges]: { -readonly [E in keyof Range]: Range[E] } };

function newRanges(): MutableRanges {
  const none = () => ({ smallest: null, largest: null, least: null });
  return { total: none(), new: none(), totalPerPerson: none(), newPerPerson: none() };
}

function widen(ranges: MutableRanges, total: Range, added: Range, people: number | null): void {
  widenBy(ranges.total, total, 1, 1);
  widenBy(ranges.new, added, 1, 1);
  widenBy(ranges.totalPerPerson, total, people, 1);
  widenBy(ranges.newPerPerson, added, people, 1);
}

function rangeOf({ values, from, to }: Stretch): Range {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = from; at < to; at++) {
    const value = values[at] ?? Number.NaN;
    if (value > 0 && value < smallest) smallest = value;
    if (value > largest) largest = value;
    if (value < lowest) lowest = value;
  }
  const least = lowest === Number.POSITIVE_INFINITY ? null : lowest;
  return largest === 0 ? { smallest: null, largest: null, least } : { smallest, largest, least };
}

function widenBy(range: MutableRanges['total'], by: Range, people: number | null, per: number): void {
  range.smallest = least(range.smallest, perCapita(by.smallest, people, per));
  range.largest = most(range.largest, perCapita(by.largest, people, per));
  range.least = least(range.least, perCapita(by.least, people, per));
}

function rounded(ranges: MutableRanges): Ranges {
  const round = (range: Range): Range => ({
    smallest: roundDerived(range.smallest),
    largest: roundDerived(range.largest),
    least: roundDerived(range.least),
  });
  return {
    total: ranges.total,
    new: ranges.new,
    totalPerPerson: round(ranges.totalPerPerson),
    newPerPerson: round(ranges.newPerPerson),
  };
}

function least(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function most(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

function pushFalls(falls: Finding[], cube: Cube, region: string, measure: string, fresh: Float64Array): void {
  for (let day = 0; day < fresh.length; day++) {
    const change = fresh[day] ?? 0;
    if (change < 0) falls.push({ map: cube.map, region, measure, date: cube.dates[day] ?? '', change });
  }
}

function maybe(value: number | undefined): Maybe {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** The running total of a flow at the end, which goes on over periods without data. */
function lastKnown({ values, from, to }: Stretch, before: number): Maybe {
  for (let at = to - 1; at >= from; at--) if (!Number.isNaN(values[at])) return values[at] ?? null;
  return maybe(before);
}

/** Rows whose value of the last period their source withholds. */
function suppressedAtEnd({ dates, ids, suppressed }: Cube): Record<string, number[]> {
  const last = dates.length - 1;
  const rows = [...suppressed].map(([measure, marks]) => {
    return [measure, [...ids.keys()].filter(row => marks[row * dates.length + last] === 1)] as const;
  });
  return Object.fromEntries(rows.filter(([, found]) => found.length > 0));
}

/** What is held back in the last period: the next chunk's first new values start from it. */
function heldAtEnd({ heldBack, dates }: Cube): Pick<MapState, 'heldBack'> {
  const last = dates.at(-1) ?? '';
  const ofMeasures = [...heldBack].flatMap(([measure, { held, lacks }]) => {
    const ofDay = {
      held: held.filter(({ period }) => period === last),
      lacks: lacks.filter(({ period }) => period === last),
    };
    return ofDay.held.length + ofDay.lacks.length === 0 ? [] : [[measure, ofDay] as const];
  });
  return ofMeasures.length === 0 ? {} : { heldBack: Object.fromEntries(ofMeasures) };
}

function firstDates(cube: Cube, start: MapState | undefined): string[] {
  return cube.ids.map((_, row) => start?.firsts[row] ?? cube.dates[cube.firsts[row] ?? 0] ?? '');
}

/** Periods without a record between two with one; a gap is found with the record that ends it. */
function gapsOf(cube: Cube, start: MapState | undefined, calendar: Calendar): { gaps: Findings; lasts: string[] } {
  const samples: Finding[] = [];
  let count = 0;
  const width = cube.dates.length;
  const origin = cube.dates[0] ?? '';
  const lasts = cube.ids.map((region, row) => {
    const before = start?.lasts[row];
    let last = before === undefined ? null : periodsBetween(origin, before, calendar);
    for (let day = 0; day < width; day++) {
      if (cube.records[row * width + day] !== 1) continue;
      const missing = last === null ? 0 : day - last - 1;
      if (last !== null && missing > 0) {
        count += missing;
        const date = addPeriods(origin, last + 1, calendar);
        if (samples.length < MAX_FINDINGS) samples.push({ map: cube.map, region, measure: null, date, change: null });
      }
      last = day;
    }
    return last === null ? '' : last < 0 ? (before ?? '') : (cube.dates[last] ?? '');
  });
  return { gaps: { count, samples }, lasts };
}
