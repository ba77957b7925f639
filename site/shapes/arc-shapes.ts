import type { FeatureCollection, MultiPolygon } from 'geojson';
import { topology } from 'topojson-server';
import type { Point, ShapeFeature } from './shape-feature.ts';

/** Indexes into the arcs; `~i` is arc i walked backwards. */
export type ArcRing = readonly number[];

export interface ArcShape {
  readonly id: string;
  readonly name: string;
  readonly polygons: readonly (readonly ArcRing[])[];
}

/** Shapes whose common borders are stored once. */
export interface ArcShapes {
  readonly shapes: readonly ArcShape[];
  readonly arcs: readonly (readonly Point[])[];
}

/** Finds the borders that shapes share: their points must be equal. */
export function arcShapes(features: readonly ShapeFeature[]): ArcShapes {
  const { objects, arcs } = topology({ shapes: geojson(features) });
  const { shapes } = objects;
  if (shapes?.type !== 'GeometryCollection') throw new Error('shapes must become a collection');
  const polygons = shapes.geometries.map(item => (item.type === 'MultiPolygon' ? item.arcs : []));
  return {
    shapes: features.map(({ id, name }, index) => ({ id, name, polygons: polygons[index] ?? [] })),
    arcs: arcs.map(arc => arc.map(([x = 0, y = 0]) => [x, y])),
  };
}

/** The closed ring of points behind a ring of arcs. */
export function ringPoints(ring: ArcRing, arcs: readonly (readonly Point[])[]): Point[] {
  const points: Point[] = [];
  for (const index of ring) {
    const arc = arcs[index < 0 ? ~index : index] ?? [];
    points.pop();
    points.push(...(index < 0 ? arc.toReversed() : arc));
  }
  return points;
}

function geojson(features: readonly ShapeFeature[]): FeatureCollection<MultiPolygon> {
  return {
    type: 'FeatureCollection',
    features: features.map(({ polygons }) => {
      const coordinates = polygons.map(rings => rings.map(ring => ring.map(([x, y]) => [x, y])));
      return { type: 'Feature', properties: null, geometry: { type: 'MultiPolygon', coordinates } };
    }),
  };
}
