import type { GeometryCollection, MultiLineString, Topology } from 'topojson-specification';
import { finite, list, object, oneOf, type Parser, parserOf, text } from '../../functions/contract/schema.ts';
import type { Box, MapDrawing, Point, Ring, Shape } from './shape.ts';

/**
 * Turns a file of shapes into rings and lines. Every arc is decoded once, and its points are shared by the shapes on
 * both sides: copying them, as topojson-client does, would take most of the time.
 */
export function decodeDrawing({ topology, shapes, borders, bbox, credit }: ShapeFile): MapDrawing {
  const [left = 0, top = 0, right = 0, bottom = 0] = bbox;
  const arcs = decodeArcs(topology);
  return {
    width: right - left,
    height: bottom - top,
    credit,
    shapes: shapes.geometries.map((geometry): Shape => {
      const rings = polygonsOf(geometry).flatMap(polygon => polygon.map(ring => join(ring, arcs)));
      const { name = '', regions = [String(geometry.id)], successors = [], from = null } = geometry.properties ?? {};
      return { id: String(geometry.id), name, regions, successors, from, rings, box: boxOf(rings) };
    }),
    hairlines: arcs,
    borders: borders === null ? [] : borders.arcs.map(line => join(line, arcs)),
  };
}

function polygonsOf(geometry: ShapeFile['shapes']['geometries'][number]): readonly (readonly number[][])[] {
  return geometry.type === 'MultiPolygon' ? geometry.arcs : geometry.type === 'Polygon' ? [geometry.arcs] : [];
}

/** Arcs are delta-encoded on a grid (TopoJSON specification, 2.1.4 and 2.2). */
function decodeArcs({ arcs, transform }: Topology): Ring[] {
  const [scaleX, scaleY] = transform?.scale ?? [1, 1];
  const [shiftX, shiftY] = transform?.translate ?? [0, 0];
  return arcs.map(arc => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]): Point => {
      if (transform === undefined) return [dx, dy];
      x += dx;
      y += dy;
      return [x * scaleX + shiftX, y * scaleY + shiftY];
    });
  });
}

/** Joins arcs, `~index` backwards; each begins with the last point of the one before. */
function join(indices: readonly number[], arcs: readonly Ring[]): Ring {
  const points: Point[] = [];
  for (const index of indices) {
    const arc = arcs[index < 0 ? ~index : index] ?? [];
    if (points.length > 0) points.pop();
    if (index < 0) for (let at = arc.length - 1; at >= 0; at -= 1) points.push(arc[at] ?? [0, 0]);
    else for (const point of arc) points.push(point);
  }
  return points;
}

function boxOf(rings: readonly Ring[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [x, y] of ring) {
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return { left, top, right, bottom };
}

/** A file of shapes, as the build writes it. */
export interface ShapeFile {
  readonly credit: string;
  readonly bbox: readonly number[];
  readonly topology: Topology;
  readonly shapes: GeometryCollection<ShapeProperties>;
  readonly borders: MultiLineString | null;
}

/** The regions that a shape is drawn for, as in `maps/<map>.json`; left out if it is the one of its own id. */
interface ShapeProperties {
  readonly name: string;
  readonly regions?: readonly string[];
  readonly successors?: readonly string[];
  readonly from?: string;
}

const parseOuter = parserOf(
  object({
    type: oneOf('Topology'),
    credit: text,
    bbox: list(finite),
    objects: object({ shapes: object({ type: oneOf('GeometryCollection') }) }),
  }),
);

/** Checks that a file is one of shapes. The arcs are not checked: they come from the same build as this code. */
export const parseTopology: Parser<ShapeFile> = (value, where) => {
  const { credit, bbox } = parseOuter(value, where);
  const topology = value as Topology<{ shapes: ShapeFile['shapes']; borders?: MultiLineString }>;
  return { credit, bbox, topology, shapes: topology.objects.shapes, borders: topology.objects.borders ?? null };
};
