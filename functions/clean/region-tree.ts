import type { RegionTable } from './load-regions.ts';

type RegionNumbers = Pick<RegionTable, 'numberOf'>;

/** The map of a region; empty if the region is unknown. */
export function mapOf({ maps, numberOf }: RegionNumbers & Pick<RegionTable, 'maps'>, region: string): string {
  return maps[numberOf.get(region) ?? -1] ?? '';
}

export function nameOf({ names, numberOf }: RegionNumbers & Pick<RegionTable, 'names'>, region: string): string {
  return names[numberOf.get(region) ?? -1] ?? region;
}

/** `Elm, Northmoor`: two parents may have children of the same name. */
export function labelOf(table: RegionNumbers & Pick<RegionTable, 'names' | 'parents'>, region: string): string {
  const [parent] = ancestorsOf(table, region);
  return parent === undefined ? nameOf(table, region) : `${nameOf(table, region)}, ${nameOf(table, parent)}`;
}

/** The ancestors of a region, the smallest first. */
export function ancestorsOf(
  { parents, numberOf }: RegionNumbers & Pick<RegionTable, 'parents'>,
  region: string,
): string[] {
  const above: string[] = [];
  for (let id = parents[numberOf.get(region) ?? -1] ?? null; id !== null && !above.includes(id); ) {
    above.push(id);
    id = parents[numberOf.get(id) ?? -1] ?? null;
  }
  return above;
}
