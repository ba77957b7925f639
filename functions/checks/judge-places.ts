import type { RegionTable } from '../clean/load-regions.ts';
import { ancestorsOf, labelOf, mapOf, nameOf } from '../clean/region-tree.ts';
import type { GateLimits } from '../contract/dataset.ts';
import type { GateRemark } from '../contract/gate-report.ts';
import type { AcceptNote } from '../job/plan.ts';
import { daysBetween } from '../measures/periods.ts';
import { nearestName } from '../measures/similar-names.ts';
import { isFault } from './check.ts';
import { accepts } from './choose-inputs.ts';
import type { Figures, PairFigures, ReportFigures } from './figures.ts';
import { counted } from './format.ts';
import { holdBack } from './hold-back.ts';
import { type Hold, Holds, WHOLE } from './holds.ts';
import type { NoteFigure } from './most-figures.ts';
import { PLACE_CHECKS, type PlaceFacts, placeLimits, UNREADABLE_CELL } from './place-checks.ts';
import type { AcceptedReport, Report } from './report.ts';
import { SPIKE } from './spike.ts';

export interface PlaceTools {
  readonly limits: GateLimits;
  readonly figures: Figures;
  readonly regionTable: RegionTable;
  /** Those that are added up from rows. */
  readonly measures: readonly string[];
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

export interface JudgedPlaces {
  readonly holds: Holds;
  /** Of the report before: with the places that this report shows to have leapt for a day. */
  readonly before: Holds | undefined;
  readonly remarks: readonly GateRemark[];
  readonly figures: readonly NoteFigure[];
  /** What the whole count of a measure changed by because places were corrected. */
  explained(measure: string): number;
  /** A sentence where so many places are wrong that it is the report. */
  readonly tooMany: string | null;
}

/** Fewer wrong places say nothing of their report. */
const LEAST_WRONG = 10;

/**
 * Judges the places of a report one by one, the finest first: where one of them is wrong, it alone is held back, and
 * those above it are judged with what it counted last.
 */
export async function judgePlaces(time: ReportInTime, tools: PlaceTools): Promise<JudgedPlaces> {
  const judge = new PlaceJudge(time, tools);
  await judge.holdWrongCells();
  await judge.explainBlanks();
  for (const region of await judge.suspects()) await judge.take(region);
  return judge.result();
}

class PlaceJudge {
  readonly #time: ReportInTime;
  readonly #tools: PlaceTools;
  readonly #holds = new Holds();
  readonly #before: Holds | undefined;
  readonly #remarks: GateRemark[] = [];
  readonly #figures: NoteFigure[] = [];
  readonly #leapt: Hold[] = [];
  /** What sums changed by because a place below them did, for good: it is no fault of theirs as well. */
  readonly #explained = new Map<string, number>();
  readonly #bridged = new Set<string>();

  constructor(time: ReportInTime, tools: PlaceTools) {
    this.#time = time;
    this.#tools = tools;
    this.#before = time.before[0]?.holds.copy();
  }

  async result(): Promise<JudgedPlaces> {
    return {
      holds: this.#holds,
      before: this.#before,
      remarks: this.#remarks,
      figures: this.#figures,
      explained: measure => this.#explained.get(`${WHOLE} ${measure}`) ?? 0,
      tooMany: await this.#tooMany(),
    };
  }

  async holdWrongCells(): Promise<void> {
    const { report } = this.#time;
    const { wrongCells } = await this.#tools.figures.report(report);
    for (const { region, measure, reason } of wrongCells) {
      const measures = measure === null ? null : [measure];
      const hold = this.#hold(
        region,
        measures,
        UNREADABLE_CELL.id,
        `${labelOf(this.#tools.regionTable, region)} on ${report.date}: ${reason}`,
      );
      if (this.#accepted(hold)) continue;
      await this.#keepBack(this.#holds, report, hold, 0);
    }
  }

  /** A count that is not checked by place and that a place no longer reports is unknown there: the report has not fallen by it. */
  async explainBlanks(): Promise<void> {
    const [last] = this.#time.before;
    if (last === undefined) return;
    const { limits, regionTable } = this.#tools;
    const { blanks } = await this.#pair(last);
    const blank = new Set(blanks.map(({ region, measure }) => `${region} ${measure}`));
    for (const { region, measure, value } of blanks) {
      const isChecked = placeLimits(limits, mapOf(regionTable, region))?.measures.includes(measure) ?? false;
      const isInOther = ancestorsOf(regionTable, region).some(above => blank.has(`${above} ${measure}`));
      if (isChecked || isInOther || this.#holds.isHeld(region, measure)) continue;
      this.#explain(region, { measure, was: value, is: null });
    }
  }

  /** The regions that may be wrong, the finest first. */
  async suspects(): Promise<string[]> {
    const { report, before } = this.#time;
    const [last] = before;
    if (last !== undefined) this.#figures.push(...this.#nothingFell(await this.#pair(last)));
    const { belowZero } = await this.#tools.figures.report(report);
    const moves = last === undefined ? [] : (await this.#pair(last)).moves;
    const regions = new Set([...belowZero, ...moves].map(({ region }) => region));
    for (const region of this.#before?.regions() ?? []) regions.add(region);
    const depth = new Map([...regions].map(region => [region, ancestorsOf(this.#tools.regionTable, region).length]));
    return [...regions].sort((a, b) => (depth.get(b) ?? 0) - (depth.get(a) ?? 0) || (a < b ? -1 : 1));
  }

  async take(region: string): Promise<void> {
    const { limits, measures } = this.#tools;
    const checked = placeLimits(limits, mapOf(this.#tools.regionTable, region))?.measures ?? [];
    for (const measure of measures) {
      if (this.#holds.isHeld(region, measure)) continue;
      const facts = await this.#factsOf(region, measure, checked.includes(measure));
      if (facts !== undefined) await this.#judge(region, facts);
    }
  }

  async #judge(region: string, facts: PlaceFacts): Promise<void> {
    const { report, next } = this.#time;
    for (const check of PLACE_CHECKS) {
      const limit = check.limit(this.#tools.limits, facts.map);
      for (const figure of check.figures(facts)) {
        const value = { check: check.id, level: figure.level, value: figure.value, key: report.key };
        if (limit === null || !isFault(check, figure, limit, facts)) {
          if (check.id === 'fall' || check.id === 'rise') this.#figures.push(value);
          if (check.id === 'vanished') await this.#bridge(region, facts);
          continue;
        }
        if (check.id === 'fall' && (await this.#leaptBefore(region, facts, limit))) return;
        const words = check.message(figure, facts);
        const partly =
          check.id === 'below-zero' ||
          facts.negative !== undefined ||
          (check.id === 'vanished' && (await this.#isThere(region)));
        const hold = this.#hold(region, partly ? [facts.measure] : null, check.id, words);
        if (this.#accepted(hold)) {
          this.#explain(region, facts);
          continue;
        }
        if (next !== undefined && (await check.agrees?.(figure, limit, facts)) === true) {
          const detail = `${words}; the report of ${next.date} agrees`;
          this.#remarks.push({ check: check.id, verdict: 'confirmed', detail, note: null });
          this.#explain(region, facts);
          continue;
        }
        await this.#keepBack(this.#holds, report, { ...hold, detail: words + this.#settled(facts) }, 0);
        return;
      }
    }
  }

  /** A place without a sum above it that is back on the next day is a gap like any other, and the report as a whole has not fallen. */
  async #bridge(region: string, { later, hasParent }: PlaceFacts): Promise<void> {
    const [last] = this.#time.before;
    if (hasParent || later == null || last === undefined || this.#bridged.has(region)) return;
    this.#bridged.add(region);
    for (const measure of this.#tools.measures) {
      if ((await this.#tools.figures.value(this.#time.report, region, measure)) !== null) continue;
      const was = (await this.#effective(last, region, measure)) ?? 0;
      this.#holds.setValue(WHOLE, measure, (this.#holds.valueOf(WHOLE, measure) ?? 0) + was);
    }
  }

  /** Whether it is the day before that stands out: this one is back where the day before that was. */
  async #leaptBefore(region: string, facts: PlaceFacts, limit: number): Promise<boolean> {
    const [last, earlier, earliest] = this.#time.before;
    const { measure, was, is, later } = facts;
    if (last === undefined || earlier === undefined || this.#before === undefined || was === null || is === null)
      return false;
    if (this.#before.isHeld(region, measure)) return false;
    const ago = await this.#effective(earlier, region, measure);
    if (ago === null || (is < ago && (ago - is) / ago > limit)) return false;
    if (later !== undefined) {
      if (later === null || later >= was) return false;
    } else if (!(await this.#isFarther(region, measure, [was, is, ago], earliest))) return false;
    const words = `${labelOf(this.#tools.regionTable, region)} on ${last.report.date}: ${counted(was)} ${measure}, between ${counted(ago)} on ${earlier.report.date} and ${counted(is)} on ${this.#time.report.date}`;
    const hold = this.#hold(region, null, SPIKE.id, `${words}; the next report takes the leap back`);
    if (accepts(this.#tools.notes.get(last.chosen.key), last.chosen, 'spike')) return false;
    await this.#keepBack(this.#before, last.report, hold, 1);
    this.#leapt.push(hold);
    // What is left of a fall is judged like any other.
    const left = await this.#factsOf(region, measure, true);
    if (left !== undefined) await this.#judge(region, left);
    return true;
  }

  /** Without a later report: whether the day before lies farther from the growth of the days before it than this one. */
  async #isFarther(
    region: string,
    measure: string,
    [was, is, ago]: readonly [number, number, number],
    earliest: AcceptedReport | undefined,
  ): Promise<boolean> {
    const first = earliest === undefined ? null : await this.#effective(earliest, region, measure);
    const growth = first !== null && first > 0 ? ago / first : 1;
    return Math.abs(was - ago * growth) > Math.abs(is - ago * growth ** 2);
  }

  async #factsOf(region: string, measure: string, isChecked: boolean): Promise<PlaceFacts | undefined> {
    const { report, before, next } = this.#time;
    const { figures, limits } = this.#tools;
    const own = await figures.report(report);
    const is = this.#holds.valueOf(region, measure) ?? (await figures.value(report, region, measure));
    const [last] = before;
    // A measure that a whole report leaves blank has ended; no place is to blame.
    const compares = isChecked && last !== undefined && own.totals[measure] !== undefined;
    const counts = compares ? await this.#effective(last, region, measure) : null;
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
      days: last === undefined ? 1 : daysBetween(last.report.date, report.date),
      was,
      is,
      later: next === undefined ? undefined : await figures.value(next, region, measure),
      likeNames: like === undefined ? [] : [like],
      growth: await this.#growth(region, measure, was),
      negative: own.negatives.find(cell => cell.region === region && cell.measure === measure),
      hasParent: ancestorsOf(this.#tools.regionTable, region).length > 0,
    };
  }

  /** Holds a place back in a report, by what the report before that one says of it. */
  async #keepBack(holds: Holds, report: Report, hold: Hold, ago: number): Promise<void> {
    const last = this.#time.before[ago];
    const value = async (region: string, measure: string) =>
      last === undefined ? null : this.#effective(last, region, measure);
    await holdBack(hold, holds, { report, last: last?.report, valueBefore: value }, this.#tools);
  }

  async #growth(region: string, measure: string, was: number | null): Promise<number> {
    const [last, earlier] = this.#time.before;
    if (was === null || last === undefined || earlier === undefined) return 1;
    const ago = await this.#effective(earlier, region, measure);
    const days = daysBetween(earlier.report.date, last.report.date);
    return ago === null || ago <= 0 ? 1 : Math.max(1, (was / ago) ** (1 / days));
  }

  /** What a region counts in a report that is in. */
  async #effective({ report, holds }: AcceptedReport, region: string, measure: string): Promise<number | null> {
    const current = report === this.#time.before[0]?.report ? (this.#before ?? holds) : holds;
    const replaced = current.valueOf(region, measure);
    return replaced === undefined ? this.#tools.figures.value(report, region, measure) : replaced;
  }

  async #isThere(region: string): Promise<boolean> {
    const values = this.#tools.measures.map(id => this.#tools.figures.value(this.#time.report, region, id));
    return (await Promise.all(values)).some(value => value !== null);
  }

  #settled({ later, measure }: PlaceFacts): string {
    const { next } = this.#time;
    if (next === undefined) return '; the next report decides';
    const has = later == null ? 'does not have it' : `has ${counted(later)} ${measure}`;
    return `; this is final, as the report of ${next.date} ${has}`;
  }

  #explain(region: string, { measure, was, is }: Pick<PlaceFacts, 'measure' | 'was' | 'is'>): void {
    for (const above of [...ancestorsOf(this.#tools.regionTable, region), WHOLE]) {
      const key = `${above} ${measure}`;
      this.#explained.set(key, (this.#explained.get(key) ?? 0) + (is ?? 0) - (was ?? 0));
    }
  }

  #accepted({ check, detail }: Hold): boolean {
    const { report } = this.#time;
    const note = this.#tools.notes.get(report.key);
    if (!accepts(note, report, check)) return false;
    this.#remarks.push({ check, verdict: 'accepted', detail, note: note?.reason ?? null });
    return true;
  }

  async #tooMany(): Promise<string | null> {
    const [last] = this.#time.before;
    if (last === undefined) return null;
    const { large } = await this.#tools.figures.report(last.report);
    const wrong = Map.groupBy(
      [...this.#holds.places, ...this.#leapt].filter(({ measures }) => measures === null),
      ({ map }) => map,
    );
    for (const [map, holds] of wrong) {
      const share = placeLimits(this.#tools.limits, map)?.lost ?? 1;
      if (holds.length < LEAST_WRONG || holds.length <= (large[map] ?? 0) * share) continue;
      return `${counted(holds.length)} of the ${counted(large[map] ?? 0, 'place')} of ${map} are out of line, as ${holds[0]?.detail}`;
    }
    return null;
  }

  /** Places that did not move by much are not looked at one by one, and none of them fell. */
  #nothingFell({ lost }: PairFigures): NoteFigure[] {
    const { key } = this.#time.report;
    return lost.filter(({ of }) => of > 0).map(({ map }) => ({ check: 'fall', level: map, value: 0, key }));
  }

  #pair(last: AcceptedReport) {
    return this.#tools.figures.pair(last.report, this.#time.report);
  }

  #hold(region: string, measures: readonly string[] | null, check: Hold['check'], detail: string): Hold {
    return {
      map: mapOf(this.#tools.regionTable, region),
      region,
      name: nameOf(this.#tools.regionTable, region),
      measures,
      check,
      detail,
    };
  }
}

/** A place that nothing knows and that counts about as much: the same one, under a name that is no more like it. */
function likeNumber({ unknownPlaces }: ReportFigures, measure: string, was: number | null): string | undefined {
  const isAlike = (total: number) => was !== null && total >= was * 0.9 && total <= was * 1.5;
  return unknownPlaces.find(({ totals }) => isAlike(totals[measure] ?? 0))?.place;
}
