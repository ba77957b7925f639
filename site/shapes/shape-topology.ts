import { meshArcs } from 'topojson-client';
import type { GeometryCollection, MultiLineString, MultiPolygon, Topology } from 'topojson-specification';
import { NO_SUCCESSION } from '../../functions/contract/map-shapes.ts';
import { type ArcShapes, arcShapes, dropSmallRings, simplifyArcs } from './arc-shapes.ts';
import { roundFeatures } from './round-features.ts';
import type { Point } from './shape-feature.ts';
import type { ShapeMap } from './shape-map.ts';

interface ShapeProperties {
  readonly [key: string]: unknown;
  readonly name: string;
  /** As in `maps/<map>.json`; left out where the shape stands for the region of its own id and nothing else. */
  readonly regions?: readonly string[];
  /** As there; left out where nothing replaces that region. */
  readonly successors?: readonly string[];
  readonly from?: string;
}

type Shapes = GeometryCollection<ShapeProperties>;

/** What the site draws: TopoJSON, y down, `bbox` 0, 0, width and height of the drawing, every shape a MultiPolygon. */
export interface ShapeTopology extends Topology {
  readonly map: string;
  readonly title: string;
  readonly credit: string;
  readonly objects: { readonly shapes: Shapes; readonly borders?: MultiLineString };
}

export function shapeTopology(rules: ShapeMap): ShapeTopology {
  const { map, title, credit, step, minTriangle, minRing } = rules;
  const { features, width, height } = rules.draw();
  const full = arcShapes(roundFeatures(features, step));
  const fewer = dropSmallRings(full, minRing / step ** 2);
  const simple = simplifyArcs(fewer, minTriangle / step ** 2);
  const shapes: Shapes = { type: 'GeometryCollection', geometries: geometriesOf(simple, rules) };
  const plain: Topology = {
    type: 'Topology',
    bbox: [0, 0, width, height],
    transform: { scale: [step, step], translate: [0, 0] },
    objects: {},
    arcs: simple.arcs.map(differences),
  };
  const objects = rules.groupOf ? { shapes, borders: borders(plain, shapes, rules.groupOf) } : { shapes };
  return { ...plain, map, title, credit, objects };
}

function geometriesOf({ shapes }: ArcShapes, { regionsOf, successionOf }: ShapeMap): MultiPolygon<ShapeProperties>[] {
  return shapes.map(({ id, name, polygons }) => {
    if (polygons.length === 0)
      throw new Error(`shape ${id} (${name}) must have an area; the grid is too coarse for it`);
    const regions = regionsOf(id);
    const { successors, from } = successionOf?.(id) ?? NO_SUCCESSION;
    const properties = {
      name,
      ...(regions.length === 1 && regions[0] === id ? {} : { regions }),
      ...(successors.length === 0 ? {} : { successors }),
      ...(from === null ? {} : { from }),
    };
    return { type: 'MultiPolygon', id, properties, arcs: polygons.map(rings => rings.map(ring => [...ring])) };
  });
}

function borders(plain: Topology, shapes: Shapes, groupOf: (shapeId: string) => string): MultiLineString {
  const group = (shape: object) => ('id' in shape ? groupOf(String(shape.id)) : '');
  const { arcs } = meshArcs(plain, shapes, (a, b) => group(a) !== group(b));
  return { type: 'MultiLineString', arcs };
}

function differences(arc: readonly Point[]): number[][] {
  return arc.map(([x, y], index) => {
    const [beforeX, beforeY] = arc[index - 1] ?? [0, 0];
    return [x - beforeX, y - beforeY];
  });
}
