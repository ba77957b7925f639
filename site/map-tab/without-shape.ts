import { element } from '../controls/element.ts';
import type { Place } from '../data/place.ts';
import { placesWithoutShape } from '../map/shape-targets.ts';
import { derivedWords } from '../text/measure-words.ts';
import { countWords, valueWords } from '../text/number-words.ts';
import { figureOf } from './place-lines.ts';
import { hasReport, type Shown } from './shown.ts';

/** So many are named in a line; more are folded away. */
const MAX_INLINE = 4;

interface Entry {
  readonly name: string;
  /** By which the places are ordered, and which are left out at 0. */
  readonly size: number;
  readonly words: string;
}

/** Names the places that have a value and nothing to be drawn as, largest first, so that no number is lost. */
export function renderWithoutShape(section: HTMLElement, shown: Shown): void {
  const entries = entriesOf(shown);
  section.hidden = entries.length === 0;
  const derived = derivedWords(shown.view.per, shown.view.smooth);
  const title = `Not on the map${derived === '' ? '' : ` (${derived})`}:`;
  if (entries.length <= MAX_INLINE) {
    const list = entries.map(({ name, words }) => `${name} (${words})`).join(' · ');
    section.replaceChildren(element('p', {}, `${title} ${list}`));
    return;
  }
  const open = section.querySelector('details')?.open ?? false;
  const items = entries.map(({ name, words }) => element('li', {}, name, ' ', element('span', {}, words)));
  const summary = element('summary', {}, `${title} ${entries.length} places, the largest ${entries[0]?.name}`);
  section.replaceChildren(element('details', { open }, summary, element('ul', {}, ...items)));
}

/** `Kansas City, Missouri has no shape on this map. 1,234 confirmed cases.` */
export function withoutShapeWords(shown: Shown, place: Place): string {
  return `${place.name} has no shape on this map. ${figureOf(shown, place)}.`;
}

function entriesOf({ session, day, view, values, drawn }: Shown): readonly Entry[] {
  return placesWithoutShape(session.data.places, drawn, row => hasReport(day, row))
    .map(({ name, row }): Entry => {
      const value = values[row] ?? null;
      const count = day[view.change][row] ?? 0;
      // A count that cannot be divided is a number all the same.
      return value === null
        ? { name, size: count, words: `${countWords(count)}, no rate` }
        : { name, size: value, words: valueWords(value) };
    })
    .filter(({ size }) => size !== 0)
    .sort((a, b) => b.size - a.size || a.name.localeCompare(b.name, 'en'));
}
