import { NO_SUCCESSION } from '../../functions/contract/map-shapes.ts';
import type { Shapes } from '../../functions/contract/shapes.ts';
import { arcShapes, dropSmallRings, simplifyArcs } from '../../functions/shapes/arc-shapes.ts';
import { encodeShapes } from '../../functions/shapes/encode-shapes.ts';
import { roundFeatures } from './round-features.ts';
import type { ShapeMap } from './shape-map.ts';

/** What the site draws of a map. */
export function shapeTopology(rules: ShapeMap): Shapes {
  const { step, minTriangle, minRing, regionsOf, successionOf } = rules;
  const { features, width, height } = rules.draw();
  const full = arcShapes(roundFeatures(features, step));
  const fewer = dropSmallRings(full, minRing / step ** 2);
  return encodeShapes(simplifyArcs(fewer, minTriangle / step ** 2), {
    ...rules,
    width,
    height,
    targetOf: id => ({ regions: regionsOf(id), ...(successionOf?.(id) ?? NO_SUCCESSION) }),
    groupOf: rules.groupOf ?? null,
  });
}
