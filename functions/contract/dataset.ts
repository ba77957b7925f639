import type { SiteIdentity } from './site-file.ts';
import type { Credit, MeasureKind } from './snapshot.ts';
import type { CurvesDefaults, ViewId } from './views.ts';

/** A data set's descriptor, `dataset.yaml`, complete: nothing after this checks it again. */
export interface Dataset {
  readonly title: string;
  readonly description: string;
  readonly notice: string | null;
  readonly source: Credit;
  readonly licence: Credit;
  readonly tables: readonly Table[];
  readonly ignore: readonly string[];
  readonly measures: readonly Measure[];
  readonly maps: readonly string[];
  readonly views: readonly OfferedView[];
  readonly curves: CurvesDefaults;
  readonly site: SiteIdentity | null;
  readonly checks: CheckLimits;
  /** The text of `regions.sql` and `clean.sql`. */
  readonly regionsSql: string;
  readonly cleanSql: string;
  /** Everything above as it was written, for telling versions apart. */
  readonly sources: readonly string[];
}

export interface OfferedView {
  readonly id: ViewId;
  /** Markdown that the view shows, or null. */
  readonly text: string | null;
}

export interface Table {
  readonly name: string;
  /** A file name; `YYYY`, `MM` and `DD` stand for the digits of a date. */
  readonly files: string;
  readonly firstDate: string | null;
  readonly columns: readonly Column[];
  /** Headings that are known and not read. */
  readonly unused: readonly string[];
  /** Other files that are taken for this one, by what they are: headings that, all together, only they have. */
  readonly mistaken: Readonly<Record<string, readonly string[]>>;
}

export interface Column {
  readonly name: string;
  readonly headings: readonly string[];
  /** updated: when the row was last changed; not part of the row's content. */
  readonly type: 'text' | 'count' | 'updated';
  readonly optional: boolean;
}

export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: MeasureKind;
  /** What is counted, within a sentence: `visits to a doctor`. */
  readonly noun: string;
  /** An SQL expression over the other measures of a region and day; null for one that the reports hold. */
  readonly from: string | null;
}

/** A limit that a check holds to; null where the check is off. */
export type Limit = number | null;

/** The limits of all checks, complete. Shares are of 1. */
export interface CheckLimits {
  /** Share of a file's rows that may be unreadable. */
  readonly unreadableRows: Limit;
  /** Share of a report's rows that may also be in another day's report. */
  readonly repeatedRows: Limit;
  /** Share of the rows of the day before that a report may lack. */
  readonly lostRows: Limit;
  /** A count that added up to this many the day before may not add up to zero. */
  readonly zeroAfter: Limit;
  /** Share by which a count over the whole report may fall. */
  readonly fall: Limit;
  /** Times that a count over the whole report may grow to within a day; within two days its square. */
  readonly rise: Limit;
  /** Falls and rises of counts below this are not checked: a handful of people may well be true. */
  readonly small: number;
  /** Times the usual distance between reports that one may lie after the one before it. */
  readonly gap: Limit;
  /** The maps whose regions are checked one by one. */
  readonly places: readonly PlaceLimits[];
  /** Regions that a new version of a table without dates may lack. */
  readonly lostRegions: Limit;
  /** Share of the rows that may be of a place that nothing knows. */
  readonly unknownRows: Limit;
  /** Share of a day's count that may belong to places that count nowhere. */
  readonly unknownTotal: Limit;
  /** Share of a map's regions that may have no shape. */
  readonly withoutShape: Limit;
  /** Share of a day's count that the parents of a map's regions may count and its regions not. */
  readonly remainder: Limit;
  /** Share by which the populations of a parent's regions may differ from its own, where they all have one. */
  readonly population: Limit;
}

/** Limits for each region of a map. */
export interface PlaceLimits {
  readonly map: string;
  readonly measures: readonly string[];
  /** A smaller total, or a fall by less, is a handful of people and may well be true. */
  readonly small: number;
  readonly fall: Limit;
  readonly rise: Limit;
  /** Share of the regions of the day before that a report may lack, or hold wrong values of, before it is the report that is wrong. */
  readonly lost: Limit;
}
