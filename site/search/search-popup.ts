import type { FoundPlace } from './place-source.ts';

export interface SearchPopup {
  readonly element: HTMLElement;
  /** Lists places, the first of them chosen, with a note below them. */
  readonly show: (places: readonly FoundPlace[], note: string | null) => void;
  /** Says what went wrong, with a button to try again. */
  readonly fail: (message: string, retry: () => void) => void;
  readonly close: () => void;
  /** Does what a key of the input means here; false where it means nothing. */
  readonly press: (key: string) => boolean;
}

/** The list under a search box. The focus stays in the box: what is chosen is told by `aria-activedescendant`. */
export function searchPopup(
  input: HTMLInputElement,
  listId: string,
  label: string,
  onTake: (place: FoundPlace) => void,
): SearchPopup {
  const list = document.createElement('ul');
  list.id = listId;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', label);
  const note = document.createElement('div');
  note.className = 'place-search-note';
  const element = document.createElement('div');
  element.className = 'place-search-popup';
  element.append(list, note);
  element.hidden = true;
  // Pressing the mouse on the list must not take the focus out of the box.
  list.addEventListener('pointerdown', event => event.preventDefault());

  let places: readonly FoundPlace[] = [];
  let chosen = -1;

  const choose = (index: number) => {
    const before = list.children[chosen];
    before?.setAttribute('aria-selected', 'false');
    chosen = index;
    const option = list.children[index];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const fill = (found: readonly FoundPlace[], ...notes: readonly Node[]) => {
    places = found;
    list.replaceChildren(...found.map((place, index) => optionFor(place, `${listId}-${index}`, () => onTake(place))));
    list.hidden = found.length === 0;
    note.replaceChildren(...notes);
    note.hidden = notes.length === 0;
    element.hidden = found.length === 0 && notes.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    choose(found.length > 0 ? 0 : -1);
  };
  const moves: Readonly<Record<string, () => number>> = {
    ArrowDown: () => (chosen + 1) % places.length,
    ArrowUp: () => (chosen - 1 + places.length) % places.length,
    Home: () => 0,
    End: () => places.length - 1,
  };

  return {
    element,
    show: (found, words) => fill(found, ...(words === null ? [] : [textOf(words)])),
    fail: (message, retry) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Try again';
      button.addEventListener('click', () => {
        input.focus();
        retry();
      });
      fill([], textOf(message), button);
    },
    close: () => fill([]),
    press: key => {
      if (element.hidden) return false;
      const place = places[chosen];
      const move = moves[key];
      if (key === 'Escape') fill([]);
      else if (key === 'Enter' && place !== undefined) onTake(place);
      else if (move !== undefined && places.length > 0) choose(move());
      else return false;
      return true;
    },
  };
}

function optionFor({ name, label, detail }: FoundPlace, id: string, onClick: () => void): HTMLElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  const small = document.createElement('span');
  small.className = 'place-search-detail';
  small.textContent = label === null ? detail : `${label} · ${detail}`;
  option.append(`${name} `, small);
  option.addEventListener('click', onClick);
  return option;
}

function textOf(text: string): HTMLElement {
  const line = document.createElement('p');
  line.textContent = text;
  return line;
}
