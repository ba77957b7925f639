import { geoArea } from 'd3-geo';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { feature } from 'topojson-client';
import { parseTopology } from '../../site/geo/decode-shapes.ts';

/** The drawing is laid around the middle of the globe, so small that nothing is bent: the whole width is so many degrees. */
const WIDTH_DEGREES = 60;

export interface FlatCounties {
  readonly shapes: FeatureCollection;
  /** By shape id, the regions it may stand for, in the order in which they are tried. */
  readonly regions: ReadonlyMap<string, readonly string[]>;
  /** What of the globe the drawing covers, in degrees: west to east, south to north. */
  readonly longitudes: readonly [number, number];
  readonly latitudes: readonly [number, number];
}

/** A shape file of the site as GeoJSON for a library that draws globes only: the same corners, projected already. */
export function flatCounties(shapeFile: unknown): FlatCounties {
  const { topology, shapes, bbox } = parseTopology(shapeFile, '');
  const [, , width = 0, height = 0] = bbox;
  const degrees = WIDTH_DEGREES / width;
  const toGlobe = ([x = 0, y = 0]: Position): Position => [(x - width / 2) * degrees, (height / 2 - y) * degrees];
  const drawn = feature(topology, shapes).features;
  return {
    shapes: {
      type: 'FeatureCollection',
      features: drawn.map(({ id, geometry }): Feature => {
        const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
        const coordinates = polygons.map(rings => rings.map((ring, index) => turned(ring.map(toGlobe), index > 0)));
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

/** A ring the wrong way round is all of the globe but itself; that of a hole is the other way round. */
function turned(ring: readonly Position[], isHole: boolean): Position[] {
  const isLarge = geoArea({ type: 'Polygon', coordinates: [[...ring]] }) > 2 * Math.PI;
  return isLarge === isHole ? [...ring] : ring.toReversed();
}
