import type { Ranked } from '../../functions/measures/rank.ts';
import type { Place } from '../data/place.ts';
import { countWords } from '../text/number-words.ts';

/** The ranking as a list, for those who do not see the bars. Ties share a number. */
export function renderRankingList(element: HTMLOListElement, ranked: readonly Ranked<Place>[]): void {
  element.replaceChildren(
    ...ranked.map(({ rank, value, item }) => {
      const entry = document.createElement('li');
      entry.value = rank;
      entry.textContent = `${item.name}: ${countWords(value)}`;
      return entry;
    }),
  );
}
