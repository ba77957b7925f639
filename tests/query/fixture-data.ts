import type { Maybe } from '../../functions/contract/changes.ts';
import type { HeldBack } from '../../functions/contract/held.ts';
import type { Shapes } from '../../functions/contract/shapes.ts';
import type { Dimension, MeasureDescription } from '../../functions/contract/snapshot.ts';

/** Plain totals by day, as a person would write them down: what is published, and what answers are compared with. */
export interface FixtureDataset {
  readonly dataset: string;
  readonly title: string;
  readonly measures: readonly string[];
  /** Titles of measures; their ids where left out. */
  readonly titles?: Readonly<Record<string, string>>;
  /** What measures are called within a sentence, by id. */
  readonly nouns?: Readonly<Record<string, string>>;
  /** Measures that are levels; the others are cumulative. */
  readonly levels?: readonly string[];
  /** What else is said of measures, by id. */
  readonly described?: Readonly<Record<string, Partial<MeasureDescription>>>;
  /** Then `measures` has the keys of all combinations. */
  readonly dimensions?: readonly Dimension[];
  readonly maps: readonly FixtureMap[];
}

export interface FixtureMap {
  readonly id: string;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly regions: readonly FixtureRegion[];
  /** Shapes that come with the data set. */
  readonly shapes?: Shapes;
  /** By measure, what checks did to it. */
  readonly heldBack?: Readonly<Record<string, HeldBack>>;
}

export interface FixtureRegion {
  readonly id: string;
  readonly name: string;
  readonly parent?: string;
  readonly parentName?: string;
  readonly population: number | null;
  /** By measure, one for each day of the map. */
  readonly totals: Readonly<Record<string, readonly Maybe[]>>;
  /** By measure, days whose value the source keeps back. */
  readonly suppressed?: Readonly<Record<string, readonly string[]>>;
}

/** Every day from the first to the last; written apart from the code it helps to test. */
export function eachDay(first: string, last: string): string[] {
  const days: string[] = [];
  const day = new Date(`${first}T00:00:00Z`);
  while (day.toISOString().slice(0, 10) <= last) {
    days.push(day.toISOString().slice(0, 10));
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return days;
}

export function firstRecord(map: FixtureMap, region: FixtureRegion): string {
  const first = eachDay(map.firstDate, map.lastDate).find((_, index) =>
    Object.values(region.totals).some(totals => (totals[index] ?? null) !== null),
  );
  if (first === undefined) throw new Error(`${region.id} has no record`);
  return first;
}
