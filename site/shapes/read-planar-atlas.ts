import { type AtlasFeature, polygonsOf, readAtlas } from './read-atlas.ts';
import type { ShapeFeature } from './shape-feature.ts';

/** The shapes of an atlas file that is projected already; `idOf` turns its codes into shape ids. */
export function readPlanarAtlas(file: string, object: string, idOf: (code: string) => string): ShapeFeature[] {
  return readAtlas(file, object).map(item => ({ id: idOf(item.code), name: item.name, polygons: planar(item) }));
}

function planar({ geometry }: AtlasFeature): ShapeFeature['polygons'] {
  return polygonsOf(geometry).map(rings => rings.map(ring => ring.map(([x = 0, y = 0]) => [x, y])));
}
