import { judge, type ListedCheck, largest } from '../checks/check.ts';
import type { CheckedInputs } from '../checks/check-inputs.ts';
import { rounded } from '../checks/check-results.ts';
import { counted } from '../checks/format.ts';
import {
  BALANCE,
  EVERY_ROW,
  type MapShare,
  type ParentPopulation,
  SNAPSHOT_CHECKS,
  type SnapshotFacts,
} from '../checks/snapshot-checks.ts';
import type { RegionTable } from '../clean/load-regions.ts';
import type { CheckResult } from '../contract/check-report.ts';
import type { ShapeTarget } from '../contract/map-shapes.ts';
import type { Input, MapReport, Totals } from '../contract/receipt.ts';
import type { Build } from '../job/build.ts';
import { addsUp } from '../measures/kinds.ts';
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
  const days = counted(used.length, 'report');
  return [
    resultOf(EVERY_ROW, { detail: `${counted(read, 'row')} read, each with one outcome` }),
    resultOf(BALANCE, {
      detail: `regions without a parent add up to the rows that count, for each measure of ${days}`,
    }),
    ...SNAPSHOT_CHECKS.map(check => {
      const limit = check.limit(facts.limits, null);
      const most = largest(judge(check, facts, facts.limits), ({ figure }) => figure.value);
      if (most === undefined) return resultOf(check, { limit, detail: 'there is too little data to tell' });
      const { level, value, detail } = most.figure;
      return resultOf(check, { level, figure: rounded(value), limit, passed: most.fault === null, detail });
    }),
  ];
}

function resultOf({ id, scope }: ListedCheck, found: Partial<CheckResult> & Pick<CheckResult, 'detail'>): CheckResult {
  return { check: id, scope, level: null, figure: null, limit: null, key: null, passed: true, ...found };
}

function snapshotFacts(
  { build: { dataset, shapes }, checked: { regionTable }, assembled }: ReceiptParts,
  maps: readonly MapReport[],
): SnapshotFacts {
  const records = assembled.chunks.map(({ record }) => record);
  const unknown = records.flatMap(({ unmatched }) => unmatched);
  // A share means nothing for values that are never added up.
  const isAdded = new Set(dataset.measures.filter(addsUp).map(({ id }) => id));
  const added = (totals: Totals): Totals =>
    Object.fromEntries(Object.entries(totals).filter(([id]) => isAdded.has(id)));
  return {
    limits: dataset.checks,
    reports: records.flatMap(({ outcomes, remainders }) =>
      Object.entries(outcomes).map(([date, { rows, unknown, totals }]) => {
        const read = Object.values(rows).reduce((sum, count) => sum + count, 0);
        return { date, rows: read, unknown, totals: added(totals), remainders: remainders[date] ?? {} };
      }),
    ),
    maps: maps.map(({ map, regions, withoutShape }): MapShare => {
      const targets = Object.values(shapes.get(map)?.shapes ?? {});
      const drawn = targets.flatMap(shape => shape.regions);
      const parents = parentPopulations(map, regionTable, targets);
      return { map, regions, withoutShape: withoutShape.map(({ region }) => region), drawn, parents };
    }),
    unknownPlaces: new Set(unknown.map(({ place }) => place)).size,
    isDeclared: dataset.places !== null,
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
  const warnings = new Set(SNAPSHOT_CHECKS.filter(({ isWarning }) => isWarning).map(({ id }) => id));
  return checks.find(({ check, scope, passed }) => scope === 'snapshot' && !passed && !warnings.has(check));
}
