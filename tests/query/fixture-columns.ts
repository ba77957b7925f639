import { changesFromTotals, type Maybe } from '../../functions/contract/changes.ts';
import type { Frames } from '../../functions/contract/frames.ts';
import { type HeldBack, NOTHING_HELD } from '../../functions/contract/held.ts';
import type { Latest } from '../../functions/contract/latest.ts';
import { ROOT_GROUP } from '../../functions/contract/map-index.ts';
import type { Regions } from '../../functions/contract/regions.ts';
import type { Series } from '../../functions/contract/series.ts';
import { eachDay, type FixtureMap, type FixtureRegion, firstRecord } from './fixture-data.ts';

/** No test of the fixture looks at the bins of colors. */
export const NO_QUANTILES = { total: [], new: [], mean: [], totalPerPerson: [], newPerPerson: [], meanPerPerson: [] };

/** One map's plain totals as the blobs of the published format. */
export class FixtureColumns {
  readonly #map: FixtureMap;
  readonly #days: readonly string[];
  /** By the day of their first record, then by id. */
  readonly #rows: readonly { readonly region: FixtureRegion; readonly first: string }[];

  constructor(map: FixtureMap) {
    this.#map = map;
    this.#days = eachDay(map.firstDate, map.lastDate);
    const rows = map.regions.map(region => ({ region, first: firstRecord(map, region) }));
    this.#rows = rows.sort((a, b) => (a.first + a.region.id < b.first + b.region.id ? -1 : 1));
  }

  regions(): Regions {
    const regions = this.#rows.map(({ region }) => region);
    return {
      schema: 'regions/1',
      map: this.#map.id,
      ids: regions.map(({ id }) => id),
      names: regions.map(({ name }) => name),
      parents: regions.map(({ parent }) => parent ?? null),
      populations: regions.map(({ population }) => population),
      firsts: this.#rows.map(({ first }) => first),
      parentNames: Object.fromEntries(
        regions.flatMap(({ parent, parentName }) => (parent && parentName ? [[parent, parentName]] : [])),
      ),
    };
  }

  latest(measures: readonly string[]): Latest {
    const none = { smallest: null, largest: null, least: null };
    const columns = measures.map(measure => {
      const totals = this.#rows.map(({ region }) => this.#totals(region, measure, this.#days));
      const known = totals.flat().flatMap(total => (total === null || total <= 0 ? [] : [total]));
      known.sort((a, b) => a - b);
      const all = { smallest: known[0] ?? null, largest: known.at(-1) ?? null, least: known[0] ?? null };
      const ranges = { total: all, new: all, totalPerPerson: none, newPerPerson: none };
      const total = totals.map(days => days.at(-1) ?? null);
      const fresh = totals.map(days => {
        const [before, last] = [days.at(-2) ?? null, days.at(-1) ?? null];
        return before === null || last === null ? null : last - before;
      });
      const held = this.#heldBack(measure, this.#days.slice(-2));
      return [measure, { total, new: fresh, lately: null, suppressed: [], ranges, quantiles: NO_QUANTILES, ...held }];
    });
    return {
      schema: 'latest/2',
      map: this.#map.id,
      date: this.#map.lastDate,
      measures: Object.fromEntries(columns),
    };
  }

  /** Rows stop at the last region known by the end of the chunk. */
  frames(measure: string, dates: readonly string[]): Frames {
    const known = this.#rows.filter(({ first }) => first <= (dates.at(-1) ?? ''));
    const rows = known.map(({ region }) => this.#coded(region, measure, dates));
    const { base, changes } = transposed(rows);
    const before = this.#days[this.#days.indexOf(dates[0] ?? '') - 1];
    const heldBack = this.#heldBack(measure, before === undefined ? dates : [before, ...dates]);
    const suppressed = suppressedOf(
      known.map(({ region }) => region),
      measure,
      dates,
    );
    return { schema: 'frames/2', map: this.#map.id, measure, dates, base, changes, suppressed, ...heldBack };
  }

  series(group: string, measures: readonly string[], dates: readonly string[]): Series {
    const known = this.#rows.filter(({ first }) => first <= (dates.at(-1) ?? ''));
    const siblings = known.map(({ region }) => region).filter(({ parent }) => (parent ?? ROOT_GROUP) === group);
    const columns = measures.map(measure => [
      measure,
      {
        ...transposed(siblings.map(region => this.#coded(region, measure, dates))),
        suppressed: suppressedOf(siblings, measure, dates),
        ...ofRegions(
          this.#heldBack(measure, dates),
          siblings.map(({ id }) => id),
        ),
      },
    ]);
    return {
      schema: 'series/2',
      map: this.#map.id,
      group,
      dates,
      regions: siblings.map(({ id }) => id),
      measures: Object.fromEntries(columns),
    };
  }

  groups(): string[] {
    return [...new Set(this.#map.regions.map(({ parent }) => parent ?? ROOT_GROUP))].sort();
  }

  chunks(): string[][] {
    return grouped(this.#days, day => day.slice(0, 7));
  }

  /** Closed years whole, closed quarters of the newest year whole, the newest quarter by month. */
  spans(): string[][] {
    const last = this.#map.lastDate;
    return grouped(this.#days, day => {
      if (day.slice(0, 4) < last.slice(0, 4)) return day.slice(0, 4);
      return quarter(day) < quarter(last) ? `quarter ${quarter(day)}` : day.slice(0, 7);
    });
  }

  #heldBack(measure: string, dates: readonly string[]): HeldBack {
    const { held, lacks } = this.#map.heldBack?.[measure] ?? NOTHING_HELD;
    const isShown = ({ period }: { readonly period: string }) => dates.includes(period);
    return { held: held.filter(isShown), lacks: lacks.filter(isShown) };
  }

  #coded(region: FixtureRegion, measure: string, dates: readonly string[]): { base: Maybe; changes: Maybe[] } {
    const before = this.#days.indexOf(dates[0] ?? '') - 1;
    const base = before < 0 ? null : (region.totals[measure]?.[before] ?? null);
    return { base, changes: changesFromTotals(this.#totals(region, measure, dates), base) };
  }

  #totals(region: FixtureRegion, measure: string, dates: readonly string[]): Maybe[] {
    const start = this.#days.indexOf(dates[0] ?? '');
    return dates.map((_, index) => region.totals[measure]?.[start + index] ?? null);
  }
}

/** The cells that are kept back, row by row. */
function suppressedOf(regions: readonly FixtureRegion[], measure: string, dates: readonly string[]): number[] {
  return regions.flatMap(({ suppressed }, row) =>
    dates.flatMap((date, index) =>
      suppressed?.[measure]?.includes(date) === true ? [row * dates.length + index] : [],
    ),
  );
}

function ofRegions({ held, lacks }: HeldBack, ids: readonly string[]): HeldBack {
  return {
    held: held.filter(({ region }) => ids.includes(region)),
    lacks: lacks.filter(({ region }) => ids.includes(region)),
  };
}

function transposed(rows: readonly { readonly base: Maybe; readonly changes: Maybe[] }[]) {
  return { base: rows.map(({ base }) => base), changes: rows.flatMap(({ changes }) => changes) };
}

function grouped(days: readonly string[], keyOf: (day: string) => string): string[][] {
  return [...Map.groupBy(days, keyOf).values()];
}

function quarter(day: string): number {
  return Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}
