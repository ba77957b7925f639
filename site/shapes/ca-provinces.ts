import { fitFeatures } from '../../functions/shapes/shape-feature.ts';
import { PROVINCES_CREDIT, readProvinces } from './read-provinces.ts';
import type { ShapeMap } from './shape-map.ts';

/** The thirteen provinces and territories. */
export const caProvinces: ShapeMap = {
  map: 'ca-provinces',
  title: 'Canadian provinces',
  nouns: { one: 'province', many: 'Canadian provinces' },
  credit: PROVINCES_CREDIT,
  draw: () => fitFeatures(readProvinces('CA', { center: -96, parallels: [50, 70] }), 850),
  step: 0.25,
  minTriangle: 0.5,
  minRing: 1,
  regionsOf: id => [id],
};
