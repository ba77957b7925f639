import type { Maybe } from '../../functions/contract/changes.ts';
import { type Ranked, rank } from '../../functions/measures/rank.ts';
import type { Place } from '../data/place.ts';

export const RANKING_LENGTH = 10;

/** The ten places with the largest values; who has none of something is not among the ten who have most of it. */
export function topPlaces(places: readonly Place[], values: readonly Maybe[]): readonly Ranked<Place>[] {
  const positive = ({ row }: Place) => {
    const value = values[row] ?? null;
    return value !== null && value > 0 ? value : null;
  };
  return rank(places, positive, RANKING_LENGTH);
}
