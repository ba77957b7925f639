export interface Chip {
  readonly id: string;
  readonly name: string;
}

export interface PlaceChips {
  readonly render: (chips: readonly Chip[]) => void;
}

export interface ChipActions {
  readonly onRemove: (id: string) => void;
  readonly onClear: () => void;
  /** The last one is gone, and the focus with it. */
  readonly onEmptied: () => void;
}

/** More chips than this are folded to the first few: the curves are what matters. */
const MOST_UNFOLDED = 10;
const FIRST = 6;

/** The chosen places, each with a button that takes it away. The focus goes to the next one, so that several can go. */
export function placeChips(element: HTMLElement, { onRemove, onClear, onEmptied }: ChipActions): PlaceChips {
  const list = document.createElement('ul');
  list.className = 'curves-chips';
  list.setAttribute('aria-label', 'Chosen places');
  const fold = quietButton('');
  fold.setAttribute('aria-controls', 'curves-chips');
  list.id = 'curves-chips';
  const clear = quietButton('Clear all');
  /** Which of the chips the focus goes to when they have changed; null where it is elsewhere. */
  let next: number | null = null;
  let isFolded = true;
  clear.addEventListener('click', () => {
    next = 0;
    onClear();
  });
  fold.addEventListener('click', () => {
    isFolded = !isFolded;
    applyFold();
  });
  element.append(list, fold, clear);

  const applyFold = () => {
    const items = [...list.children];
    const rest = items.length - FIRST;
    const isMany = items.length > MOST_UNFOLDED;
    for (const [index, item] of items.entries()) item.toggleAttribute('hidden', isMany && isFolded && index >= FIRST);
    fold.hidden = !isMany;
    fold.textContent = isFolded ? `and ${rest} more` : 'Show fewer';
    fold.setAttribute('aria-expanded', String(!isFolded));
  };
  const chip = ({ id, name }: Chip) => {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-label', `Remove ${name}`);
    button.textContent = '×';
    button.addEventListener('click', () => {
      next = [...list.children].indexOf(item);
      onRemove(id);
    });
    item.append(name, button);
    return item;
  };
  return {
    render: chips => {
      list.replaceChildren(...chips.map(chip));
      list.hidden = chips.length === 0;
      clear.hidden = chips.length === 0;
      applyFold();
      if (next === null) return;
      const buttons = list.querySelectorAll<HTMLElement>('li:not([hidden]) button');
      if (buttons.length === 0) onEmptied();
      else buttons[Math.min(next, buttons.length - 1)]?.focus();
      next = null;
    },
  };
}

function quietButton(text: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'curves-quiet';
  button.textContent = text;
  return button;
}
