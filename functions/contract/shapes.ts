import * as v from 'valibot';
import { Problem } from './problem.ts';
import { day, finite, integer, list, type Output, object, oneOf, type Parser, parse, text } from './schema.ts';

/**
 * The places of a map, as the page draws them: areas, or points that become circles. A TopoJSON topology whose objects are
 * known. Points are in units of the drawing, y down.
 */
export type Shapes = Output<typeof shapesSchema>;
export type ShapeGeometry = Shapes['objects']['shapes']['geometries'][number];
export type PointGeometry = NonNullable<Shapes['objects']['points']>['geometries'][number];

/** Nested lists of integers, checked in one pass each: a map has tens of thousands of points. */
function integers(depth: number, what: string) {
  const isDeep = (value: unknown, left: number): boolean =>
    left === 0 ? Number.isSafeInteger(value) : Array.isArray(value) && value.every(item => isDeep(item, left - 1));
  return <T>() => v.custom<T>(value => isDeep(value, depth), what);
}

const ring = integers(3, 'a list of polygons, each a list of rings of arcs');
const lines = integers(2, 'a list of lines, each a list of arcs');
const points = integers(3, 'a list of arcs, each a list of points');
const position = v.strictTuple([integer, integer], 'a point of the grid');

const shapesSchema = object({
  schema: oneOf('shapes/1'),
  type: oneOf('Topology'),
  map: text,
  title: text,
  /** Who drew the shapes, and under which license. */
  credit: text,
  /** `[0, 0, width, height]` of the drawing. */
  bbox: list(finite),
  transform: object({ scale: list(finite), translate: list(finite) }),
  objects: object({
    /** In the order in which they are painted. */
    shapes: object({
      type: oneOf('GeometryCollection'),
      geometries: list(
        object({
          type: oneOf('MultiPolygon'),
          id: text,
          properties: object({
            name: text,
            /** As in `maps/<map>.json`; left out where the shape stands for the region of its own id and no other. */
            regions: v.optional(list(text)),
            successors: v.optional(list(text)),
            from: v.optional(day),
          }),
          arcs: ring<readonly (readonly (readonly number[])[])[]>(),
        }),
      ),
    }),
    /** Places without an area, in the order of their ids; a map of them has no shapes. */
    points: v.optional(
      object({
        type: oneOf('GeometryCollection'),
        geometries: list(
          object({ type: oneOf('Point'), id: text, properties: object({ name: text }), coordinates: position }),
        ),
      }),
    ),
    /** What lies behind points: land, and the borders on it. */
    land: v.optional(
      object({ type: oneOf('MultiPolygon'), arcs: ring<readonly (readonly (readonly number[])[])[]>() }),
    ),
    /** Between groups of shapes: states among counties. */
    borders: v.optional(object({ type: oneOf('MultiLineString'), arcs: lines<readonly (readonly number[])[]>() })),
  }),
  /** Each a first point, then the steps from point to point. */
  arcs: points<readonly (readonly (readonly number[])[])[]>(),
});

export const parseShapes: Parser<Shapes> = (value, where) => {
  const shapes = parse(shapesSchema, value, where);
  const known = shapes.arcs.length;
  const isKnown = (arc: number) => arc < known && ~arc < known;
  const { land } = shapes.objects;
  const areas = [...shapes.objects.shapes.geometries, ...(land === undefined ? [] : [land])];
  const rings = areas.flatMap(({ arcs }) => arcs.flat());
  const strays = [...rings, ...(shapes.objects.borders?.arcs ?? [])].flatMap(
    ring => ring.find(arc => !isKnown(arc)) ?? [],
  );
  if (strays.length === 0) return shapes;
  throw new Problem('malformed', `${where}: arc ${strays[0]} is used, and there are ${known}`);
};

export const SHAPES_EXAMPLE: Shapes = {
  schema: 'shapes/1',
  type: 'Topology',
  map: 'wards',
  title: 'Wards',
  credit: 'City of Springfield (CC BY 4.0)',
  bbox: [0, 0, 1000, 504],
  transform: { scale: [0.2, 0.2], translate: [0, 0] },
  objects: {
    shapes: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'MultiPolygon', id: 'W1', properties: { name: 'Old Town' }, arcs: [[[0, 1]]] },
        { type: 'MultiPolygon', id: 'W2', properties: { name: 'Harbor' }, arcs: [[[2, -1]]] },
      ],
    },
  },
  arcs: [
    [
      [2500, 10],
      [0, 2500],
    ],
    [
      [2500, 2510],
      [-2490, 0],
      [0, -2500],
      [2490, 0],
    ],
    [
      [2500, 10],
      [2490, 0],
      [0, 2500],
      [-2490, 0],
    ],
  ],
};
