import { ancestorsOf, labelOf, mapOf, nameOf } from '../clean/region-tree.ts';
import type { CheckRemark } from '../contract/check-report.ts';
import { isFault } from './check.ts';
import { accepts } from './choose-inputs.ts';
import type { PairFigures } from './figures.ts';
import { counted } from './format.ts';
import { holdBack } from './hold-back.ts';
import { type Hold, type Holds, WHOLE } from './holds.ts';
import type { NoteFigure } from './most-figures.ts';
import { PLACE_CHECKS, type PlaceFacts, placeLimits, UNREADABLE_CELL } from './place-checks.ts';
import { type PlaceTools, PlaceValues, type ReportInTime } from './place-values.ts';
import type { AcceptedReport, Report } from './report.ts';
import { SPIKE } from './spike.ts';

export interface JudgedPlaces {
  readonly holds: Holds;
  /** Of the report before: with the places that this report shows to have leapt for a day. */
  readonly before: Holds | undefined;
  readonly remarks: readonly CheckRemark[];
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
  readonly #values: PlaceValues;
  readonly #remarks: CheckRemark[] = [];
  readonly #figures: NoteFigure[] = [];
  readonly #leapt: Hold[] = [];
  readonly #bridged = new Set<string>();

  constructor(time: ReportInTime, tools: PlaceTools) {
    this.#time = time;
    this.#tools = tools;
    this.#values = new PlaceValues(time, tools);
  }

  async result(): Promise<JudgedPlaces> {
    return {
      holds: this.#values.holds,
      before: this.#values.before,
      remarks: this.#remarks,
      figures: this.#figures,
      explained: measure => this.#values.explained(measure),
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
      await this.#keepBack(this.#values.holds, report, hold, 0);
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
      if (isChecked || isInOther || this.#values.holds.isHeld(region, measure)) continue;
      this.#values.explain(region, { measure, was: value, is: null });
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
    for (const region of this.#values.before?.regions() ?? []) regions.add(region);
    const depth = new Map([...regions].map(region => [region, ancestorsOf(this.#tools.regionTable, region).length]));
    return [...regions].sort((a, b) => (depth.get(b) ?? 0) - (depth.get(a) ?? 0) || (a < b ? -1 : 1));
  }

  async take(region: string): Promise<void> {
    const { limits, measures } = this.#tools;
    const checked = placeLimits(limits, mapOf(this.#tools.regionTable, region))?.measures ?? [];
    for (const measure of measures) {
      if (this.#values.holds.isHeld(region, measure)) continue;
      const facts = await this.#values.factsOf(region, measure, checked.includes(measure));
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
          (check.id === 'vanished' && (await this.#values.isThere(region)));
        const hold = this.#hold(region, partly ? [facts.measure] : null, check.id, words);
        if (this.#accepted(hold)) {
          this.#values.explain(region, facts);
          continue;
        }
        if (next !== undefined && (await check.agrees?.(figure, limit, facts)) === true) {
          const detail = `${words}; the report of ${next.date} agrees`;
          this.#remarks.push({ check: check.id, verdict: 'confirmed', detail, note: null });
          this.#values.explain(region, facts);
          continue;
        }
        await this.#keepBack(this.#values.holds, report, { ...hold, detail: words + this.#settled(facts) }, 0);
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
      const was = (await this.#values.countOf(last, region, measure)) ?? 0;
      this.#values.holds.setValue(WHOLE, measure, (this.#values.holds.valueOf(WHOLE, measure) ?? 0) + was);
    }
  }

  /** Whether it is the day before that stands out: this one is back where the day before that was. */
  async #leaptBefore(region: string, facts: PlaceFacts, limit: number): Promise<boolean> {
    const [last, earlier, earliest] = this.#time.before;
    const { measure, was, is, later } = facts;
    if (last === undefined || earlier === undefined || this.#values.before === undefined || was === null || is === null)
      return false;
    if (this.#values.before.isHeld(region, measure)) return false;
    const ago = await this.#values.countOf(earlier, region, measure);
    if (ago === null || (is < ago && (ago - is) / ago > limit)) return false;
    if (later !== undefined) {
      if (later === null || later >= was) return false;
    } else if (!(await this.#values.isFarther(region, measure, [was, is, ago], earliest))) return false;
    const words = `${labelOf(this.#tools.regionTable, region)} on ${last.report.date}: ${counted(was)} ${measure}, between ${counted(ago)} on ${earlier.report.date} and ${counted(is)} on ${this.#time.report.date}`;
    const hold = this.#hold(region, null, SPIKE.id, `${words}; the next report takes the leap back`);
    if (accepts(this.#tools.notes.get(last.chosen.key), last.chosen, 'spike')) return false;
    await this.#keepBack(this.#values.before, last.report, hold, 1);
    this.#leapt.push(hold);
    // What is left of a fall is judged like any other.
    const left = await this.#values.factsOf(region, measure, true);
    if (left !== undefined) await this.#judge(region, left);
    return true;
  }

  /** Holds a place back in a report, by what the report before that one says of it. */
  async #keepBack(holds: Holds, report: Report, hold: Hold, ago: number): Promise<void> {
    const last = this.#time.before[ago];
    const value = async (region: string, measure: string) =>
      last === undefined ? null : this.#values.countOf(last, region, measure);
    await holdBack(hold, holds, { report, last: last?.report, valueBefore: value }, this.#tools);
  }

  #settled({ later, measure }: PlaceFacts): string {
    const { next } = this.#time;
    if (next === undefined) return '; the next report decides';
    const has = later == null ? 'does not have it' : `has ${counted(later)} ${measure}`;
    return `; this is final, as the report of ${next.date} ${has}`;
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
      [...this.#values.holds.places, ...this.#leapt].filter(({ measures }) => measures === null),
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
