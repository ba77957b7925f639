import { geoConicEqualAreaRaw } from 'd3-geo';
import type { Point, ShapeFeature } from '../../functions/shapes/shape-feature.ts';
import { polygonsOf, readAtlas } from './read-atlas.ts';

export const PROVINCES_CREDIT = 'Natural Earth 1:10m (public domain); simplified';

/** Albers' conic projection: areas compare, and shapes are true near its two parallels. In degrees. */
export interface Albers {
  readonly center: number;
  readonly parallels: readonly [number, number];
}

const DEGREE = Math.PI / 180;

/** The provinces of a country by the ISO 3166-2 code of each, projected. @param country alpha-2 */
export function readProvinces(country: string, { center, parallels: [first, second] }: Albers): ShapeFeature[] {
  const project = geoConicEqualAreaRaw(first * DEGREE, second * DEGREE);
  const planar = ([longitude = 0, latitude = 0]: readonly number[]): Point => {
    const [x, y] = project((longitude - center) * DEGREE, latitude * DEGREE);
    return [x, -y];
  };
  return readAtlas('./natural-earth/provinces.json', 'provinces').flatMap(({ geometry, name, properties }) => {
    const id = String(properties?.id);
    if (!id.startsWith(`${country}-`)) return [];
    return [{ id, name, polygons: polygonsOf(geometry).map(rings => rings.map(ring => ring.map(planar))) }];
  });
}
