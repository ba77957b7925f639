import type { GateRemark } from '../../contract/gate-report.ts';
import type { AcceptNote } from './accept-notes.ts';
import { accepts } from './accepts.ts';
import { type ChosenInput, quarantined } from './chosen-input.ts';
import type { DayFigures } from './day-figures.ts';
import { type Day, type Fault, findFaults, LEAST_ROWS, repeatFault } from './find-faults.ts';
import { findRepeats } from './find-repeats.ts';
import type { GateLimits } from './gate-limits.ts';
import { spikeWords } from './spike-words.ts';

export interface JudgeTools {
  readonly gate: GateLimits;
  readonly figures: DayFigures;
  /** By the key of the upload. */
  readonly notes: ReadonlyMap<string, AcceptNote>;
}

/**
 * Judges reports in the order of their days, each against the nearest earlier day that is in. What the report of the
 * next day agrees with is no fault but a correction, or a change for good; what a note accepts is in.
 */
export async function judgeDays(inputs: readonly ChosenInput[], tools: JudgeTools): Promise<ChosenInput[]> {
  const reports = inputs.filter(isReport).sort((a, b) => (a.date < b.date ? -1 : 1));
  await tools.figures.measure(pairsOf(reports));
  const walk = new Walk(reports, tools);
  for (const report of reports) await walk.take(report);
  return inputs.map(input => walk.verdicts.get(input) ?? input);
}

type Report = ChosenInput & Day;

class Walk {
  readonly verdicts = new Map<ChosenInput, ChosenInput>();
  readonly #reports: readonly Report[];
  readonly #tools: JudgeTools;
  readonly #repeats: ReadonlyMap<ChosenInput, Report>;
  /** The days that are in so far: the report as it was chosen, and what is in of it. */
  readonly #accepted: { readonly report: Report; readonly day: Report }[] = [];

  constructor(reports: readonly Report[], tools: JudgeTools) {
    this.#reports = reports;
    this.#tools = tools;
    this.#repeats = findRepeats(reports);
  }

  async take(report: Report): Promise<void> {
    // Its last good version stands in for it, and was judged when it came.
    if (report.state !== 'used') {
      this.#accepted.push({ report, day: report });
      return;
    }
    const next = await this.#witness(report);
    let faults = await this.#faults(report);
    const spike = await this.#spikeBefore(report, faults, next);
    if (spike !== undefined) {
      this.#keepOut(spike.report, [{ check: 'spike', detail: spike.words }], []);
      faults = await this.#faults(report);
    }
    const open: Fault[] = [];
    const remarks: GateRemark[] = [];
    const note = this.#tools.notes.get(report.key);
    for (const fault of faults) {
      const { check, detail } = fault;
      if (accepts(note, report, check))
        remarks.push({ check, verdict: 'accepted', detail, note: note?.reason ?? null });
      else if (next !== undefined && (await fault.agrees?.(next))) {
        remarks.push({
          check,
          verdict: 'confirmed',
          detail: `${detail}; the report of ${next.date} agrees`,
          note: null,
        });
      } else open.push(fault);
    }
    if (open.length > 0) return this.#keepOut(report, open, remarks);
    if (remarks.length > 0) this.verdicts.set(report, { ...report, remarks: [...report.remarks, ...remarks] });
    this.#accepted.push({ report, day: report });
  }

  async #faults(report: Report): Promise<Fault[]> {
    const before = this.#accepted.at(-1)?.day;
    const other = this.#tools.gate.repeatedRows === null ? undefined : this.#repeats.get(report);
    if (other !== undefined) return [repeatFault(report, other, report.rows.kept)];
    return before === undefined ? [] : await findFaults(report, before, this.#tools);
  }

  /** The next report that can say something of its own: no repeat of this one, and not empty of a count that this one has. */
  async #witness(report: Report): Promise<Report | undefined> {
    const next = this.#reports[this.#reports.indexOf(report) + 1];
    if (next === undefined || this.#repeats.has(next)) return undefined;
    const { repeatedRows } = this.#tools.gate;
    const { same } = await this.#tools.figures.pair(report.rows, next.rows);
    const isRepeat = next.rows.kept >= LEAST_ROWS && same > next.rows.kept * (repeatedRows ?? 1);
    const isEmpty = Object.entries(report.rows.sums).some(([count, sum]) => sum > 0 && next.rows.sums[count] === 0);
    return isRepeat || isEmpty ? undefined : next;
  }

  /** The day before, where it is that one which stands out, with a sentence. */
  async #spikeBefore(report: Report, faults: readonly Fault[], later: Report | undefined) {
    const [earlier, before, last] = [this.#accepted.at(-3), this.#accepted.at(-2), this.#accepted.at(-1)];
    if (before === undefined || last === undefined || last.day.state !== 'used') return undefined;
    if (accepts(this.#tools.notes.get(last.report.key), last.report, 'spike')) return undefined;
    const days = { earlier: earlier?.day, before: before.day, spike: last.day, after: report, later };
    const words = await spikeWords(days, faults, this.#tools);
    return words === undefined ? undefined : { report: last.report, words };
  }

  #keepOut(report: Report, faults: readonly Fault[], remarks: readonly GateRemark[]): void {
    if (this.#accepted.at(-1)?.report === report) this.#accepted.pop();
    const good = report.good !== null && report.good.sha256 !== report.rows.sha256 ? report.good : null;
    const [first] = faults;
    const more = faults.length > 1 ? `; ${faults.length - 1} more of its figures are out of line` : '';
    const waits = faults.every(({ agrees }) => agrees !== undefined)
      ? "; it stays out until the next day's report agrees"
      : '';
    const kept = quarantined(
      { ...report, good, wasLive: report.wasLive && good !== null },
      `${first?.detail}${more}${waits}`,
    );
    const told = faults.map(({ check, detail }): GateRemark => ({ check, verdict: 'quarantined', detail, note: null }));
    const verdict = { ...kept, remarks: [...report.remarks, ...told, ...remarks] };
    this.verdicts.set(report, verdict);
    if (isReport(verdict)) this.#accepted.push({ report, day: verdict });
  }
}

function isReport(input: ChosenInput): input is Report {
  return input.date !== null && input.rows !== null;
}

function pairsOf(reports: readonly Report[]): Parameters<DayFigures['measure']>[0] {
  return reports.slice(1).map((report, index) => [reports[index]?.rows ?? report.rows, report.rows]);
}
