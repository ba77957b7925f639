import type { CheckRemark } from '../contract/check-report.ts';
import { type Fault, judge } from './check.ts';
import type { Found } from './check-results.ts';
import { accepts, type ChosenInput, quarantined } from './choose-inputs.ts';
import { fileOf } from './format.ts';
import type { Holds } from './holds.ts';
import { type JudgedPlaces, judgePlaces } from './judge-places.ts';
import type { PlaceTools, ReportInTime } from './place-values.ts';
import { contradicted, updatedWords } from './repeats.ts';
import { type AcceptedReport, isReport, type Report } from './report.ts';
import { REPORT_CHECKS } from './report-checks.ts';
import { ReportValues } from './report-values.ts';
import { SPIKE, spikeWords } from './spike.ts';

export interface JudgedReports {
  readonly inputs: ChosenInput[];
  /** What is held back of the reports that are in, by day. */
  readonly holds: ReadonlyMap<string, Holds>;
  /** What the checks measured in them, and what they held back. */
  readonly found: readonly Found[];
}

/**
 * Judges reports in the order of their days, each against the nearest earlier one that is in, and their places one by
 * one. What the next report agrees with is no fault but a correction, or a change for good; what a note accepts is in.
 */
export async function judgeReports(inputs: readonly ChosenInput[], tools: PlaceTools): Promise<JudgedReports> {
  const reports = inputs.filter(isReport).sort((a, b) => (a.date < b.date ? -1 : 1));
  const walk = new Walk(reports, tools);
  for (const report of reports) await walk.take(report);
  const judged = inputs.map(input => walk.verdicts.get(input) ?? input);
  const holds = walk.accepted.map(({ report, holds }) => [report.date, holds] as const);
  return { inputs: judged, holds: new Map(holds), found: walk.found() };
}

class Walk {
  readonly verdicts = new Map<ChosenInput, ChosenInput>();
  /** The reports that are in so far. */
  readonly accepted: AcceptedReport[] = [];
  readonly #reports: readonly Report[];
  readonly #tools: PlaceTools;
  readonly #values: ReportValues;
  readonly #found = new Map<Report, readonly Found[]>();
  readonly #failed: Found[] = [];

  constructor(reports: readonly Report[], tools: PlaceTools) {
    this.#reports = reports;
    this.#tools = tools;
    this.#values = new ReportValues(reports, tools);
  }

  /** In the reports that are in, what is held back of them, and why others are not. */
  found(): Found[] {
    const inUse = this.accepted.flatMap(({ chosen, holds }) => [
      ...(this.#found.get(chosen) ?? []),
      ...holds.places.map(({ check, map, value, detail }) => {
        return { check, level: map, value, key: chosen.key, fault: detail };
      }),
    ]);
    return [...inUse, ...this.#failed];
  }

  async take(report: Report): Promise<void> {
    const time = { report, before: this.#before(), next: await this.#values.witness(report) };
    const places = await judgePlaces(time, this.#tools);
    // A last good version stands in for what was listed: as a whole it was judged when it came.
    if (report.state !== 'used') return this.#accept(report, report, places);
    const { faults, found } = await this.#judge(time, places);
    const wrongBefore = await this.#wrongBefore(time, faults);
    if (wrongBefore !== undefined) {
      await this.#keepOut(wrongBefore.report, [wrongBefore.fault], [], report);
      return this.take(report);
    }
    const { open, remarks } = await this.#settle(report, faults, time.next);
    if (open.length > 0) return this.#keepOut(report, open, remarks, time.next);
    this.#found.set(report, [...found, ...places.found]);
    const all = [...remarks, ...places.remarks];
    if (all.length > 0) this.verdicts.set(report, { ...report, remarks: [...report.remarks, ...all] });
    this.#accept(report, report, places);
  }

  /** The last reports that are in, the newest first. */
  #before(): AcceptedReport[] {
    return this.accepted.slice(-3).reverse();
  }

  #accept(chosen: Report, report: Report, places: JudgedPlaces): void {
    const last = this.accepted.at(-1);
    if (last !== undefined && places.before !== undefined) last.holds = places.before;
    this.accepted.push({ chosen, report, holds: places.holds });
  }

  /** The faults of a report as a whole, without those that say no more than another one, and what was measured. */
  async #judge(time: ReportInTime, places: JudgedPlaces) {
    const own = await this.#values.ownFault(time.report);
    const [before] = time.before;
    if (own !== undefined || before === undefined) return { faults: own === undefined ? [] : [own], found: [] };
    const facts = await this.#values.factsOf(time, before, places);
    const judged = REPORT_CHECKS.flatMap(check =>
      judge(check, facts, this.#tools.limits).map(({ figure, fault }) => ({ check: check.id, figure, fault })),
    );
    const faults = [...judged.map(({ fault }) => fault), places.tooMany].filter(fault => fault !== null);
    const implied = new Set(faults.flatMap(({ implies }) => implies ?? []));
    return {
      faults: faults.filter(({ check }) => !implied.has(check)),
      found: judged.map(({ check, figure: { level, value } }): Found => {
        return { check, level, value, key: time.report.key, fault: null };
      }),
    };
  }

  /** Which faults remain, and which are corrections or accepted. */
  async #settle(report: Report, faults: readonly Fault[], next: Report | undefined) {
    const open: Fault[] = [];
    const remarks: CheckRemark[] = [];
    const note = this.#tools.notes.get(report.key);
    for (const fault of faults) {
      const { check, detail } = fault;
      if (accepts(note, report, check)) {
        remarks.push({ check, verdict: 'accepted', detail, note: note?.reason ?? null });
      } else if (next !== undefined && (await fault.agrees?.()) === true) {
        const agrees = `${detail}; the report of ${next.date} agrees`;
        remarks.push({ check, verdict: 'confirmed', detail: agrees, note: null });
      } else open.push(fault);
    }
    return { open, remarks };
  }

  /** The report before, if that is the wrong one. */
  async #wrongBefore({ report, before: [last, before, earlier], next }: ReportInTime, faults: readonly Fault[]) {
    if (last === undefined || last.report.state !== 'used') return undefined;
    const note = this.#tools.notes.get(last.chosen.key);
    const repeated = faults.find(({ check }) => check === 'repeated-rows');
    if (repeated !== undefined && contradicted(last.report, report, this.#reports) === last.report) {
      const detail = `${fileOf(last.report.key)} has most values of ${fileOf(report.key)}; ${updatedWords(last.report, report)}`;
      const fault: Fault = { check: repeated.check, figure: repeated.figure, detail };
      return accepts(note, last.chosen, fault.check) ? undefined : { report: last.chosen, fault };
    }
    if (before === undefined || accepts(note, last.chosen, SPIKE.id)) return undefined;
    const detail = await spikeWords({ earlier, before, spike: last, after: report, later: next }, faults, this.#tools);
    if (detail === undefined) return undefined;
    const fault: Fault = { check: SPIKE.id, figure: null, detail };
    return { report: last.chosen, fault };
  }

  async #keepOut(
    report: Report,
    faults: readonly Fault[],
    remarks: readonly CheckRemark[],
    next: Report | undefined,
  ): Promise<void> {
    if (this.accepted.at(-1)?.chosen === report) this.accepted.pop();
    this.#found.delete(report);
    const good = report.good !== null && report.good.id !== report.rows.id ? report.good : null;
    const [first] = faults;
    const more = faults.length > 1 ? `; ${faults.length - 1} more of its figures are out of line` : '';
    const wasLive = report.wasLive && good !== null;
    const kept = quarantined(
      { ...report, good, wasLive },
      `${first?.detail}${more}${settledWords(report, faults, next)}`,
    );
    const reasons = faults.map(
      ({ check, detail }): CheckRemark => ({ check, verdict: 'quarantined', detail, note: null }),
    );
    for (const { check, figure, detail } of faults) {
      const [level, value] = [figure?.level ?? null, figure?.value ?? null];
      this.#failed.push({ check, level, value, key: report.key, fault: detail });
    }
    const verdict = { ...kept, remarks: [...report.remarks, ...reasons, ...remarks] };
    this.verdicts.set(report, verdict);
    if (!isReport(verdict)) return;
    const time = { report: verdict, before: this.#before(), next };
    this.#accept(report, verdict, await judgePlaces(time, this.#tools));
  }
}

/** Whether a reason may still change, and what to do where it cannot. */
function settledWords(report: Report, faults: readonly Fault[], next: Report | undefined): string {
  const waits = faults.every(({ agrees }) => agrees !== undefined);
  if (waits && next === undefined) return "; it stays out until the next day's report agrees";
  const why = waits ? `the report of ${next?.date} does not agree` : 'no other report can change it';
  return `; this is final, as ${why}: to publish the file all the same, put a note ${fileOf(report.key)}.accept.yaml beside it`;
}
