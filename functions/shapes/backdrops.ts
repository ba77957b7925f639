import { feature } from 'topojson-client';
import { parseShapes, type Shapes } from '../contract/shapes.ts';
import type { SourceShape } from './map-file.ts';

/** Areas of the globe, in degrees, to be drawn behind points. */
export interface Backdrop {
  readonly credit: string;
  readonly shapes: readonly SourceShape[];
}

/** The countries of the world. Read when they are needed: few data sets have points. */
export async function readCountries(): Promise<Backdrop> {
  const file = await import('../../maps/backdrops/countries.json', { with: { type: 'json' } });
  return backdropOf(parseShapes(file.default, 'maps/backdrops/countries.json'));
}

/** The states of the United States. */
export async function readStates(): Promise<Backdrop> {
  const file = await import('../../maps/backdrops/us-states.json', { with: { type: 'json' } });
  return backdropOf(parseShapes(file.default, 'maps/backdrops/us-states.json'));
}

/** The country that its states take the place of. */
export const UNITED_STATES = '840';

function backdropOf({ credit, transform, arcs, objects }: Shapes): Backdrop {
  const [scaleX = 1, scaleY = 1] = transform.scale;
  const topology = {
    ...{ type: 'Topology' as const, objects: {} },
    transform: { scale: [scaleX, scaleY] as [number, number], translate: [0, 0] as [number, number] },
    arcs: arcs.map(arc => arc.map(point => [...point])),
  };
  const shapes = objects.shapes.geometries.map(({ id, properties: { name }, arcs }): SourceShape => {
    const polygons = arcs.map(rings => rings.map(ring => [...ring]));
    const { geometry } = feature(topology, { type: 'MultiPolygon', arcs: polygons });
    const rings = geometry.coordinates.map(polygon => polygon.map(ring => Float64Array.from(ring.flat())));
    return { label: name, id, name, parent: null, polygons: rings };
  });
  return { credit, shapes };
}
