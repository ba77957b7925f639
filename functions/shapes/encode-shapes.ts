import { meshArcs } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { ShapeTarget } from '../contract/map-shapes.ts';
import type { ShapeGeometry, Shapes } from '../contract/shapes.ts';
import type { ArcShape, ArcShapes } from './arc-shapes.ts';
import type { Point } from './shape-feature.ts';

export interface Drawing {
  readonly map: string;
  readonly title: string;
  readonly credit: string;
  readonly width: number;
  readonly height: number;
  /** The grid that the arcs are on, in units of the drawing. */
  readonly step: number;
  /** The regions that a shape is drawn for. */
  readonly targetOf: (shapeId: string) => Omit<ShapeTarget, 'name'>;
  /** Shapes of one group have no border drawn between them; without groups there are no borders of their own. */
  readonly groupOf: ((shapeId: string) => string) | null;
}

/** Shapes as the page draws them. Throws if a shape has no area. */
export function encodeShapes({ shapes, arcs }: ArcShapes, drawing: Drawing): Shapes {
  const { map, title, credit, width, height, step, targetOf, groupOf } = drawing;
  const geometries = shapes.map(shape => geometryOf(shape, targetOf(shape.id)));
  const steps = arcs.map(differences);
  const collection = { type: 'GeometryCollection' as const, geometries };
  const borders = groupOf === null ? null : bordersOf(steps, geometries, groupOf);
  return {
    schema: 'shapes/1',
    type: 'Topology',
    bbox: [0, 0, width, height],
    transform: { scale: [step, step], translate: [0, 0] },
    map,
    title,
    credit,
    objects: borders === null ? { shapes: collection } : { shapes: collection, borders },
    arcs: steps,
  };
}

function geometryOf({ id, name, polygons }: ArcShape, target: Omit<ShapeTarget, 'name'>): ShapeGeometry {
  if (polygons.length === 0) throw new Error(`shape ${id} (${name}) must have an area; the grid is too coarse for it`);
  const { regions, successors, from } = target;
  const properties = {
    name,
    ...(regions.length === 1 && regions[0] === id ? {} : { regions }),
    ...(successors.length === 0 ? {} : { successors }),
    ...(from === null ? {} : { from }),
  };
  return { type: 'MultiPolygon', id, properties, arcs: polygons.map(rings => rings.map(ring => [...ring])) };
}

function bordersOf(arcs: number[][][], geometries: readonly ShapeGeometry[], groupOf: (shapeId: string) => string) {
  const group = (shape: object) => ('id' in shape ? groupOf(String(shape.id)) : '');
  const transform = { scale: [1, 1] as [number, number], translate: [0, 0] as [number, number] };
  const plain: Topology = { type: 'Topology', transform, objects: {}, arcs };
  const shapes = {
    type: 'GeometryCollection' as const,
    geometries: geometries.map(({ id, arcs }) => ({
      type: 'MultiPolygon' as const,
      id,
      arcs: arcs.map(rings => rings.map(ring => [...ring])),
    })),
  };
  return { type: 'MultiLineString' as const, arcs: meshArcs(plain, shapes, (a, b) => group(a) !== group(b)).arcs };
}

function differences(arc: readonly Point[]): number[][] {
  return arc.map(([x, y], index) => {
    const [beforeX, beforeY] = arc[index - 1] ?? [0, 0];
    return [x - beforeX, y - beforeY];
  });
}
