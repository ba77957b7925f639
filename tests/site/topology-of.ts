import type { GeometryCollection, MultiLineString, Topology } from 'topojson-specification';
import type { ShapeGeometry, Shapes } from '../../functions/contract/shapes.ts';

type Objects = { shapes: GeometryCollection<ShapeGeometry['properties']>; borders?: MultiLineString };

/** Shapes as topojson-client wants them: a copy that it may change. */
export function topologyOf(shapes: Shapes): Topology<Objects> {
  return JSON.parse(JSON.stringify(shapes));
}
