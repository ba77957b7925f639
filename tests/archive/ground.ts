import type { Random } from '../../local/sample/seeded-random.ts';
import { reportName } from '../transform/report-csv.ts';
import type { RegionIds } from './region-ids.ts';
import { type ReportText, writeReport } from './report-text.ts';

/** What a fault is planted into: the report of a day, among those of the days around it. */
export interface Ground {
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
 * right: everything is published as without the fault.
 * right-or-held: so is everything but the place on that day, which is right or held back.
 * cell-unknown: the same, and the other counts of the row stay.
 * measure-ended: the measure is unknown from that day on, and nothing else is.
 * file-out: the file of that day is quarantined, and nothing else is.
 * may-go-unnoticed: too small to be told from a change; nothing but the place on that day is other.
 */
export type Must = 'right' | 'right-or-held' | 'cell-unknown' | 'measure-ended' | 'file-out' | 'may-go-unnoticed';

export interface PlantedFault {
  readonly kind: string;
  readonly date: string;
  /** What was done, for who reads a failed test. */
  readonly sentence: string;
  /** The uploads that are other than they were, by the day of the report that they stand for. */
  readonly uploads: ReadonlyMap<string, { readonly name: string; readonly text: string }>;
  readonly must: Must;
  /** None where the file as a whole is at fault. */
  readonly place: PlantedPlace | null;
  /** Names that no table knows, which the receipt must list. */
  readonly unknown?: string;
  /** Nothing but the next report tells of it; without that one it may be live. */
  readonly onlyLaterTold?: boolean;
  /** Files that the reason of a quarantine must name. */
  readonly names?: readonly string[];
}

export interface PlantedPlace {
  readonly region: string;
  /** Any of which a sentence may call it by. */
  readonly name: string;
  /** The measures at fault. */
  readonly measures: readonly Measure[];
  /** The count before and after; null where no count was changed. */
  readonly was: string | null;
  readonly is: string | null;
}

export function reportOf({ reports }: Pick<Ground, 'reports'>, date: string): ReportText {
  const report = reports.get(date);
  if (report === undefined) throw new Error(`there is no report of ${date}`);
  return report;
}

/** The upload of a day with another content. */
export function uploadOf(date: string, content: ReportText | string, name = reportName(date)): PlantedFault['uploads'] {
  return new Map([[date, { name, text: typeof content === 'string' ? content : writeReport(content) }]]);
}

/** One of a list by chance; an empty one is an error that names what was looked for. */
export function pick<T>(random: Random, list: readonly T[], what: string): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new Error(`there is no ${what}`);
  return picked;
}
