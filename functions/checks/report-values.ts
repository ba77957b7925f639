import { daysBetween } from '../measures/periods.ts';
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
    this.#repeats = tools.limits.repeatedRows === null ? new Map() : findRepeats(reports);
    this.#rhythm = rhythmOf(reports);
    this.#usualDelay = usualDelay(reports);
  }

  /** What is wrong with a report whatever the one before it says: it repeats another, or lies far from all others. */
  ownFault(report: Report): Fault | undefined {
    const repeat = this.#repeats.get(report);
    if (repeat !== undefined) {
      return { check: 'repeated-rows', figure: { level: null, value: 1 }, detail: repeat.detail };
    }
    const { gap } = this.#tools.limits;
    const [first, second, third] = this.#reports;
    if (gap === null || report !== first || second === undefined || third === undefined) return undefined;
    const [before, after] = [daysBetween(first.date, second.date), daysBetween(second.date, third.date)];
    if (before <= gap * this.#rhythm || after > gap * this.#rhythm) return undefined;
    const lies = `${fileOf(first.key)} lies ${counted(before, 'day')} before ${fileOf(second.key)}`;
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
      ([count, sum]) => (sum ?? 0) > 0 && next.rows.sums[count] === 0,
    );
    return isRepeat || isEmpty ? undefined : next;
  }

  /** A report against the one before it that is in, with what is held back of its places. */
  async factsOf(
    { report, next }: ReportInTime,
    before: AcceptedReport,
    { holds, before: holdsBefore, explained, tooMany }: JudgedPlaces,
  ): Promise<ReportFacts> {
    const { figures, limits, measures } = this.#tools;
    const [was, is] = [await figures.report(before.report), await figures.report(report)];
    const changes = measures.flatMap((measure): TotalChange[] => {
      const [then, now] = [was.totals[measure], is.totals[measure]];
      if (then === undefined || now === undefined) return [];
      const lackBefore = (tooMany === null ? holdsBefore : before.holds)?.valueOf(WHOLE, measure) ?? 0;
      // Where it is the report that is wrong, nothing is held back of its places.
      const lack = tooMany === null ? (holds.valueOf(WHOLE, measure) ?? 0) : 0;
      const corrected = tooMany === null ? explained(measure) : 0;
      return [{ level: null, value: 0, measure, was: then + lackBefore + corrected, is: now + lack }];
    });
    return {
      limits,
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

  #pair(before: Report, after: Report): Promise<PairFigures> {
    return this.#tools.figures.pair(before, after);
  }
}

/** The usual number of days from one report to the next: the median, of an even number the smaller one; infinite of too few. */
function rhythmOf(reports: readonly Report[]): number {
  const distances = reports.slice(1).map(({ date }, index) => daysBetween(reports[index]?.date ?? date, date));
  if (distances.length < 2) return Number.POSITIVE_INFINITY;
  return distances.sort((a, b) => a - b)[Math.ceil(distances.length / 2) - 1] ?? 1;
}
