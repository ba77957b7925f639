import { brotliCompressSync, constants } from 'node:zlib';
import type { Shapes } from '../contract/shapes.ts';
import { type ArcShapes, arcShapes, cutArcs, dropSmallRings, pointWeights } from './arc-shapes.ts';
import { type Drawing, encodeShapes } from './encode-shapes.ts';
import { countGridPoints, type Fit, gridShapes } from './grid-shapes.ts';
import { joinParts } from './join-parts.ts';
import type { SourceShape } from './map-file.ts';

/** As stored: a first view has about as much for its shapes. */
export const BUDGET_BYTES = 150_000;
/** Ten thousand regions have names and ids that take this much, however coarsely they are drawn. */
const MAX_BYTES = 450_000;
/** More would take too long to draw on a phone, whatever they weigh. */
const MAX_DRAWN_POINTS = 150_000;
/** Finding borders takes a kilobyte of memory for each. */
const MAX_GRID_POINTS = 400_000;

/** The grid, from fine to coarse, in units of the drawing. */
const STEPS = [0.2, 0.4, 0.8, 1.6] as const;
const COARSEST_STEP = 1.6;
/** The smallest triangle that is kept, in square units of the drawing. */
const TRIANGLES = [0.15, 0.3, 0.6, 1.2, 2.4, 4.8, 9.6, 20, 40] as const;
const MIN_RING = 0.3;

/** The bytes of shapes as they are stored. */
export interface Weighed {
  readonly shapes: Shapes;
  readonly bytes: number;
}

/** The finest drawing of shapes that fits the budget; null if none fits {@link MAX_BYTES}. */
export function fitBudget(
  sources: readonly SourceShape[],
  fit: Fit,
  drawing: Omit<Drawing, 'step' | 'width' | 'height'>,
  budget = BUDGET_BYTES,
): Weighed | null {
  let isHopeless = false;
  for (const step of STEPS) {
    const isLast = step === COARSEST_STEP;
    const full = isHopeless && !isLast ? null : onGrid(sources, fit, step);
    if (full === null) continue;
    const weights = pointWeights(full);
    const draw = (triangle: number): Weighed | null => {
      const limit = triangle / step ** 2;
      if (countFrom(weights, limit) > MAX_DRAWN_POINTS) return null;
      const shapes = encodeShapes(cutArcs(full, weights, limit), { ...drawing, ...fit, step });
      return { shapes, bytes: weigh(shapes) };
    };
    const found = finestWithin(draw, budget);
    const bytes = found?.bytes ?? Infinity;
    if (bytes <= budget || (isLast && bytes <= MAX_BYTES)) return found;
    isHopeless = bytes > 2 * budget;
  }
  return null;
}

type Draw = (triangle: number) => Weighed | null;

/** The drawing with the smallest triangles that is within the budget, else the coarsest. */
function finestWithin(draw: Draw, budget: number): Weighed | null {
  const finest = draw(TRIANGLES[0]);
  if (isWithin(finest, budget)) return finest;
  let [low, high] = [1, TRIANGLES.length - 1];
  let found = draw(TRIANGLES[high] ?? Infinity);
  if (!isWithin(found, budget)) return found;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const next = draw(TRIANGLES[middle] ?? Infinity);
    if (isWithin(next, budget)) {
      found = next;
      high = middle;
    } else low = middle + 1;
  }
  return found;
}

function isWithin(drawn: Weighed | null, budget: number): boolean {
  return drawn !== null && drawn.bytes <= budget;
}

/** Shapes on a grid with the borders that they share; null if there are too many points. */
function onGrid(sources: readonly SourceShape[], fit: Fit, step: number): ArcShapes | null {
  if (countGridPoints(sources, fit, step) > MAX_GRID_POINTS) return null;
  return dropSmallRings(joinParts(arcShapes(gridShapes(sources, fit, step))), MIN_RING / step ** 2);
}

function countFrom(weights: ReturnType<typeof pointWeights>, limit: number): number {
  let count = 0;
  for (const arc of weights) for (const [, , weight = 0] of arc) if (weight >= limit) count += 1;
  return count;
}

function weigh(shapes: Shapes): number {
  return brotliCompressSync(JSON.stringify(shapes), { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } }).length;
}
