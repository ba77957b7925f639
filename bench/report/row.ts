import type { Unit } from './format-quantity.ts';
import { median } from './quantile.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** One value a run, in the base of the unit; empty where it could not be measured. The median is judged. */
  readonly samples: readonly number[];
  readonly unit: Unit;
  /** The most it may be, in the base of the unit; null where nothing is promised. */
  readonly budget: number | null;
  /** Why it was not measured, or what it was measured on. */
  readonly note?: string;
}

export type Verdict = 'ok' | 'over' | 'not measured' | '';

export function verdictOf({ samples, budget }: Row): Verdict {
  if (samples.length === 0) return 'not measured';
  if (budget === null) return '';
  return median(samples) <= budget ? 'ok' : 'over';
}
