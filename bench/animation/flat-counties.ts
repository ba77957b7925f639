import { geoArea } from 'd3-geo';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { feature } from 'topojson-client';
import { parseShapes } from '../../functions/contract/shapes.ts';
import { topologyOf } from '../../tests/site/topology-of.ts';

/** The width of the drawing on the globe, centered at 0°, 0° and small enough to stay flat. */
const WIDTH_DEGREES = 60;

export interface FlatCounties {
  readonly shapes: FeatureCollection;
  /** The regions that a shape may stand for, by shape id, in order of preference. */
  readonly regions: ReadonlyMap<string, readonly string[]>;
  /** The extent of the drawing on the globe, in degrees: west to east, south to north. */
  readonly longitudes: readonly [number, number];
  readonly latitudes: readonly [number, number];
}

/** A shape file of the site as GeoJSON for a library that only draws globes: the same vertices, already projected. */
export function flatCounties(shapeFile: unknown): FlatCounties {
  const topology = topologyOf(parseShapes(shapeFile, ''));
  const [, , width = 0, height = 0] = topology.bbox ?? [];
  const degrees = WIDTH_DEGREES / width;
  const toGlobe = ([x = 0, y = 0]: Position): Position => [(x - width / 2) * degrees, (height / 2 - y) * degrees];
  const drawn = feature(topology, topology.objects.shapes).features;
  return {
    shapes: {
      type: 'FeatureCollection',
      features: drawn.map(({ id, geometry }): Feature => {
        const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
        const coordinates = polygons.map(rings => rings.map((ring, index) => wound(ring.map(toGlobe), index > 0)));
        return {
          type: 'Feature',
          ...(id === undefined ? {} : { id }),
          properties: {},
          geometry: { type: 'MultiPolygon', coordinates },
        };
      }),
    },
    regions: new Map(drawn.map(({ id, properties }) => [String(id), properties.regions ?? [String(id)]])),
    longitudes: [-WIDTH_DEGREES / 2, WIDTH_DEGREES / 2],
    latitudes: [(-height / 2) * degrees, (height / 2) * degrees],
  };
}

/** With the wrong winding order, a ring encloses the rest of the globe. A hole needs the opposite order. */
function wound(ring: readonly Position[], isHole: boolean): Position[] {
  const coversGlobe = geoArea({ type: 'Polygon', coordinates: [[...ring]] }) > 2 * Math.PI;
  return coversGlobe === isHole ? [...ring] : ring.toReversed();
}
