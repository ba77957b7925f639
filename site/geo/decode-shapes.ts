import type { PointGeometry, ShapeGeometry, Shapes } from '../../functions/contract/shapes.ts';
import type { Box, MapDrawing, Point, Ring, Shape } from './shape.ts';

/**
 * Turns a file of shapes into rings and lines. Every arc is decoded once, and its points are shared by the shapes on
 * both sides: copying them, as topojson-client does, would take most of the time.
 */
export function decodeDrawing(file: Shapes): MapDrawing {
  const { shapes, points, land, borders } = file.objects;
  const [left = 0, top = 0, right = 0, bottom = 0] = file.bbox;
  const arcs = decodeArcs(file);
  return {
    marks: points === undefined ? 'areas' : 'circles',
    land: (land?.arcs ?? []).flatMap(polygon => polygon.map(ring => join(ring, arcs))),
    width: right - left,
    height: bottom - top,
    credit: file.credit,
    shapes: points === undefined ? shapes.geometries.map(areaOf) : points.geometries.map(pointOf),
    hairlines: arcs,
    borders: borders === undefined ? [] : borders.arcs.map(line => join(line, arcs)),
  };

  function areaOf({ id, properties, arcs: polygons }: ShapeGeometry): Shape {
    const rings = polygons.flatMap(polygon => polygon.map(ring => join(ring, arcs)));
    const { name, regions = [id], successors = [], from = null } = properties;
    return { id, name, regions, successors, from, rings, box: boxOf(rings) };
  }

  function pointOf({ id, properties: { name }, coordinates }: PointGeometry): Shape {
    const [x, y] = placedOn(file.transform, coordinates);
    const box = { left: x, top: y, right: x, bottom: y };
    return { id, name, regions: [id], successors: [], from: null, rings: [], box };
  }
}

/** Arcs are delta-encoded on a grid (TopoJSON specification, 2.1.4 and 2.2). */
function decodeArcs({ arcs, transform }: Shapes): Ring[] {
  return arcs.map(arc => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]): Point => {
      x += dx;
      y += dy;
      return placedOn(transform, [x, y]);
    });
  });
}

function placedOn({ scale, translate }: Shapes['transform'], [x, y]: Point): Point {
  const [scaleX = 1, scaleY = 1] = scale;
  const [shiftX = 0, shiftY = 0] = translate;
  return [x * scaleX + shiftX, y * scaleY + shiftY];
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
