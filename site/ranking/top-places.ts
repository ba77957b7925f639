import { type Ranked, rank } from '../../functions/measures/rank.ts';
import { type DayFigures, figureAt } from '../data/day-figures.ts';
import type { Place } from '../data/place.ts';
import type { Change } from '../view/view.ts';

export const RANKING_LENGTH = 10;

/** The ten places with the largest figures; who has none of something is not among the ten who have most of it. */
export function topPlaces(places: readonly Place[], figures: DayFigures, change: Change): readonly Ranked<Place>[] {
  const positive = (place: Place) => {
    const value = figureAt(figures, change, place.row);
    return value !== null && value > 0 ? value : null;
  };
  return rank(places, positive, RANKING_LENGTH);
}
