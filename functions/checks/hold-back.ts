import type { RegionTable } from '../clean/load-regions.ts';
import { ancestorsOf } from '../clean/region-tree.ts';
import type { KindRules } from '../measures/kinds.ts';
import type { Figures } from './figures.ts';
import { type Hold, type Holds, WHOLE } from './holds.ts';
import type { Report } from './report.ts';

/** The report whose place is held back, and the one before it that is in. */
export interface ReportPair {
  readonly report: Report;
  readonly last: Report | undefined;
  /** What a region counts in the report before, with what is held back of it. */
  valueBefore(region: string, measure: string): Promise<number | null>;
}

export interface HoldBackTools {
  readonly figures: Figures;
  readonly regionTable: RegionTable;
  /** Of the measures that are added up from rows. */
  readonly rules: ReadonlyMap<string, KindRules>;
}

/** Holds a place back: it, and the sums above it, count what it counted in the report before; of a flow, nothing. */
export async function holdBack(hold: Hold, holds: Holds, pair: ReportPair, tools: HoldBackTools): Promise<void> {
  const { figures, rules, regionTable } = tools;
  const above = ancestorsOf(regionTable, hold.region);
  for (const measure of hold.measures ?? rules.keys()) {
    const { isFlow = false, adds = true } = rules.get(measure) ?? {};
    const ancestors = adds ? above : [];
    const is = holds.valueOf(hold.region, measure) ?? (await figures.value(pair.report, hold.region, measure));
    // What came in the period before says nothing of this one.
    const was = isFlow ? null : await pair.valueBefore(hold.region, measure);
    holds.setValue(hold.region, measure, was);
    if (was === null && is === null && hold.measures === null) continue;
    let change: number | null = (was ?? 0) - (is ?? 0);
    for (const above of ancestors) {
      // One that is held back itself counts as it did last, with all that is in it.
      if (holds.isHeld(above, measure)) change = null;
      if (change === null) break;
      const sum = await figures.value(pair.report, above, measure);
      if (sum !== null) {
        const lacks = change - (await underOtherNames(above, measure, change, pair, figures));
        if (lacks === 0 && change !== 0) continue;
        holds.setValue(above, measure, (holds.valueOf(above, measure) ?? sum) + lacks);
      } else {
        // The report has nothing of it at all: it counts in full what it counted last, once.
        const before = await pair.valueBefore(above, measure);
        if (before === null) continue;
        change = holds.valueOf(above, measure) === undefined ? before : 0;
        holds.setValue(above, measure, before);
      }
      holds.addLack(above, measure, hold.region);
    }
    if (change === null) continue;
    const root = ancestors.at(-1);
    const hidden = root === undefined ? 0 : await underOtherNames(root, measure, change, pair, figures);
    holds.setValue(WHOLE, measure, (holds.valueOf(WHOLE, measure) ?? 0) + change - hidden);
  }
  holds.places.push(hold);
}

/** How much of what a place lacks is in a sum above it all the same, in rows of places that nothing knows. */
async function underOtherNames(
  sum: string,
  measure: string,
  missing: number,
  { report, last }: ReportPair,
  figures: Figures,
): Promise<number> {
  if (missing <= 0 || last === undefined) return 0;
  const [now, before] = [await figures.report(report), await figures.report(last)];
  const more = (now.unknownIn[sum]?.[measure] ?? 0) - (before.unknownIn[sum]?.[measure] ?? 0);
  return Math.min(missing, Math.max(0, more));
}
