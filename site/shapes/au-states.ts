import australia from '@svg-maps/australia';
import { fitFeatures } from '../../functions/shapes/shape-feature.ts';
import { readSvgMap } from './read-svg-map.ts';
import { snapPoints } from './round-features.ts';
import type { ShapeMap } from './shape-map.ts';

/** States and territories; larger islands are shapes of their own that stand for the state they belong to. */
export const auStates: ShapeMap = {
  map: 'au-states',
  title: 'Australian states',
  nouns: { one: 'state', many: 'Australian states' },
  credit: 'Lokal_Profil, via @svg-maps/australia (CC BY-SA 4.0); simplified',
  draw: () => fitFeatures(snapPoints(readSvgMap(australia), 0.05), 900),
  step: 0.25,
  minTriangle: 0.3,
  minRing: 0.5,
  regionsOf: id => [`AU-${id.replace(/-.*/, '').toUpperCase()}`],
};
