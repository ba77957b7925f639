import { type GeoProjection, geoStream } from 'd3-geo';
import { nestRings } from './nest-rings.ts';
import { type AtlasFeature, polygonsOf } from './read-atlas.ts';
import type { Point, Polygon, Ring } from './shape-feature.ts';

/**
 * A feature of the globe as polygons of the plane, cut where the projection is. The projection must not resample
 * (precision 0): points between two corners depend on the direction walked, and neighbours would not meet.
 */
export function projectPolygons(feature: AtlasFeature, projection: GeoProjection): Polygon[] {
  return polygonsOf(feature.geometry).flatMap(rings => {
    const projected: Ring[] = [];
    let ring: Point[] = [];
    const sink = projection.stream({
      polygonStart: () => undefined,
      polygonEnd: () => undefined,
      lineStart: () => {
        ring = [];
      },
      point: (x, y) => {
        ring.push([x, y]);
      },
      lineEnd: () => {
        const [first] = ring;
        if (first) projected.push([...ring, first]);
      },
    });
    geoStream({ type: 'Polygon', coordinates: rings.map(points => [...points]) }, sink);
    return nestRings(projected);
  });
}
