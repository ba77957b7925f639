import { type ChosenInput, quarantined } from './choose-inputs.ts';

/** Totals only grow: a report whose totals fall by more than this share is cut off, mixed up or misread. */
const MAX_FALL = 0.01;
/** Below this, a fall is a handful of people and may well be true. */
const SMALL_TOTAL = 1000;

/**
 * Quarantines reports whose totals fall, each held against the nearest earlier day that is in. A fall that the next
 * day's report agrees with is a correction, and accepted.
 */
export function withoutFalls(inputs: readonly ChosenInput[]): ChosenInput[] {
  const reports = inputs.filter(({ date, rows }) => date !== null && rows !== null);
  reports.sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
  const verdicts = new Map<ChosenInput, ChosenInput>();
  let accepted: ChosenInput | undefined;
  for (const [index, report] of reports.entries()) {
    const fall = accepted && fallOf(report, accepted);
    const next = reports[index + 1];
    const confirmed = fall !== undefined && next !== undefined && accepted && fallOf(next, accepted) !== undefined;
    if (fall === undefined || confirmed || accepted === undefined) {
      accepted = report;
      continue;
    }
    const good = report.good !== null && report.good.sha256 !== report.rows?.sha256 ? report.good : null;
    const wasLive = report.wasLive && good !== null;
    const verdict = quarantined(
      { ...report, good, wasLive },
      `${fall}; it stays out until the next day's report agrees`,
    );
    verdicts.set(report, verdict);
    if (verdict.rows !== null) accepted = verdict;
  }
  return inputs.map(input => verdicts.get(input) ?? input);
}

/** The first count that falls too far, in words. */
function fallOf(report: ChosenInput, before: ChosenInput): string | undefined {
  for (const [name, was] of Object.entries(before.rows?.sums ?? {})) {
    const is = report.rows?.sums[name] ?? 0;
    if (was < SMALL_TOTAL || is >= was * (1 - MAX_FALL)) continue;
    const fewer = (was - is).toLocaleString('en');
    return `its ${name} add up to ${is.toLocaleString('en')}, ${fewer} fewer than on ${before.date}`;
  }
  return undefined;
}
