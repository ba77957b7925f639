import { markSmallShapes, type ShapeMark } from '../../functions/shapes/mark-small-shapes.ts';
import { fitFeatures } from '../../functions/shapes/shape-feature.ts';
import { PROVINCES_CREDIT, readProvinces } from './read-provinces.ts';
import type { ShapeMap } from './shape-map.ts';

/** Macau has cases of its own and would be a pixel. */
const MACAU_MARK: ShapeMark = { below: 3, radius: 2 };

/** Mainland provinces, Hong Kong and Macau. Taiwan is not drawn: its data is a country's, on the world map. */
export const cnProvinces: ShapeMap = {
  map: 'cn-provinces',
  title: 'Chinese provinces',
  nouns: { one: 'province', many: 'Chinese provinces' },
  credit: PROVINCES_CREDIT,
  draw: () => {
    const { features, ...size } = fitFeatures(readProvinces('CN', { center: 105, parallels: [25, 47] }), 1000);
    return { ...size, features: markSmallShapes(features, () => MACAU_MARK) };
  },
  step: 0.25,
  minTriangle: 0.5,
  minRing: 0.5,
  regionsOf: id => [id],
};
