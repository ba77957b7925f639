import type { MapShapes } from '../../functions/contract/map-shapes.ts';

/** The shapes whose regions are not simply their own id: all that a page needs to be told, a few dozen of thousands. */
export function shapeExceptions({ shapes }: MapShapes): Readonly<Record<string, readonly string[]>> {
  const exceptions = Object.entries(shapes).filter(([id, { regions }]) => regions.length !== 1 || regions[0] !== id);
  return Object.fromEntries(exceptions.map(([id, { regions }]) => [id, regions]));
}
