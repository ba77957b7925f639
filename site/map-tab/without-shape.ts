import { placesWithoutShape } from '../map/shape-targets.ts';
import { countWords } from '../text/number-words.ts';
import { hasReport, type Shown } from './shown.ts';

/** So many are named in a line; more are folded away. */
const MAX_INLINE = 4;

/** Names the places that have a figure and nothing to be drawn as, largest first, so that no number is lost. */
export function renderWithoutShape(element: HTMLElement, { session, day, view, drawn }: Shown): void {
  const entries = placesWithoutShape(session.data.places, drawn, row => hasReport(day, row))
    .map(({ name, row }) => ({ name, value: day[view.change][row] ?? 0 }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, 'en'));
  element.hidden = entries.length === 0;
  if (entries.length <= MAX_INLINE) {
    const list = entries.map(({ name, value }) => `${name} (${countWords(value)})`).join(' · ');
    const line = document.createElement('p');
    line.textContent = `Counted, but not on the map: ${list}`;
    element.replaceChildren(line);
    return;
  }
  const open = element.querySelector('details')?.open ?? false;
  element.replaceChildren(folded(entries, open));
}

function folded(entries: readonly { name: string; value: number }[], open: boolean): HTMLElement {
  const details = document.createElement('details');
  details.open = open;
  const summary = document.createElement('summary');
  const sum = entries.reduce((total, { value }) => total + value, 0);
  summary.textContent = `Counted, but not on the map: ${entries.length} places with ${countWords(sum)} together`;
  const list = document.createElement('ul');
  for (const { name, value } of entries) {
    const item = document.createElement('li');
    const figure = document.createElement('span');
    figure.textContent = countWords(value);
    item.append(name, ' ', figure);
    list.append(item);
  }
  details.append(summary, list);
  return details;
}
