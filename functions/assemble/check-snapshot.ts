import type { CheckedInputs } from '../checks/check-inputs.ts';
import { counted } from '../checks/format.ts';
import {
  largest,
  type MapShare,
  type ParentPopulation,
  SNAPSHOT_CHECKS,
  type SnapshotFacts,
} from '../checks/snapshot-checks.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { ShapeTarget } from '../contract/map-shapes.ts';
import type { CheckResult, Input, MapReport } from '../contract/receipt.ts';
import type { Build } from '../job/build.ts';
import type { Assembled } from './assemble.ts';

/** What a receipt describes. */
export interface ReceiptParts {
  readonly build: Pick<Build, 'dataset' | 'shapes'>;
  readonly checked: CheckedInputs;
  readonly assembled: Assembled;
}

/** Checks a snapshot that is about to be published. */
export function checkSnapshot(
  parts: ReceiptParts,
  inputs: readonly Input[],
  maps: readonly MapReport[],
): CheckResult[] {
  const read = inputs.reduce((sum, { rows }) => sum + rows.read, 0);
  const used = inputs.filter(({ totals }) => totals !== null);
  const facts = snapshotFacts(parts, maps);
  return [
    { check: 'every-row', passed: true, detail: `${counted(read, 'row')} read, each with one outcome` },
    {
      check: 'balance',
      passed: true,
      detail: `regions without a parent add up to the rows that count, for each measure on ${counted(used.length, 'day')}`,
    },
    ...SNAPSHOT_CHECKS.map(({ id, limit, figures }) => {
      const figure = largest(figures(facts));
      const most = limit(parts.build.dataset.checks);
      const passed = figure === undefined || most === null || figure.value <= most;
      return { check: id, passed, detail: figure?.detail ?? 'there is too little data to tell' };
    }),
  ];
}

function snapshotFacts(
  { build: { dataset, shapes }, checked: { regionTable }, assembled }: ReceiptParts,
  maps: readonly MapReport[],
): SnapshotFacts {
  const records = assembled.months.map(({ record }) => record);
  const unknown = records.flatMap(({ unmatched }) => unmatched);
  return {
    limits: dataset.checks,
    reports: records.flatMap(({ outcomes, remainders }) =>
      Object.entries(outcomes).map(([date, { rows, unknown, totals }]) => {
        const read = Object.values(rows).reduce((sum, count) => sum + count, 0);
        return { date, rows: read, unknown, totals, remainders: remainders[date] ?? {} };
      }),
    ),
    maps: maps.map(({ map, regions, withoutShape }): MapShare => {
      const targets = Object.values(shapes.get(map)?.shapes ?? {});
      const drawn = targets.flatMap(shape => shape.regions);
      const parents = parentPopulations(map, regionTable, targets);
      return { map, regions, withoutShape: withoutShape.map(({ region }) => region), drawn, parents };
    }),
    unknownPlace: (unknown.find(({ countsIn }) => countsIn.length === 0) ?? unknown[0])?.place ?? null,
  };
}

/**
 * Parents that have a population, and regions on a map of which each has one. Regions that stand for the shape of another
 * one of the table, as a health district for its counties, are the same people once more.
 */
function parentPopulations(
  map: string,
  { ids, maps, numberOf, parents, populations, names }: RegionTable,
  targets: readonly ShapeTarget[],
): ParentPopulation[] {
  const again = new Set(
    targets.flatMap(({ regions: [own = '', ...others], successors }) =>
      numberOf.has(own) ? [...others, ...successors] : [],
    ),
  );
  const onMap = ids.keys().filter(number => maps[number] === map && !again.has(ids[number] ?? ''));
  const groups = Map.groupBy(onMap, number => parents[number] ?? null);
  return [...groups].flatMap(([parent, children]) => {
    const above = numberOf.get(parent ?? '') ?? -1;
    const population = populations[above] ?? null;
    const people = children.map(number => populations[number] ?? null);
    if (population === null || population === 0 || children.length < 2 || people.includes(null)) return [];
    const sum = people.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return [{ name: names[above] ?? '', population, children: sum }];
  });
}

/** The check that keeps a snapshot from being published; undefined if none does. */
export function refusingFault(checks: readonly CheckResult[]): CheckResult | undefined {
  const reported = new Set(SNAPSHOT_CHECKS.filter(({ refuses }) => !refuses).map(({ id }) => id));
  return checks.find(({ check, passed }) => !passed && !reported.has(check));
}
