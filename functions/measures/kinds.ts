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

/** What people and things are counted in: `people`, `thousand visitors`. Amounts such as mm or USD are none. */
const COUNT_UNITS =
  /^((hundreds?|thousands?|millions?|billions?|k|m|bn)( of)? ?)?(people|persons?|inhabitants|residents|adults|children|patients|cases|deaths|births|visits|visitors|tourists|guests|users|customers|students|pupils|workers|employees|jobs|households|homes|dwellings|vehicles|cars|trips|rides|incidents|accidents|crimes|units|items|pieces|count|number)?$/i;

/** Whether values may be divided by people: of counts whose kind is declared. */
export function isPerCapita(measure: {
  readonly kind: MeasureKind;
  readonly guessed: boolean;
  readonly unit: string | null;
}): boolean {
  return KINDS[measure.kind].isPerCapita && !measure.guessed && COUNT_UNITS.test(measure.unit?.trim() ?? '');
}

export const KINDS: Readonly<Record<MeasureKind, KindRules>> = {
  cumulative: { isFlow: false, adds: true, isPerCapita: true, grows: true, change: 'total' },
  flow: { isFlow: true, adds: true, isPerCapita: true, grows: false, change: 'new' },
  level: { isFlow: false, adds: true, isPerCapita: true, grows: false, change: 'total' },
  rate: { isFlow: false, adds: false, isPerCapita: false, grows: false, change: 'total' },
};
