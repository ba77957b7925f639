import type { RegionTable } from '../clean/load-regions.ts';
import { ancestorsOf, labelOf, mapOf, nameOf } from '../clean/region-tree.ts';
import type { CheckLimits } from '../contract/dataset.ts';
import type { Calendar } from '../contract/period.ts';
import type { AcceptNote } from '../job/plan.ts';
import type { KindRules } from '../measures/kinds.ts';
import { periodsBetween } from '../measures/periods.ts';
import { nearestName } from '../measures/similar-names.ts';
import { placeLimits } from './check.ts';
import type { Figures } from './figures.ts';
import { counted } from './format.ts';
import { Holds, WHOLE } from './holds.ts';
import type { ReportFigures } from './measure-reports.ts';
import type { PlaceFacts } from './place-checks.ts';
import type { AcceptedReport, Report } from './report.ts';
import { fallShare } from './report-checks.ts';
import { isFarther } from './spike.ts';

export interface PlaceTools {
  readonly limits: CheckLimits;
  readonly figures: Figures;
  readonly regionTable: RegionTable;
  /** Of the measures that are added up from rows. */
  readonly rules: ReadonlyMap<string, KindRules>;
  readonly period: Calendar;
  /** By the key of the upload. */
  readonly notes: ReadonlyMap<string, AcceptNote>;
}

/** A report between the reports around it, as far as there are any. */
export interface ReportInTime {
  readonly report: Report;
  /** The nearest earlier ones that are in, the last first. */
  readonly before: readonly AcceptedReport[];
  /** The next report that can say something of its own. */
  readonly next: Report | undefined;
}

/** What the places of a report count, compared with the reports around it, with everything that is held back so far. */
export class PlaceValues {
  readonly holds = new Holds();
  /** Of the report before. */
  readonly before: Holds | undefined;
  readonly #time: ReportInTime;
  readonly #tools: PlaceTools;
  /** What sums changed by because a place below them did, for good: that is not a fault of theirs as well. */
  readonly #explained = new Map<string, number>();
  readonly #bridged = new Set<string>();

  constructor(time: ReportInTime, tools: PlaceTools) {
    this.#time = time;
    this.#tools = tools;
    this.before = time.before[0]?.holds.copy();
  }

  /** What the whole count of a measure changed by because places were corrected. */
  explained(measure: string): number {
    return this.#explained.get(`${WHOLE} ${measure}`) ?? 0;
  }

  explain(region: string, { measure, was, is }: Pick<PlaceFacts, 'measure' | 'was' | 'is'>): void {
    for (const above of [...ancestorsOf(this.#tools.regionTable, region), WHOLE]) {
      const key = `${above} ${measure}`;
      this.#explained.set(key, (this.#explained.get(key) ?? 0) + (is ?? 0) - (was ?? 0));
    }
  }

  /** A count that is not checked by place and that a place no longer reports is unknown there: the report has not fallen by it. */
  async explainBlanks(): Promise<void> {
    const { report, before } = this.#time;
    const [last] = before;
    if (last === undefined) return;
    const { limits, regionTable } = this.#tools;
    const { blanks } = await this.#tools.figures.pair(last.report, report);
    const blank = new Set(blanks.map(({ region, measure }) => `${region} ${measure}`));
    for (const { region, measure, value } of blanks) {
      const isChecked = placeLimits(limits, mapOf(regionTable, region))?.measures.includes(measure) ?? false;
      const isInOther = ancestorsOf(regionTable, region).some(above => blank.has(`${above} ${measure}`));
      if (isChecked || isInOther || this.holds.isHeld(region, measure)) continue;
      this.explain(region, { measure, was: value, is: null });
    }
  }

  /** A place without a sum above it that is back on the next day is a gap like any other, and the report as a whole has not fallen. */
  async bridge(region: string, { later, hasParent }: PlaceFacts): Promise<void> {
    const { report, before } = this.#time;
    const [last] = before;
    if (hasParent || later == null || last === undefined || this.#bridged.has(region)) return;
    this.#bridged.add(region);
    for (const measure of this.#tools.rules.keys()) {
      if ((await this.#tools.figures.value(report, region, measure)) !== null) continue;
      const was = (await this.countOf(last, region, measure)) ?? 0;
      this.holds.setValue(WHOLE, measure, (this.holds.valueOf(WHOLE, measure) ?? 0) + was);
    }
  }

  /** Undefined if there is nothing to check. */
  async factsOf(region: string, measure: string, isChecked: boolean): Promise<PlaceFacts | undefined> {
    const { report, before, next } = this.#time;
    const { figures, limits } = this.#tools;
    if (this.#tools.rules.get(measure)?.grows !== true) return undefined;
    const own = await figures.report(report);
    const is = this.holds.valueOf(region, measure) ?? (await figures.value(report, region, measure));
    const [last] = before;
    // A measure that a whole report leaves blank has ended; no place is to blame.
    const compares = isChecked && last !== undefined && own.totals[measure] !== undefined;
    const counts = compares ? await this.countOf(last, region, measure) : null;
    const was = counts === null ? null : counts + (this.#explained.get(`${region} ${measure}`) ?? 0);
    if (was === null && (is === null || is >= 0)) return undefined;
    const name = labelOf(this.#tools.regionTable, region);
    const like = nearestName(nameOf(this.#tools.regionTable, region), own.unknown) ?? likeNumber(own, measure, was);
    return {
      limits,
      map: mapOf(this.#tools.regionTable, region),
      name,
      measure,
      date: report.date,
      wasDate: last?.report.date ?? '',
      days: last === undefined ? 1 : periodsBetween(last.report.date, report.date, this.#tools.period),
      was,
      is,
      later: next === undefined ? undefined : await figures.value(next, region, measure),
      likeNames: like === undefined ? [] : [like],
      growth: await this.#growth(region, measure, was),
      negative: own.negatives.find(cell => cell.region === region && cell.measure === measure),
      hasParent: ancestorsOf(this.#tools.regionTable, region).length > 0,
    };
  }

  async #growth(region: string, measure: string, was: number | null): Promise<number> {
    const [last, earlier] = this.#time.before;
    if (was === null || last === undefined || earlier === undefined) return 1;
    const ago = await this.countOf(earlier, region, measure);
    const days = periodsBetween(earlier.report.date, last.report.date, this.#tools.period);
    return ago === null || ago <= 0 ? 1 : Math.max(1, (was / ago) ** (1 / days));
  }

  /** What a region counts in a report that is in. */
  async countOf({ report, holds }: AcceptedReport, region: string, measure: string): Promise<number | null> {
    const current = report === this.#time.before[0]?.report ? (this.before ?? holds) : holds;
    const replaced = current.valueOf(region, measure);
    return replaced === undefined ? this.#tools.figures.value(report, region, measure) : replaced;
  }

  async isThere(region: string): Promise<boolean> {
    const values = [...this.#tools.rules.keys()].map(id => this.#tools.figures.value(this.#time.report, region, id));
    return (await Promise.all(values)).some(value => value !== null);
  }

  /** A sentence where it is the report before that stands out: this one is back where the one before that was. */
  async leapWords(region: string, facts: PlaceFacts): Promise<string | null> {
    const { limits, map, name, measure, was, is, later, date, wasDate } = facts;
    const [, earlier, earliest] = this.#time.before;
    if (earlier === undefined || was === null || is === null || this.before?.isHeld(region, measure)) return null;
    const ago = await this.countOf(earlier, region, measure);
    if (ago === null || fallShare({ was: ago, is }) > (placeLimits(limits, map)?.fall ?? 0)) return null;
    if (later !== undefined) {
      if (later === null || later >= was) return null;
    } else {
      const first = earliest === undefined ? null : await this.countOf(earliest, region, measure);
      if (!isFarther({ first, ago, was, is })) return null;
    }
    const between = `between ${counted(ago)} on ${earlier.report.date} and ${counted(is)} on ${date}`;
    return `${name} on ${wasDate}: ${counted(was)} ${measure}, ${between}; the next report takes the leap back`;
  }
}

/** A place that nothing knows and that counts about as much: the same one, under a name that is no more like it. */
function likeNumber({ unknownPlaces }: ReportFigures, measure: string, was: number | null): string | undefined {
  const isAlike = (total: number) => was !== null && total >= was * 0.9 && total <= was * 1.5;
  return unknownPlaces.find(({ totals }) => isAlike(totals[measure] ?? 0))?.place;
}
