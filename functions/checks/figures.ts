import type { CleanedReports } from '../clean/clean.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { Dataset } from '../contract/dataset.ts';
import type { StagedReport } from '../ingest/staged.ts';
import {
  measurePair,
  measureReport,
  type PairFigures,
  type ReportFigures,
  scalesOf,
  valueIn,
} from './measure-reports.ts';

/** What earlier builds measured. Every entry is named by all that it was measured from. */
export interface FiguresMemory {
  /** Names everything that all entries were measured by: code, descriptor and tables. */
  basis: string;
  readonly reports: Map<string, ReportFigures>;
  readonly pairs: Map<string, PairFigures>;
  readonly values: Map<string, number | null>;
}

/** Figures of cleaned reports, each measured once: by an earlier build, or now. */
export interface Figures {
  report(report: StagedReport): Promise<ReportFigures>;
  pair(before: StagedReport, after: StagedReport): Promise<PairFigures>;
  /** Whether an earlier build, or this one, has measured a report. */
  knows(report: StagedReport): boolean;
  /** What a report counts in a region; null where it says nothing of it. */
  value(report: StagedReport, region: string, measure: string): Promise<number | null>;
  /** The part of the memory that this build used or added. */
  readonly used: FiguresMemory;
}

/** @param basis names everything that figures follow from, beside the reports themselves */
export function createFigures(
  dataset: Pick<Dataset, 'checks' | 'measures'>,
  regionTable: RegionTable,
  cleaned: CleanedReports,
  { memory, basis }: { readonly memory: FiguresMemory; readonly basis: string },
): Figures {
  if (memory.basis !== basis) for (const entries of [memory.reports, memory.pairs, memory.values]) entries.clear();
  memory.basis = basis;
  const used: FiguresMemory = { basis, reports: new Map(), pairs: new Map(), values: new Map() };
  const scales = scalesOf(dataset, regionTable);
  return {
    used,
    async report(report) {
      const key = keyOf(report);
      const figures = memory.reports.get(key) ?? measureReport(await cleaned.get(report), scales);
      used.reports.set(key, figures);
      memory.reports.set(key, figures);
      return figures;
    },
    knows: report => memory.reports.has(keyOf(report)),
    async pair(before, after) {
      const key = `${keyOf(before)} ${keyOf(after)}`;
      const known = memory.pairs.get(key);
      const figures = known ?? measurePair(await cleaned.get(before), await cleaned.get(after), scales);
      used.pairs.set(key, figures);
      memory.pairs.set(key, figures);
      return figures;
    },
    async value(report, region, measure) {
      const key = `${keyOf(report)} ${JSON.stringify([region, measure])}`;
      const known = memory.values.get(key);
      const value = known === undefined ? valueIn(await cleaned.get(report), { region, measure }, scales) : known;
      used.values.set(key, value);
      memory.values.set(key, value);
      return value;
    },
  };
}

function keyOf({ date, rows }: StagedReport): string {
  return `${date} ${rows.id.slice(0, 16)}`;
}
