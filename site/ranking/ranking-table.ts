import type { Ranked } from '../../functions/measures/rank.ts';
import type { Place } from '../data/place.ts';

/** The ranking as a table, also for those who do not see the bars. Ties share a rank. */
export function renderRankingTable(
  table: HTMLTableElement,
  ranked: readonly Ranked<Place>[],
  unit: string,
  words: (entry: Ranked<Place>) => string,
): void {
  const head = document.createElement('thead');
  head.insertRow().append(...['Rank', 'Place', unit].map(title => heading(title, 'col')));
  const body = document.createElement('tbody');
  for (const entry of ranked) {
    const { rank, item } = entry;
    const row = body.insertRow();
    row.insertCell().textContent = String(rank);
    row.append(heading(item.name, 'row'));
    row.insertCell().textContent = words(entry);
  }
  table.replaceChildren(head, body);
}

function heading(text: string, scope: 'col' | 'row'): HTMLElement {
  const element = document.createElement('th');
  element.scope = scope;
  element.textContent = text;
  return element;
}
