import { feature } from 'topojson-client';
import type { MultiLineString } from 'topojson-specification';
import type { ShapeFile } from './parse-topology.ts';
import type { Box, MapDrawing, Point, Ring, Shape } from './shape.ts';

/** Turns a file of shapes into rings and lines. */
export function decodeDrawing({ topology, shapes, borders, bbox, credit }: ShapeFile): MapDrawing {
  const [left = 0, top = 0, right = 0, bottom = 0] = bbox;
  const allArcs: MultiLineString = { type: 'MultiLineString', arcs: topology.arcs.map((_, index) => [index]) };
  return {
    width: right - left,
    height: bottom - top,
    credit,
    shapes: feature(topology, shapes).features.map(({ id, properties, geometry }): Shape => {
      const rings = geometry.type === 'MultiPolygon' ? geometry.coordinates.flat().map(toRing) : [];
      const { name, regions = [String(id)] } = properties;
      return { id: String(id), name, regions, rings, box: boxOf(rings) };
    }),
    hairlines: feature(topology, allArcs).geometry.coordinates.map(toRing),
    borders: borders === null ? [] : feature(topology, borders).geometry.coordinates.map(toRing),
  };
}

function toRing(positions: readonly (readonly number[])[]): Ring {
  return positions.map(([x = 0, y = 0]): Point => [x, y]);
}

function boxOf(rings: readonly Ring[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const ring of rings) {
    for (const [x, y] of ring) {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return box;
}
