import type { Random } from '../../local/sample/seeded-random.ts';
import { reportName } from '../build/report-csv.ts';
import type { RegionIds } from './region-ids.ts';
import { type ReportText, writeReport } from './report-text.ts';

/** Where a fault is planted: the report of a day, among those of the days around it. */
export interface FaultContext {
  readonly date: string;
  /** By their dates, in order. */
  readonly reports: ReadonlyMap<string, ReportText>;
  readonly regions: RegionIds;
  readonly random: Random;
}

export const MEASURES = ['confirmed', 'deaths', 'recovered'] as const;
export type Measure = (typeof MEASURES)[number];

export const HEADING: Readonly<Record<Measure, string>> = {
  confirmed: 'Confirmed',
  deaths: 'Deaths',
  recovered: 'Recovered',
};

/**
 * right: every value is published as it is without the fault.
 * right-or-held: the place is right or held back on that day; every other value is right.
 * cell-unknown: the same, and the other counts of the row stay.
 * measure-ended: the measure is missing from that day on, and nothing else is.
 * file-out: the file of that day is quarantined, and nothing else is.
 * may-go-unnoticed: too small to tell from a real change; every value of other places is right.
 */
export type Must = 'right' | 'right-or-held' | 'cell-unknown' | 'measure-ended' | 'file-out' | 'may-go-unnoticed';

export interface PlantedFault {
  readonly kind: string;
  readonly date: string;
  /** What was changed, for the message of a failed test. */
  readonly sentence: string;
  /** The changed uploads, by the day that they report. */
  readonly uploads: ReadonlyMap<string, { readonly name: string; readonly text: string }>;
  readonly must: Must;
  /** None where the file as a whole is at fault. */
  readonly place: PlantedPlace | null;
  /** A name that no table has, which the receipt must list. */
  readonly unknown?: string;
  /** It can be detected once the next report is there; until then it may be live. */
  readonly detectableLater?: boolean;
  /** Files that the reason of a quarantine must name. */
  readonly names?: readonly string[];
}

export interface PlantedPlace {
  readonly region: string;
  readonly name: string;
  /** The measures at fault. */
  readonly measures: readonly Measure[];
  /** The count before and after; null where no count was changed. */
  readonly was: string | null;
  readonly is: string | null;
}

export function reportOf({ reports }: Pick<FaultContext, 'reports'>, date: string): ReportText {
  const report = reports.get(date);
  if (report === undefined) throw new Error(`there is no report of ${date}`);
  return report;
}

/** The changed upload of a day. */
export function uploadOf(date: string, content: ReportText | string, name = reportName(date)): PlantedFault['uploads'] {
  return new Map([[date, { name, text: typeof content === 'string' ? content : writeReport(content) }]]);
}

/** A random element; an empty list is an error that names what was wanted. */
export function pick<T>(random: Random, list: readonly T[], what: string): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new Error(`there is no ${what}`);
  return picked;
}
