import type { Calendar, PeriodUnit } from './period.ts';
import type { SiteIdentity } from './site-file.ts';
import type { Credit, Dimension, DimensionChoice, MeasureKind } from './snapshot.ts';
import type { ColumnType } from './table.ts';
import type { CurvesDefaults, ViewId } from './views.ts';

/** A data set's descriptor, `dataset.yaml`, complete: nothing after this checks it again. */
export interface Dataset {
  readonly title: string;
  readonly description: string;
  readonly notice: string | null;
  readonly source: Credit | null;
  readonly licence: Credit | null;
  readonly period: Calendar;
  /** What its series are made of; none where its files are published as tables alone. */
  readonly tables: readonly Table[];
  /** Files that are published row by row, as tables; `*`: all that hold rows; null: none. */
  readonly rowFiles: string | null;
  /** The declared columns of these files, by heading. */
  readonly columns: Readonly<Record<string, DeclaredColumn>>;
  readonly ignore: readonly string[];
  /** One for each measure and combination of {@link dimensions}; its id is the key of its values. */
  readonly measures: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  readonly maps: readonly string[];
  /** The maps whose shapes come with the data set. */
  readonly mapFiles: readonly MapFile[];
  /** How rows name their regions; null where `regions.sql` and `clean.sql` say so. */
  readonly places: Places | null;
  /** So many of the newest periods are known to be incomplete. */
  readonly provisional: number;
  readonly views: readonly OfferedView[];
  readonly curves: CurvesDefaults;
  readonly site: SiteIdentity | null;
  readonly checks: CheckLimits;
  /** The text of `regions.sql` and `clean.sql`; empty where {@link places} are declared. */
  readonly regionsSql: string;
  readonly cleanSql: string;
  /** Everything above as it was written, for telling versions apart. */
  readonly sources: readonly string[];
}

/** What a descriptor declares about a column of files that are published row by row. */
export interface DeclaredColumn {
  /** The name it is published under; null: its heading. */
  readonly name: string | null;
  /** null: inferred from its values. */
  readonly type: ColumnType | null;
  /** The order of day and month in its dates; null: inferred from its values. */
  readonly order: DateOrder | null;
  /** Whether it is left out of everything that is published. */
  readonly isDropped: boolean;
}

export interface OfferedView {
  readonly id: ViewId;
  /** Markdown that the view shows, or null. */
  readonly text: string | null;
}

export interface Table {
  readonly name: string;
  /** A file name; `YYYY`, `MM` and `DD` stand for the digits of a date, `*` for any text. */
  readonly files: string;
  /** Where the period of its rows comes from; null for a table that all periods share. */
  readonly time: TimeSource | null;
  readonly firstDate: string | null;
  readonly columns: readonly Column[];
  /** Groups of columns whose different values are noted when rows are read: names of places, values of dimensions. */
  readonly noted: readonly (readonly string[])[];
  /** Headings that are known and not read. */
  readonly unused: readonly string[];
  /** Other files that are taken for this one, by what they are: headings that, all together, only they have. */
  readonly mistaken: Readonly<Record<string, readonly string[]>>;
}

export type TimeSource =
  | {
      readonly from: 'name';
      /** `YYYY-MM-DD` stands for its digits, somewhere in the name; null where they are in the `files` of the table. */
      readonly pattern: string | null;
      readonly unit: PeriodUnit;
      readonly weekStart: number;
    }
  | {
      readonly from: 'column';
      readonly column: string;
      /** Null: the one in which the periods are written. */
      readonly unit: PeriodUnit | null;
      /** Of day and month, where a date is not written as ISO 8601; `iso`: as the dates of a file tell. */
      readonly order: DateOrder;
      /** The weekday on which weeks begin, 0 for Sunday. */
      readonly weekStart: number;
    }
  /** All rows are of one moment. */
  | { readonly from: 'nothing' };

export type DateOrder = 'iso' | 'day first' | 'month first';

export interface Column {
  readonly name: string;
  readonly headings: readonly string[];
  /**
   * count: a whole number. number: a number with decimals. updated: when the row was last changed; not part of the row's
   * content.
   */
  readonly type: 'text' | 'count' | 'number' | 'updated';
  readonly optional: boolean;
  /** The most decimals that a number may have; null for any. */
  readonly decimals: number | null;
  /** Marks that stand for a missing value, and for one that is withheld by its source, in a column of numbers. */
  readonly missing: readonly string[];
  readonly suppressed: readonly string[];
}

/** Which columns name the regions of a row, without SQL. */
export interface Places {
  /** The table whose rows count. */
  readonly table: string;
  /** The coarsest first. None: all rows are of the single region {@link WHOLE_REGION}. */
  readonly levels: readonly PlaceLevel[];
  /** The columns of the table that hold the values of dimensions, by the id of the dimension. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Columns of the table that tell something of the place of a row. */
  readonly facts: PlaceColumns;
  /** A table that names regions, with columns `id`, `name`, `parent` and `population`; null where the maps do. */
  readonly lookup: string | null;
  /** Values of several rows for the same region and period are added up. */
  readonly adds: boolean;
  /** Everything that the maps have, and what the rows name of it; empty until the rows are read. */
  readonly regions: readonly PlaceRegion[];
  readonly names: readonly PlaceName[];
}

/** The names of columns; null where there is none. */
export interface PlaceColumns {
  /** Of places without shapes: they make up the map {@link POINT_MAP}. */
  readonly point: PointColumns | null;
  readonly population: string | null;
}

export interface PointColumns {
  readonly latitude: string;
  readonly longitude: string;
  readonly name: string | null;
  /** Of the map. */
  readonly title: string;
}

/** The map of places that are points. */
export const POINT_MAP = 'points';

export interface PlaceRegion {
  readonly id: string;
  readonly map: string;
  readonly name: string;
  readonly parent: string | null;
  readonly population: number | null;
  /** The region that its values are added to; null where none are. */
  readonly sumsTo: string | null;
}

/** The region that the place columns of a row name, the coarsest first. */
export interface PlaceName {
  readonly cells: readonly (string | null)[];
  /** Null: several places together, such as "World", which count nowhere. */
  readonly region: string | null;
}

export interface PlaceLevel {
  /** Empty: the column only says in which larger region the next one lies. */
  readonly map: string;
  readonly column: string;
  /** The column that says in which larger region a name lies. */
  readonly within: string | null;
}

/** One entry of `maps:` in `dataset.yaml`: a file of shapes, and the properties to read of each. */
export interface MapFile {
  /** The id of the map. */
  readonly map: string;
  readonly title: string;
  /** The name of the file beside `dataset.yaml`. */
  readonly file: string;
  /** The property that holds the id of a region. */
  readonly id: string;
  /** The property that holds its name; null: its id is its name. */
  readonly name: string | null;
  /** The property that holds the id of the region it is part of. */
  readonly parent: string | null;
  /** The object to read of a TopoJSON file with several. */
  readonly object: string | null;
  readonly credit: string | null;
}

/** The region, and the map without shapes, of data that name no places. */
export const WHOLE_REGION = 'all';

export interface Measure {
  readonly id: string;
  /** The measure that it is a part of, and its values of the dimensions; itself where there are none. */
  readonly of: string;
  readonly choice: DimensionChoice;
  readonly title: string;
  readonly description: string;
  readonly kind: MeasureKind;
  /** What is counted, within a sentence: `visits to a doctor`. Null: the title. */
  readonly noun: string | null;
  readonly unit: string | null;
  /** Values are whole numbers: what is measured times ten to this power. */
  readonly decimals: number;
  readonly guessed: boolean;
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
  /** Columns that a new version of a table may lack, and columns whose type may change. */
  readonly lostColumns: Limit;
  readonly changedTypes: Limit;
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
