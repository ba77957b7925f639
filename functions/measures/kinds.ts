import type { MeasureKind } from '../contract/snapshot.ts';

/** What the kind of a measure means for everything that is computed from its values. */
export interface KindRules {
  /** Its values are stored as a running total: the value of a period is what is added in it. */
  readonly isFlow: boolean;
  /** The sum over the places in a region is the value of the region. */
  readonly adds: boolean;
  /** It may be divided by the people who live there. */
  readonly isPerCapita: boolean;
  /** It only grows, unless it is corrected. */
  readonly grows: boolean;
  /** What is shown and answered first: the value so far, or what came in the period. */
  readonly change: 'total' | 'new';
}

/** Whether the values of a measure are added up over places: a guessed kind never is. */
export function addsUp({ kind, guessed }: { readonly kind: MeasureKind; readonly guessed: boolean }): boolean {
  return KINDS[kind].adds && !guessed;
}

export const KINDS: Readonly<Record<MeasureKind, KindRules>> = {
  cumulative: { isFlow: false, adds: true, isPerCapita: true, grows: true, change: 'total' },
  flow: { isFlow: true, adds: true, isPerCapita: true, grows: false, change: 'new' },
  level: { isFlow: false, adds: true, isPerCapita: true, grows: false, change: 'total' },
  rate: { isFlow: false, adds: false, isPerCapita: false, grows: false, change: 'total' },
};
