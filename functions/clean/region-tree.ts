import type { RegionTable } from './load-regions.ts';

type Known = Pick<RegionTable, 'numberOf'>;

/** The map that a region is on; empty where it is not known. */
export function mapOf({ maps, numberOf }: Known & Pick<RegionTable, 'maps'>, region: string): string {
  return maps[numberOf.get(region) ?? -1] ?? '';
}

export function nameOf({ names, numberOf }: Known & Pick<RegionTable, 'names'>, region: string): string {
  return names[numberOf.get(region) ?? -1] ?? region;
}

/** `Elm, Northmoor`: names repeat from one parent to another. */
export function labelOf(table: Known & Pick<RegionTable, 'names' | 'parents'>, region: string): string {
  const [parent] = ancestorsOf(table, region);
  return parent === undefined ? nameOf(table, region) : `${nameOf(table, region)}, ${nameOf(table, parent)}`;
}

/** The regions that hold a region, the smallest first. */
export function ancestorsOf({ parents, numberOf }: Known & Pick<RegionTable, 'parents'>, region: string): string[] {
  const above: string[] = [];
  for (let id = parents[numberOf.get(region) ?? -1] ?? null; id !== null && !above.includes(id); ) {
    above.push(id);
    id = parents[numberOf.get(id) ?? -1] ?? null;
  }
  return above;
}
