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
  const parent = table.parents[table.numberOf.get(region) ?? -1] ?? null;
  return parent === null ? nameOf(table, region) : `${nameOf(table, region)}, ${nameOf(table, parent)}`;
}

/** The regions that the values of a region are added to, the smallest first. */
export function ancestorsOf(
  { sumsTo, numberOf }: RegionNumbers & Pick<RegionTable, 'sumsTo'>,
  region: string,
): string[] {
  const above: string[] = [];
  for (let id = sumsTo[numberOf.get(region) ?? -1] ?? null; id !== null && !above.includes(id); ) {
    above.push(id);
    id = sumsTo[numberOf.get(id) ?? -1] ?? null;
  }
  return above;
}
