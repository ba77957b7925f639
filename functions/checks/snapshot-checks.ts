import type { CheckLimits } from '../contract/dataset.ts';
import type { Totals } from '../contract/receipt.ts';
import { nearestName } from '../measures/similar-names.ts';
import { type Check, type Figure, largest } from './check.ts';
import { counted, percent } from './format.ts';

/** A snapshot that is about to be published. */
export interface SnapshotFacts {
  readonly limits: CheckLimits;
  readonly reports: readonly ReportShare[];
  readonly maps: readonly MapShare[];
  /** A place that nothing knows, if there is one, and how many there are. */
  readonly unknownPlace: string | null;
  readonly unknownPlaces: number;
  /** Rows name their places without SQL: each of several that nothing knows is an error, in however few rows. */
  readonly isDeclared: boolean;
}

/** What of one report counts where. */
export interface ReportShare {
  readonly date: string;
  readonly rows: number;
  /** Rows of places that nothing knows, and what these count that counts nowhere. */
  readonly unknown: { readonly rows: number; readonly totals: Totals };
  readonly totals: Totals;
  /** By map: what the parents of its regions count and its regions do not. */
  readonly remainders: Readonly<Record<string, Totals>>;
}

export interface MapShare {
  readonly map: string;
  readonly regions: number;
  /** Ids of regions that have no shape, and of all that shapes stand for. */
  readonly withoutShape: readonly string[];
  readonly drawn: readonly string[];
  readonly parents: readonly ParentPopulation[];
}

export interface ParentPopulation {
  readonly name: string;
  readonly population: number;
  /** Of its regions on the map, which all have one. */
  readonly children: number;
}

export interface SnapshotCheck extends Check<SnapshotFacts, SnapshotFigure> {
  /** A snapshot that fails it is published all the same, and reported. */
  readonly isWarning?: true;
}

export interface SnapshotFigure extends Figure {
  /** One sentence without its period. */
  readonly detail: string;
}

/** Of fewer regions, or rows, a share says nothing. */
const LEAST_REGIONS = 20;
const LEAST_ROWS = 20;

const SNAPSHOT = { scope: 'snapshot', message: ({ detail }: SnapshotFigure) => detail } as const;

/** These two hold of every receipt: a build in which they do not is refused before there is one to check. */
export const EVERY_ROW = {
  ...SNAPSHOT,
  id: 'every-row',
  fails: 'a row does not have exactly one outcome',
  field: null,
} as const;
export const BALANCE = {
  ...SNAPSHOT,
  id: 'balance',
  fails: 'regions without a parent do not add up to the rows that count',
  field: null,
} as const;

const unknownRows: SnapshotCheck = {
  id: 'unknown-rows',
  ...SNAPSHOT,
  fails:
    'in most reports, more than this share of the rows (and more than 20; without SQL, and of more than one place) belongs to places that no table and no rule knows',
  field: 'unknownRows',
  limit: limits => limits.unknownRows,
  figures: ({ reports, unknownPlace, unknownPlaces, isDeclared }) =>
    median(
      reports.map(({ date, rows, unknown }) => {
        const share = rows === 0 ? 0 : unknown.rows / rows;
        const detail = `${counted(unknown.rows, 'row')} of ${counted(rows)} on ${date} with a place that no table and no rule knows${exampleOf(unknownPlace)}`;
        const counts = isDeclared ? unknownPlaces > 1 : unknown.rows > LEAST_ROWS;
        return { level: null, value: counts || share > 0.5 ? share : 0, detail };
      }),
    ),
};

const unknownTotal: SnapshotCheck = {
  id: 'unknown-total',
  ...SNAPSHOT,
  fails: 'in most reports, more than this share of a count (of `small` or more) belongs to places that count nowhere',
  field: 'unknownTotal',
  limit: limits => limits.unknownTotal,
  figures: ({ reports, unknownPlace, limits }) =>
    median(
      reports.map(({ date, totals, unknown }) => {
        const shares = Object.entries(totals).map(([measure, total]) => {
          const sum = unknown.totals[measure] ?? 0;
          const detail = `${counted(sum)} of ${counted(total)} ${measure} on ${date} (${percent(total === 0 ? 0 : sum / total)}) are of places that count nowhere${exampleOf(unknownPlace)}`;
          return { level: null, value: total < Math.max(1, limits.small) ? 0 : sum / total, detail };
        });
        return (
          largest(shares, ({ value }) => value) ?? {
            level: null,
            value: 0,
            detail: `nothing on ${date} counts nowhere`,
          }
        );
      }),
    ),
};

const withoutShape: SnapshotCheck = {
  id: 'without-shape',
  ...SNAPSHOT,
  fails: 'more than this share of the regions of a map (20 or more, or all of them) has no shape',
  field: 'withoutShape',
  limit: limits => limits.withoutShape,
  figures: ({ maps, limits }) =>
    maps.flatMap(({ map, regions, withoutShape, drawn }) => {
      if (regions < LEAST_REGIONS && withoutShape.length < regions) return [];
      const share = withoutShape.length / regions;
      const [first = ''] = withoutShape;
      // A few regions without a shape are no misspellings.
      const like = share > (limits.withoutShape ?? 0) ? similarId(first, drawn) : undefined;
      const hint = like === undefined ? '' : `; did you mean "${like}"?`;
      const example = withoutShape.length === 0 ? '' : `, as "${first}"${hint}`;
      const detail = `${counted(withoutShape.length)} of ${counted(regions, 'region')} of ${map} (${percent(share)}) have no shape${example}`;
      return [{ level: map, value: share, detail }];
    }),
};

const overParents: SnapshotCheck = {
  id: 'over-parents',
  ...SNAPSHOT,
  fails: 'in most reports, the regions of a map count more than their parents',
  field: null,
  limit: () => 0,
  // A row that counts in a parent alone may be below zero, where it takes back what its siblings have too much.
  figures: ({ reports }) =>
    [...Map.groupBy(remaindersOf(reports), ({ map, measure }) => `${map} ${measure}`).values()].flatMap(ofMap =>
      median(
        ofMap.map(({ map, measure, date, value }) => ({
          level: map,
          value: Math.max(0, -value),
          detail: `on ${date} the regions of ${map} count ${counted(Math.max(0, -value))} ${measure} more than their parents`,
        })),
      ),
    ),
};

const remainder: SnapshotCheck = {
  id: 'remainder',
  ...SNAPSHOT,
  fails: "more than this share of a day's count is counted in parents but in none of a map's regions",
  field: 'remainder',
  limit: limits => limits.remainder,
  figures: ({ reports, limits }) =>
    remaindersOf(reports)
      .filter(({ total }) => total >= Math.max(1, limits.small))
      .map(({ map, measure, date, value, total }) => ({
        level: map,
        value: value / total,
        detail: `${percent(value / total)} of all ${measure} on ${date} (${counted(value)}) are in a parent and in no region of ${map}`,
      })),
};

const population: SnapshotCheck = {
  id: 'population',
  ...SNAPSHOT,
  fails: "the populations of a parent's regions, if all have one, differ from its own by more than this share",
  field: 'population',
  isWarning: true,
  limit: limits => limits.population,
  figures: ({ maps }) =>
    maps.flatMap(({ map, parents }) =>
      parents.map(({ name, population, children }) => ({
        level: map,
        value: Math.abs(children / population - 1),
        detail: `${name} has ${counted(population)} people, its regions on ${map} ${counted(children)}: they are not of the same definition`,
      })),
    ),
};

export const SNAPSHOT_CHECKS: readonly SnapshotCheck[] = [
  unknownRows,
  unknownTotal,
  withoutShape,
  overParents,
  remainder,
  population,
];

function exampleOf(place: string | null): string {
  return place === null ? '' : `, as "${place}"`;
}

/** A fault of one report is not one of the tables: what most of them have in common is. */
function median(figures: readonly SnapshotFigure[]): SnapshotFigure[] {
  const inOrder = figures.toSorted((a, b) => a.value - b.value);
  return inOrder.slice(Math.floor((inOrder.length - 1) / 2), Math.floor((inOrder.length - 1) / 2) + 1);
}

/** The known id that a wrong one was meant to be: with its prefix, its leading zeros, or a letter or two otherwise. */
function similarId(id: string, known: readonly string[]): string | undefined {
  const wanted = id.toLowerCase();
  return (
    known.find(other => other.toLowerCase() === wanted || other.toLowerCase().endsWith(`-${wanted}`)) ??
    known.find(other => /^\d+$/.test(id) && Number(other) === Number(id)) ??
    nearestName(id, known)
  );
}

function remaindersOf(reports: readonly ReportShare[]) {
  return reports.flatMap(({ date, totals, remainders }) =>
    Object.entries(remainders).flatMap(([map, byMeasure]) =>
      Object.entries(byMeasure).map(([measure, value]) => ({ map, measure, date, value, total: totals[measure] ?? 0 })),
    ),
  );
}
