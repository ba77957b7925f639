import canada from '@svg-maps/canada';
import { fitFeatures } from '../../functions/shapes/shape-feature.ts';
import { readSvgMap } from './read-svg-map.ts';
import { snapPoints } from './round-features.ts';
import type { ShapeMap } from './shape-map.ts';

/** The thirteen provinces and territories; the package's ids are their ISO 3166-2 codes in small letters. */
export const caProvinces: ShapeMap = {
  map: 'ca-provinces',
  title: 'Canadian provinces',
  nouns: { one: 'province', many: 'Canadian provinces' },
  credit: 'MapSVG, via @svg-maps/canada (CC BY 4.0); simplified',
  draw: () => {
    const shapes = readSvgMap(canada).map(shape => ({ ...shape, id: `CA-${shape.id.toUpperCase()}` }));
    return fitFeatures(snapPoints(shapes, 0.1), 850);
  },
  step: 0.25,
  minTriangle: 0.5,
  minRing: 1,
  regionsOf: id => [id],
};
