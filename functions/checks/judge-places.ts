import { ancestorsOf, labelOf, mapOf, nameOf } from '../clean/region-tree.ts';
import type { CheckRemark } from '../contract/check-report.ts';
import { type Fault, judge, placeLimits } from './check.ts';
import type { Found } from './check-results.ts';
import { accepts } from './choose-inputs.ts';
import { counted } from './format.ts';
import { holdBack } from './hold-back.ts';
import type { Hold, Holds } from './holds.ts';
import type { PairFigures } from './measure-reports.ts';
import { PLACE_CHECKS, type PlaceFacts, type WrongPlaces, wrongPlaces } from './place-checks.ts';
import { type PlaceTools, PlaceValues, type ReportInTime } from './place-values.ts';
import type { AcceptedReport, Report } from './report.ts';
import { PLACE_SPIKE } from './spike.ts';

export interface JudgedPlaces {
  readonly holds: Holds;
  /** Of the report before: with the places that this report shows to have leapt for a day. */
  readonly before: Holds | undefined;
  readonly remarks: readonly CheckRemark[];
  readonly found: readonly Found[];
  /** What the whole count of a measure changed by because places were corrected. */
  explained(measure: string): number;
  /** Where so many places are wrong that it is the report. */
  readonly tooMany: Fault | null;
}

/**
 * Judges the places of a report one by one, the finest first: where one of them is wrong, it alone is held back, and
 * those above it are judged with what it counted last.
 */
export async function judgePlaces(time: ReportInTime, tools: PlaceTools): Promise<JudgedPlaces> {
  const places = new PlaceJudge(time, tools);
  await places.start();
  for (const region of await places.suspects()) await places.take(region);
  return places.result();
}

class PlaceJudge {
  readonly #time: ReportInTime;
  readonly #tools: PlaceTools;
  readonly #values: PlaceValues;
  readonly #remarks: CheckRemark[] = [];
  readonly #found: Found[] = [];
  readonly #leapt: Hold[] = [];

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
      found: this.#found,
      explained: measure => this.#values.explained(measure),
      tooMany: await this.#tooMany(),
    };
  }

  /** Holds back what cannot be read, and explains what is no longer reported. */
  async start(): Promise<void> {
    const { report } = this.#time;
    const { wrongCells } = await this.#tools.figures.report(report);
    for (const { check, region, measure, reason } of wrongCells) {
      const detail = `${labelOf(this.#tools.regionTable, region)} on ${report.date}: ${reason}`;
      const fault = { check, figure: null, detail };
      if (this.#isAccepted(fault)) continue;
      const hold = this.#hold(region, measure === null ? null : [measure], fault);
      await this.#keepBack(this.#values.holds, report, hold, 0);
    }
    await this.#values.explainBlanks();
  }

  /** The regions that may be wrong, the finest first. */
  async suspects(): Promise<string[]> {
    const { report, before } = this.#time;
    const [last] = before;
    if (last !== undefined) this.#found.push(...this.#nothingFell(await this.#pair(last)));
    const { belowZero } = await this.#tools.figures.report(report);
    const moves = last === undefined ? [] : (await this.#pair(last)).moves;
    const regions = new Set([...belowZero, ...moves].map(({ region }) => region));
    for (const region of this.#values.before?.regions() ?? []) regions.add(region);
    const depth = new Map([...regions].map(region => [region, ancestorsOf(this.#tools.regionTable, region).length]));
    return [...regions].sort((a, b) => (depth.get(b) ?? 0) - (depth.get(a) ?? 0) || (a < b ? -1 : 1));
  }

  async take(region: string): Promise<void> {
    const { limits, rules } = this.#tools;
    const checked = placeLimits(limits, mapOf(this.#tools.regionTable, region))?.measures ?? [];
    for (const measure of rules.keys()) {
      if (this.#values.holds.isHeld(region, measure)) continue;
      const facts = await this.#values.factsOf(region, measure, checked.includes(measure));
      if (facts !== undefined) await this.#judge(region, facts);
    }
  }

  async #judge(region: string, facts: PlaceFacts): Promise<void> {
    const { report, next } = this.#time;
    for (const check of PLACE_CHECKS) {
      for (const { figure, fault } of judge(check, facts, this.#tools.limits)) {
        if (fault === null) {
          if (check.unit !== undefined) this.#found.push({ check: check.id, ...figure, key: report.key, fault });
          if (check.id === 'vanished') await this.#values.bridge(region, facts);
          continue;
        }
        if (check.id === 'fall' && (await this.#leaptBefore(region, facts))) return;
        if (this.#isAccepted(fault)) {
          this.#values.explain(region, facts);
          continue;
        }
        if (next !== undefined && (await fault.agrees?.()) === true) {
          const detail = `${fault.detail}; the report of ${next.date} agrees`;
          this.#remarks.push({ check: check.id, verdict: 'confirmed', detail, note: null });
          this.#values.explain(region, facts);
          continue;
        }
        const isPart =
          check.id === 'below-zero' ||
          facts.negative !== undefined ||
          (check.id === 'vanished' && (await this.#values.isThere(region)));
        const detail = fault.detail + this.#settled(facts);
        const hold = this.#hold(region, isPart ? [facts.measure] : null, { ...fault, detail });
        await this.#keepBack(this.#values.holds, report, hold, 0);
        return;
      }
    }
  }

  /** Whether it is the day before that stands out: then it is held back there. */
  async #leaptBefore(region: string, facts: PlaceFacts): Promise<boolean> {
    const [last] = this.#time.before;
    const { before } = this.#values;
    const detail = await this.#values.leapWords(region, facts);
    if (last === undefined || before === undefined || detail === null) return false;
    if (accepts(this.#tools.notes.get(last.chosen.key), last.chosen, PLACE_SPIKE.id)) return false;
    const hold = this.#hold(region, null, { check: PLACE_SPIKE.id, figure: null, detail });
    await this.#keepBack(before, last.report, hold, 1);
    this.#leapt.push(hold);
    // What is left of a fall is judged like any other.
    const left = await this.#values.factsOf(region, facts.measure, true);
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

  #isAccepted({ check, detail }: Fault): boolean {
    const { report } = this.#time;
    const note = this.#tools.notes.get(report.key);
    if (!accepts(note, report, check)) return false;
    this.#remarks.push({ check, verdict: 'accepted', detail, note: note?.reason ?? null });
    return true;
  }

  async #tooMany(): Promise<Fault | null> {
    const [last] = this.#time.before;
    if (last === undefined) return null;
    const { large } = await this.#tools.figures.report(last.report);
    const whole = [...this.#values.holds.places, ...this.#leapt].filter(({ measures }) => measures === null);
    const maps = [...Map.groupBy(whole, ({ map }) => map)].map(([map, holds]): WrongPlaces => {
      return { map, wrong: holds.length, large: large[map] ?? 0, example: holds[0]?.detail ?? '' };
    });
    return judge(wrongPlaces, maps, this.#tools.limits).find(({ fault }) => fault !== null)?.fault ?? null;
  }

  /** Places that did not move by much are not looked at one by one, and none of them fell. */
  #nothingFell({ lost }: PairFigures): Found[] {
    const { key } = this.#time.report;
    return lost
      .filter(({ of }) => of > 0)
      .map(({ map }) => ({ check: 'fall', level: map, value: 0, key, fault: null }));
  }

  #pair(last: AcceptedReport) {
    return this.#tools.figures.pair(last.report, this.#time.report);
  }

  #hold(region: string, measures: readonly string[] | null, { check, figure, detail }: Fault): Hold {
    const { regionTable } = this.#tools;
    const [map, name] = [mapOf(regionTable, region), nameOf(regionTable, region)];
    return { map, region, name, measures, check, value: figure?.value ?? null, detail };
  }
}
