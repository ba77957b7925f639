import { element } from '../controls/element.ts';
import type { FoundPlace } from './place-source.ts';

export interface SearchPopup {
  readonly element: HTMLElement;
  /** Lists places, the first of them chosen, with a note below them. */
  readonly show: (places: readonly FoundPlace[], note: string | null) => void;
  /** Shows an error, with a button to try again. */
  readonly fail: (message: string, retry: () => void) => void;
  readonly close: () => void;
  /** Handles a key of the input; false if it means nothing here. */
  readonly press: (key: string) => boolean;
}

/** The list under a search box. The focus stays in the box; `aria-activedescendant` names the chosen option. */
export function searchPopup(
  input: HTMLInputElement,
  listId: string,
  label: string,
  onChoose: (place: FoundPlace) => void,
): SearchPopup {
  const list = element('ul', { id: listId, role: 'listbox', ariaLabel: label });
  const note = element('div', { className: 'row place-search-note' });
  const popup = element('div', { className: 'place-search-popup', hidden: true }, list, note);
  // Pressing the mouse on the list must not take the focus out of the box.
  list.addEventListener('pointerdown', event => event.preventDefault());

  let places: readonly FoundPlace[] = [];
  let chosen = -1;

  const choose = (index: number) => {
    const before = list.children[chosen];
    if (before) before.ariaSelected = 'false';
    chosen = index;
    const option = list.children[index];
    if (option) option.ariaSelected = 'true';
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const fill = (found: readonly FoundPlace[], ...notes: readonly Node[]) => {
    places = found;
    list.replaceChildren(...found.map((place, index) => optionFor(place, `${listId}-${index}`, () => onChoose(place))));
    list.hidden = found.length === 0;
    note.replaceChildren(...notes);
    note.hidden = notes.length === 0;
    popup.hidden = found.length === 0 && notes.length === 0;
    input.ariaExpanded = String(found.length > 0);
    choose(found.length > 0 ? 0 : -1);
  };
  const moves: Readonly<Record<string, () => number>> = {
    ArrowDown: () => (chosen + 1) % places.length,
    ArrowUp: () => (chosen - 1 + places.length) % places.length,
    Home: () => 0,
    End: () => places.length - 1,
  };

  return {
    element: popup,
    show: (found, text) => fill(found, ...(text === null ? [] : [element('p', {}, text)])),
    fail: (message, retry) => {
      const onclick = () => {
        input.focus();
        retry();
      };
      fill([], element('p', {}, message), element('button', { type: 'button', onclick }, 'Try again'));
    },
    close: () => fill([]),
    press: key => {
      if (popup.hidden) return false;
      const place = places[chosen];
      const move = moves[key];
      if (key === 'Escape') fill([]);
      else if (key === 'Enter' && place !== undefined) onChoose(place);
      else if (move !== undefined && places.length > 0) choose(move());
      else return false;
      return true;
    },
  };
}

function optionFor({ name, label, detail }: FoundPlace, id: string, onclick: () => void): HTMLElement {
  const small = element(
    'span',
    { className: 'note place-search-detail' },
    label === null ? detail : `${label} · ${detail}`,
  );
  return element('li', { id, role: 'option', ariaSelected: 'false', onclick }, `${name} `, small);
}
