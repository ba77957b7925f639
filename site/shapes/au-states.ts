import { fitFeatures } from '../../functions/shapes/shape-feature.ts';
import { PROVINCES_CREDIT, readProvinces } from './read-provinces.ts';
import type { ShapeMap } from './shape-map.ts';

/** States and mainland territories; Jervis Bay is drawn with the capital, far islands are not. */
export const auStates: ShapeMap = {
  map: 'au-states',
  title: 'Australian states',
  nouns: { one: 'state', many: 'Australian states' },
  credit: PROVINCES_CREDIT,
  draw: () => fitFeatures(readProvinces('AU', { center: 134, parallels: [-18, -36] }), 900),
  step: 0.25,
  minTriangle: 0.3,
  minRing: 0.5,
  regionsOf: id => [id],
};
