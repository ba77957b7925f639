import { nameOf } from '../clean/region-tree.ts';
import type { Calendar } from '../contract/period.ts';
import { periodsBetween } from '../measures/periods.ts';
import type { Fault } from './check.ts';
import { counted, fileOf } from './format.ts';
import { WHOLE } from './holds.ts';
import type { JudgedPlaces } from './judge-places.ts';
import type { PairFigures } from './measure-reports.ts';
import type { PlaceTools, ReportInTime } from './place-values.ts';
import { findRepeats, isOfItsDay, type Repeat, usualDelay } from './repeats.ts';
import type { AcceptedReport, Report } from './report.ts';
import { LEAST_ROWS, type ReportFacts, type TotalChange } from './report-checks.ts';

/** All reports of a build in the order of their days, what is usual among them, and what is checked of each as a whole. */
export class ReportValues {
  readonly #reports: readonly Report[];
  readonly #tools: PlaceTools;
  readonly #repeats: ReadonlyMap<Report, Repeat>;
  readonly #rhythm: number;
  readonly #usualDelay: number;

  constructor(reports: readonly Report[], tools: PlaceTools) {
    this.#reports = reports;
    this.#tools = tools;
    this.#repeats = tools.limits.repeatedRows === null || isOfOneFile(reports) ? new Map() : findRepeats(reports);
    this.#rhythm = rhythmOf(reports, tools.period);
    this.#usualDelay = usualDelay(reports);
  }

  /** What is wrong with a report whatever the one before it says: it repeats another or itself, or lies far from all others. */
  async ownFault(report: Report): Promise<Fault | undefined> {
    const repeated = await this.#repeatedPlaces(report);
    if (repeated !== undefined) return repeated;
    const repeat = this.#repeats.get(report);
    if (repeat !== undefined) {
      return { check: 'repeated-rows', figure: { level: null, value: 1 }, detail: repeat.detail };
    }
    const { limits, period } = this.#tools;
    const { gap } = limits;
    if (isOfOneFile(this.#reports)) return undefined;
    const [first, second, third] = this.#reports;
    if (gap === null || report !== first || second === undefined || third === undefined) return undefined;
    const before = periodsBetween(first.date, second.date, period);
    const after = periodsBetween(second.date, third.date, period);
    if (before <= gap * this.#rhythm || after > gap * this.#rhythm) return undefined;
    const lies = `${fileOf(first.key)} lies ${counted(before, period.unit)} before ${fileOf(second.key)}`;
    const detail = `${lies}, the report after it, where ${this.#rhythm} is usual; is the year right?`;
    return { check: 'gap', figure: { level: null, value: before / this.#rhythm }, detail };
  }

  /** The next report that can say something of its own: no repeat of another, and not empty of a count that this one has. */
  async witness(report: Report): Promise<Report | undefined> {
    const next = this.#reports[this.#reports.indexOf(report) + 1];
    if (next === undefined || this.#repeats.has(next)) return undefined;
    const { same, regions } = await this.#pair(report, next);
    const isMostlySame = next.rows.kept >= LEAST_ROWS && same > regions * (this.#tools.limits.repeatedRows ?? 1);
    const isRepeat = isMostlySame && !isOfItsDay(next, report, this.#usualDelay);
    const isEmpty = Object.entries(report.rows.sums).some(
      ([count, sum]) => this.#tools.rules.get(count)?.grows === true && (sum ?? 0) > 0 && next.rows.sums[count] === 0,
    );
    return isRepeat || isEmpty ? undefined : next;
  }

  /** A report against the one before it that is in, with what is held back of its places. */
  async factsOf(
    { report, next }: ReportInTime,
    before: AcceptedReport,
    { holds, before: holdsBefore, explained, tooMany }: JudgedPlaces,
  ): Promise<ReportFacts> {
    const { figures, limits, rules, period } = this.#tools;
    const growing = [...rules].filter(([, { grows }]) => grows).map(([measure]) => measure);
    const [was, is] = [await figures.report(before.report), await figures.report(report)];
    const changes = growing.flatMap((measure): TotalChange[] => {
      const [then, now] = [was.totals[measure], is.totals[measure]];
      if (then === undefined || now === undefined) return [];
      const lackBefore = (tooMany === null ? holdsBefore : before.holds)?.valueOf(WHOLE, measure) ?? 0;
      // Where it is the report that is wrong, nothing is held back of its places.
      const lack = tooMany === null ? (holds.valueOf(WHOLE, measure) ?? 0) : 0;
      const corrected = tooMany === null ? explained(measure) : 0;
      return [{ level: null, value: 0, measure, was: then + lackBefore + corrected, is: now + lack }];
    });
    return {
      ...{ limits, period, growing },
      was: before.report,
      is: report,
      pair: await this.#pair(before.report, report),
      changes,
      rhythm: this.#rhythm,
      isOfItsDay: isOfItsDay(report, before.report, this.#usualDelay),
      next: next && {
        day: next,
        total: async measure => (await figures.report(next)).totals[measure] ?? 0,
        pair: () => this.#pair(before.report, next),
      },
    };
  }

  /** Where so many places have several values that it is the file which is not understood. */
  async #repeatedPlaces(report: Report): Promise<Fault | undefined> {
    const { wrongCells, regions } = await this.#tools.figures.report(report);
    const repeated = wrongCells.filter(({ check }) => check === 'repeated-place');
    const places = new Set(repeated.map(({ region }) => region)).size;
    const all = Object.values(regions).reduce((sum, count) => sum + count, 0);
    const [first] = repeated;
    if (first === undefined || (places < all && places <= Math.max(1, all * MOST_REPEATED))) return undefined;
    const detail = `${counted(places)} of its ${counted(all, 'place')} have several values, as ${nameOf(this.#tools.regionTable, first.region)}: ${first.reason}`;
    return { check: 'repeated-place', figure: { level: null, value: places / all }, detail };
  }

  #pair(before: Report, after: Report): Promise<PairFigures> {
    return this.#tools.figures.pair(before, after);
  }
}

/** Share of the places of a report. */
const MOST_REPEATED = 0.1;

/** The periods of one file are not held against each other: it is not yesterday's again, and where it has a gap, it has one. */
function isOfOneFile(reports: readonly Report[]): boolean {
  return reports.some(({ rows }) => rows.period !== null);
}

/** The usual number of periods from one report to the next: the median, of an even number the smaller one; infinite of too few. */
function rhythmOf(reports: readonly Report[], period: Calendar): number {
  const distances = reports.slice(1).map(({ date }, index) => {
    return periodsBetween(reports[index]?.date ?? date, date, period);
  });
  if (distances.length < 2) return Number.POSITIVE_INFINITY;
  return distances.sort((a, b) => a - b)[Math.ceil(distances.length / 2) - 1] ?? 1;
}
