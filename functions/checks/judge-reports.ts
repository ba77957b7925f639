import type { CheckRemark, LargestFigure } from '../contract/check-report.ts';
import { daysBetween } from '../measures/periods.ts';
import { isFault } from './check.ts';
import { accepts, type ChosenInput, quarantined } from './choose-inputs.ts';
import type { PairFigures } from './figures.ts';
import { counted, fileOf } from './format.ts';
import { type Holds, WHOLE } from './holds.ts';
import { type JudgedPlaces, judgePlaces } from './judge-places.ts';
import { mostFigures, type NoteFigure } from './most-figures.ts';
import type { PlaceTools } from './place-values.ts';
import { contradicted, findRepeats, isOfItsDay, type Repeat, updatedWords, usualDelay } from './repeats.ts';
import { type AcceptedReport, isReport, type Report, rhythmOf } from './report.ts';
import {
  type Fault,
  LEAST_ROWS,
  type NextReport,
  REPORT_CHECKS,
  type ReportFacts,
  type TotalChange,
} from './report-checks.ts';
import { spikeWords } from './spike.ts';

export interface JudgedReports {
  readonly inputs: ChosenInput[];
  /** What is held back of the reports that are in, by day. */
  readonly holds: ReadonlyMap<string, Holds>;
  readonly figures: readonly LargestFigure[];
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
  return { inputs: judged, holds: new Map(holds), figures: mostFigures(judged, walk.figures(), tools.limits) };
}

class Walk {
  readonly verdicts = new Map<ChosenInput, ChosenInput>();
  /** The reports that are in so far. */
  readonly accepted: AcceptedReport[] = [];
  readonly #reports: readonly Report[];
  readonly #tools: PlaceTools;
  readonly #repeats: ReadonlyMap<Report, Repeat>;
  readonly #rhythm: number;
  readonly #usualDelay: number;
  readonly #figures = new Map<Report, readonly NoteFigure[]>();

  constructor(reports: readonly Report[], tools: PlaceTools) {
    this.#reports = reports;
    this.#tools = tools;
    this.#repeats = tools.limits.repeatedRows === null ? new Map() : findRepeats(reports);
    this.#rhythm = rhythmOf(reports);
    this.#usualDelay = usualDelay(reports);
  }

  /** Of the reports that are in. */
  figures(): NoteFigure[] {
    return this.accepted.flatMap(({ chosen }) => this.#figures.get(chosen) ?? []);
  }

  async take(report: Report): Promise<void> {
    const next = await this.#witness(report);
    const before = this.accepted.slice(-3).reverse();
    const places = await judgePlaces({ report, before, next }, this.#tools);
    // A last good version stands in for what was listed: as a whole it was judged when it came.
    if (report.state !== 'used') return this.#accept(report, report, places);
    const own = this.#ownFault(report);
    const { faults, figures } =
      own === undefined ? await this.#faults(report, places, next) : { faults: [own], figures: [] };
    const wrongBefore = await this.#wrongBefore(report, faults, next);
    if (wrongBefore !== undefined) {
      await this.#keepOut(wrongBefore.report, [wrongBefore.fault], [], report);
      return this.take(report);
    }
    const { open, remarks } = await this.#settle(report, faults, next);
    if (open.length > 0) return this.#keepOut(report, open, remarks, next);
    this.#figures.set(report, [...figures, ...places.figures]);
    const all = [...remarks, ...places.remarks];
    if (all.length > 0) this.verdicts.set(report, { ...report, remarks: [...report.remarks, ...all] });
    this.#accept(report, report, places);
  }

  #accept(chosen: Report, report: Report, places: JudgedPlaces): void {
    const last = this.accepted.at(-1);
    if (last !== undefined && places.before !== undefined) last.holds = places.before;
    this.accepted.push({ chosen, report, holds: places.holds });
  }

  async #faults(report: Report, places: JudgedPlaces, next: Report | undefined) {
    const faults: Fault[] = [];
    const figures: NoteFigure[] = [];
    const before = this.accepted.at(-1);
    if (before === undefined) return { faults, figures };
    const facts = await this.#factsOf(report, before, places, next);
    for (const check of REPORT_CHECKS) {
      for (const figure of check.figures(facts)) {
        const limit = check.limit(this.#tools.limits, figure.level);
        figures.push({ check: check.id, level: figure.level, value: figure.value, key: report.key });
        if (limit === null || !isFault(check, figure, limit, facts)) continue;
        const change =
          check.id === 'fall'
            ? facts.changes.find(change => 'measure' in figure && change.measure === figure.measure)
            : undefined;
        faults.push({
          check: check.id,
          detail: check.message(figure, facts),
          ...(change === undefined ? {} : { change }),
          ...(check.agrees === undefined
            ? {}
            : { agrees: () => next !== undefined && (check.agrees?.(figure, limit, facts) ?? false) }),
        });
      }
    }
    if (places.tooMany !== null && !faults.some(({ check }) => check === 'fall' || check === 'lost-places')) {
      // Places that the next report agrees with are not among them.
      faults.push({ check: 'fall', detail: places.tooMany, agrees: () => false });
    }
    // What is all zero has fallen as well, and says more.
    const zeros = faults.some(({ check }) => check === 'all-zero');
    return {
      faults: zeros ? faults.filter(({ check }) => check !== 'fall' && check !== 'repeated-rows') : faults,
      figures,
    };
  }

  async #factsOf(
    report: Report,
    before: AcceptedReport,
    places: JudgedPlaces,
    next: Report | undefined,
  ): Promise<ReportFacts> {
    const { figures, limits, measures } = this.#tools;
    const [was, is] = [await figures.report(before.report), await figures.report(report)];
    const holdsBefore = places.tooMany === null ? places.before : before.holds;
    const changes = measures.flatMap((measure): TotalChange[] => {
      const [then, now] = [was.totals[measure], is.totals[measure]];
      if (then === undefined || now === undefined) return [];
      const lack = places.tooMany === null ? (places.holds.valueOf(WHOLE, measure) ?? 0) : 0;
      const explained = places.tooMany === null ? places.explained(measure) : 0;
      const lackBefore = holdsBefore?.valueOf(WHOLE, measure) ?? 0;
      return [{ level: null, value: 0, measure, was: then + lackBefore + explained, is: now + lack }];
    });
    return {
      limits,
      was: before.report,
      is: report,
      pair: await this.#pair(before.report, report),
      changes,
      rhythm: this.#rhythm,
      isOfItsDay: isOfItsDay(report, before.report, this.#usualDelay),
      next: next === undefined ? undefined : this.#nextReport(before.report, next),
    };
  }

  #nextReport(before: Report, next: Report): NextReport {
    return {
      day: next,
      total: async measure => (await this.#tools.figures.report(next)).totals[measure] ?? 0,
      pair: () => this.#pair(before, next),
    };
  }

  /** What of the faults is one, and what is a correction or accepted. */
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

  /** The report before, where it is that one which is wrong. */
  async #wrongBefore(report: Report, faults: readonly Fault[], next: Report | undefined) {
    const [last, before, earlier] = this.accepted.slice(-3).reverse();
    if (last === undefined || last.report.state !== 'used') return undefined;
    const note = this.#tools.notes.get(last.chosen.key);
    const repeated = faults.find(({ check }) => check === 'repeated-rows');
    if (repeated !== undefined && contradicted(last.report, report, this.#reports) === last.report) {
      const detail = `${fileOf(last.report.key)} has most values of ${fileOf(report.key)}; ${updatedWords(last.report, report)}`;
      return accepts(note, last.chosen, 'repeated-rows')
        ? undefined
        : { report: last.chosen, fault: { check: 'repeated-rows' as const, detail } };
    }
    if (before === undefined || accepts(note, last.chosen, 'spike')) return undefined;
    const detail = await spikeWords({ earlier, before, spike: last, after: report, later: next }, faults, this.#tools);
    return detail === undefined ? undefined : { report: last.chosen, fault: { check: 'spike' as const, detail } };
  }

  /** What is wrong with a report whatever the one before it says: it repeats another, or lies far from all others. */
  #ownFault(report: Report): Fault | undefined {
    const repeat = this.#repeats.get(report);
    if (repeat !== undefined) return { check: 'repeated-rows', detail: repeat.detail };
    const { gap } = this.#tools.limits;
    const [first, second, third] = this.#reports;
    if (gap === null || report !== first || second === undefined || third === undefined) return undefined;
    const [before, after] = [daysBetween(first.date, second.date), daysBetween(second.date, third.date)];
    if (before <= gap * this.#rhythm || after > gap * this.#rhythm) return undefined;
    const lies = `${fileOf(first.key)} lies ${counted(before, 'day')} before ${fileOf(second.key)}`;
    return { check: 'gap', detail: `${lies}, the report after it, where ${this.#rhythm} is usual; is the year right?` };
  }

  /** The next report that can say something of its own: no repeat of another, and not empty of a count that this one has. */
  async #witness(report: Report): Promise<Report | undefined> {
    const next = this.#reports[this.#reports.indexOf(report) + 1];
    if (next === undefined || this.#repeats.has(next)) return undefined;
    const { same, regions } = await this.#pair(report, next);
    const isMostlySame = next.rows.kept >= LEAST_ROWS && same > regions * (this.#tools.limits.repeatedRows ?? 1);
    const isRepeat = isMostlySame && !isOfItsDay(next, report, this.#usualDelay);
    const isEmpty = Object.entries(report.rows.sums).some(
      ([count, sum]) => (sum ?? 0) > 0 && next.rows.sums[count] === 0,
    );
    return isRepeat || isEmpty ? undefined : next;
  }

  #pair(before: Report, after: Report): Promise<PairFigures> {
    return this.#tools.figures.pair(before, after);
  }

  async #keepOut(
    report: Report,
    faults: readonly Fault[],
    remarks: readonly CheckRemark[],
    next: Report | undefined,
  ): Promise<void> {
    if (this.accepted.at(-1)?.chosen === report) this.accepted.pop();
    const good = report.good !== null && report.good.sha256 !== report.rows.sha256 ? report.good : null;
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
    const verdict = { ...kept, remarks: [...report.remarks, ...reasons, ...remarks] };
    this.verdicts.set(report, verdict);
    if (!isReport(verdict)) return;
    const before = this.accepted.slice(-3).reverse();
    this.#accept(report, verdict, await judgePlaces({ report: verdict, before, next }, this.#tools));
  }
}

/** Whether a reason may still change, and what to do where it cannot. */
function settledWords(report: Report, faults: readonly Fault[], next: Report | undefined): string {
  const waits = faults.every(({ agrees }) => agrees !== undefined);
  if (waits && next === undefined) return "; it stays out until the next day's report agrees";
  const why = waits ? `the report of ${next?.date} does not agree` : 'no other report can change it';
  return `; this is final, as ${why}: to publish the file all the same, put a note ${fileOf(report.key)}.accept.yaml beside it`;
}
