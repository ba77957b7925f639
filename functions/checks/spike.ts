import type { CheckLimits } from '../contract/dataset.ts';
import type { Fault, ListedCheck } from './check.ts';
import type { Figures } from './figures.ts';
import { counted } from './format.ts';
import { WHOLE } from './holds.ts';
import type { AcceptedReport, Report } from './report.ts';
import { isChange, type TotalChange } from './report-checks.ts';

/** Told by the reports around a report, and so settled where these are at hand. */
export const SPIKE = {
  id: 'spike',
  scope: 'report',
  fails: 'the next report reverses a jump of a count over the whole report',
  field: 'fall',
} as const satisfies ListedCheck;

/** The same of a place. */
export const PLACE_SPIKE = {
  id: 'spike',
  scope: 'place',
  fails: 'the next report reverses a jump of one of its counts',
  field: 'places.<map>.fall',
  byMap: true,
} as const satisfies ListedCheck;

export interface SpikeTools {
  readonly limits: CheckLimits;
  readonly figures: Figures;
}

/** The reports around one that may be a spike: two before it, it, the one that falls after it, and the one after that. */
export interface SpikeDays {
  readonly earlier: AcceptedReport | undefined;
  readonly before: AcceptedReport;
  readonly spike: AcceptedReport;
  readonly after: Report;
  readonly later: Report | undefined;
}

/**
 * Tells a report that stands out from a fall: where the one after it falls, and yet not below the one before it, one of
 * the two is wrong. A later report decides; until there is one, the report that lies farther from the growth of the days
 * before. Gives a sentence, or undefined where it is the fall that must explain itself.
 */
export async function spikeWords(
  days: SpikeDays,
  faults: readonly Fault[],
  tools: SpikeTools,
): Promise<string | undefined> {
  const falls = faults.flatMap(({ check, figure }): TotalChange[] =>
    check === 'fall' && isChange(figure) ? [figure] : [],
  );
  // Rows that the leap brought are lost again with it.
  const rowsAgain = days.after.rows.kept >= days.before.report.rows.kept * (1 - (tools.limits.lostRows ?? 0));
  const others = faults.filter(({ check }) => check !== 'fall' && !(check === 'lost-rows' && rowsAgain));
  if (falls.length === 0 || others.length > 0) return undefined;
  for (const { measure, was, is } of falls) {
    const ago = await totalOf(days.before, measure, tools);
    if (is < ago) return undefined;
    if (days.later !== undefined) {
      const { totals } = await tools.figures.report(days.later);
      if ((totals[measure] ?? was) >= was) return undefined;
      continue;
    }
    const first = days.earlier === undefined ? null : await totalOf(days.earlier, measure, tools);
    if (!isFarther({ first, ago, was, is })) return undefined;
  }
  const [fall] = falls;
  if (fall === undefined) return undefined;
  const ago = await totalOf(days.before, fall.measure, tools);
  const between = `between ${counted(ago)} on ${days.before.report.date} and ${counted(fall.is)} on ${days.after.date}`;
  return `its ${fall.measure} add up to ${counted(fall.was)}, ${between}: a leap that the next report takes back`;
}

/** Four counts in a row; `first` is null where it is not known. */
export interface CountsInRow {
  readonly first: number | null;
  readonly ago: number;
  readonly was: number;
  readonly is: number;
}

/** Without a later report: whether the day before lies farther from the growth of the days before it than this one. */
export function isFarther({ first, ago, was, is }: CountsInRow): boolean {
  const growth = first !== null && first > 0 ? ago / first : 1;
  return Math.abs(was - ago * growth) > Math.abs(is - ago * growth ** 2);
}

async function totalOf({ report, holds }: AcceptedReport, measure: string, tools: SpikeTools): Promise<number> {
  const { totals } = await tools.figures.report(report);
  return (totals[measure] ?? 0) + (holds.valueOf(WHOLE, measure) ?? 0);
}
