import type { ShapeTarget } from '../../functions/contract/map-shapes.ts';

/** A point in units of the drawing, y down. */
export type Point = readonly [number, number];
export type Ring = readonly Point[];

/** One drawn shape, in the order in which shapes are painted. */
export interface Shape extends ShapeTarget {
  readonly id: string;
  readonly name: string;
  readonly rings: readonly Ring[];
  readonly box: Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The places of a map and the lines over them, decoded. */
export interface MapDrawing {
  /** Circles lie at the points of shapes that have no rings. */
  readonly marks: 'areas' | 'circles';
  /** Behind circles. */
  readonly land: readonly Ring[];
  readonly width: number;
  readonly height: number;
  readonly credit: string;
  readonly shapes: readonly Shape[];
  /** Around every shape; between two of them only once. */
  readonly hairlines: readonly Ring[];
  /** Between groups of shapes: states among counties. */
  readonly borders: readonly Ring[];
}

/** Who drew what is behind the numbers: `Shapes: Natural Earth.`; empty if nobody did. */
export function drawingCredit({ marks, credit }: MapDrawing): string {
  return credit === '' ? '' : `${marks === 'areas' ? 'Shapes' : 'Background'}: ${credit}.`;
}
