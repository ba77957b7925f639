import type { Maybe } from '../../functions/contract/changes.ts';
import { NO_HELD_DAYS } from '../../functions/measures/held-back.ts';
import type { CurvePlace, PlaceTotals } from '../../site/views/curves/source.ts';

export function placeOf(id: string, part: Partial<CurvePlace> = {}): CurvePlace {
  return { id, name: id.toUpperCase(), map: 'us-states', population: 1000, firstDate: '2020-03-01', ...part };
}

export function totalsOf(measures: Readonly<Record<string, readonly Maybe[]>>): PlaceTotals {
  return new Map(Object.entries(measures).map(([id, values]) => [id, { values, ...NO_HELD_DAYS }]));
}
