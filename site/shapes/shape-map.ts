import type { Succession } from '../../functions/contract/map-shapes.ts';
import type { PlaceNouns } from '../../functions/contract/snapshot.ts';
import type { FittedFeatures } from '../../functions/shapes/shape-feature.ts';

/** The rules of one map: where its shapes come from, how finely they are drawn, which regions they stand for. */
export interface ShapeMap {
  readonly map: string;
  readonly title: string;
  readonly nouns: PlaceNouns;
  readonly credit: string;
  /** The shapes in units of the drawing, in the order in which they are painted. */
  readonly draw: () => FittedFeatures;
  /** The grid the points lie on, in units of the drawing. */
  readonly step: number;
  /** A point that makes a smaller triangle with its neighbors is left out, in square units. */
  readonly minTriangle: number;
  /** A smaller island or lake is left out unless it is all there is of its shape, in square units. */
  readonly minRing: number;
  /** The regions that a shape is ever drawn for, its own first. */
  readonly regionsOf: (shapeId: string) => readonly string[];
  /** The regions that replace a shape's own; none by default. */
  readonly successionOf?: (shapeId: string) => Succession;
  /** Shapes of one group have no border drawn between them; without groups there are no borders of their own. */
  readonly groupOf?: (shapeId: string) => string;
}
