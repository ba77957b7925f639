import { element } from '../controls/element.ts';
import type { Found } from './place-source.ts';

export interface SearchPopup<F extends Found> {
  readonly element: HTMLElement;
  /** Lists what was found, the first of it chosen, with a note below. */
  readonly show: (found: readonly F[], note: string | null) => void;
  /** Shows an error, with a button to try again. */
  readonly fail: (message: string, retry: () => void) => void;
  readonly close: () => void;
  /** Handles a key of the input; false if it means nothing here. */
  readonly press: (key: string) => boolean;
}

/** The list under a search box. The focus stays in the box; `aria-activedescendant` names the chosen option. */
export function searchPopup<F extends Found>(
  input: HTMLInputElement,
  listId: string,
  label: string,
  onChoose: (found: F) => void,
): SearchPopup<F> {
  const list = element('ul', { id: listId, role: 'listbox', ariaLabel: label });
  const note = element('div', { className: 'row place-search-note' });
  const popup = element('div', { className: 'place-search-popup', hidden: true }, list, note);
  // Pressing the mouse on the list must not take the focus out of the box.
  list.addEventListener('pointerdown', event => event.preventDefault());

  let listed: readonly F[] = [];
  let options: readonly HTMLElement[] = [];
  let chosen = -1;

  const choose = (index: number) => {
    const before = options[chosen];
    if (before) before.ariaSelected = 'false';
    chosen = index;
    const option = options[index];
    if (option) option.ariaSelected = 'true';
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const fill = (found: readonly F[], ...notes: readonly Node[]) => {
    listed = found;
    options = found.map((each, index) => optionFor(each, `${listId}-${index}`, () => onChoose(each)));
    const groups = [...new Set(found.map(({ group }) => group))];
    list.replaceChildren(
      ...groups.flatMap(group => {
        const members = options.filter((_, index) => found[index]?.group === group);
        return group === undefined ? members : [groupOf(group, members)];
      }),
    );
    list.hidden = found.length === 0;
    note.replaceChildren(...notes);
    note.hidden = notes.length === 0;
    popup.hidden = found.length === 0 && notes.length === 0;
    input.ariaExpanded = String(found.length > 0);
    choose(found.length > 0 ? 0 : -1);
  };
  const moves: Readonly<Record<string, () => number>> = {
    ArrowDown: () => (chosen + 1) % listed.length,
    ArrowUp: () => (chosen - 1 + listed.length) % listed.length,
    Home: () => 0,
    End: () => listed.length - 1,
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
      const found = listed[chosen];
      const move = moves[key];
      if (key === 'Escape') fill([]);
      else if (key === 'Enter' && found !== undefined) onChoose(found);
      else if (move !== undefined && listed.length > 0) choose(move());
      else return false;
      return true;
    },
  };
}

function groupOf(name: string, options: readonly HTMLElement[]): HTMLElement {
  const heading = element('span', { className: 'place-search-group', ariaHidden: 'true' }, name);
  const list = element('ul', { role: 'group', ariaLabel: name }, ...options);
  return element('li', { role: 'presentation' }, heading, list);
}

function optionFor({ name, label, detail }: Found, id: string, onclick: () => void): HTMLElement {
  const small = element(
    'span',
    { className: 'note place-search-detail' },
    label === null ? detail : `${label} · ${detail}`,
  );
  return element('li', { id, role: 'option', ariaSelected: 'false', onclick }, `${name} `, small);
}
