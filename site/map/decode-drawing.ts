import type { Topology } from 'topojson-specification';
import type { ShapeFile } from './parse-topology.ts';
import type { Box, MapDrawing, Point, Ring, Shape } from './shape.ts';

/**
 * Turns a file of shapes into rings and lines. Every arc is decoded once and its points are shared by the shapes on
 * both of its sides: what topojson-client copies for each of them is most of the time that decoding takes.
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

/** Points of arcs are written as steps on a grid (TopoJSON specification, 2.1.4 and 2.2). */
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

/** Arcs one after the other, `~index` backwards; where one ends the next begins, with the same point. */
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
