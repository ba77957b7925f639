import { editDistance } from '../../measures/edit-distance.ts';
import { foldText } from '../../measures/fold-text.ts';

const MAX_NAMES = 5;
const FEW_NAMES = 10;

/**
 * Up to five names that may have been meant, nearest first: a letter or so in four may be wrong, or the end missing.
 * Of a few names all are given where none is near.
 */
export function nearestNames(given: string, names: readonly string[]): string[] {
  const wanted = foldText(given);
  const near = names
    .map(name => ({ name, distance: distanceTo(wanted, foldText(name)) }))
    .filter(({ distance }) => distance <= Math.ceil(wanted.length / 4))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_NAMES)
    .map(({ name }) => name);
  return near.length === 0 && names.length <= FEW_NAMES ? [...names] : near;
}

function distanceTo(wanted: string, name: string): number {
  if (wanted === name) return 0;
  if (wanted.length > 1 && name.startsWith(wanted)) return 1;
  // No edit can make up for more letters than may be wrong, and long texts are dear to compare.
  if (Math.abs(wanted.length - name.length) > Math.ceil(wanted.length / 4)) return Number.POSITIVE_INFINITY;
  return editDistance(wanted, name);
}
