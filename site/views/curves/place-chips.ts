import { element } from '../../controls/element.ts';

interface Chip {
  readonly id: string;
  readonly name: string;
}

interface PlaceChips {
  readonly render: (chips: readonly Chip[]) => void;
}

interface ChipActions {
  /** The page of a place. */
  readonly hrefOf: (id: string) => string;
  readonly onRemove: (id: string) => void;
  readonly onClear: () => void;
  /** The last one is gone, and the focus with it. */
  readonly onEmptied: () => void;
}

/** More chips than this are folded to the first few, so that the curves stay in view. */
const MOST_UNFOLDED = 10;
const FIRST = 6;

/** The chosen places, each with a button that removes it. Focus then moves to the next one, so that several can be removed. */
export function placeChips(root: HTMLElement, { hrefOf, onRemove, onClear, onEmptied }: ChipActions): PlaceChips {
  const list = element('ul', { id: 'curves-chips', className: 'curves-chips', ariaLabel: 'Chosen places' });
  const fold = element('button', { type: 'button', className: 'plain' });
  fold.setAttribute('aria-controls', list.id);
  const clear = element('button', { type: 'button', className: 'plain' }, 'Clear all');
  /** The chip to focus once they have changed; null while the focus is elsewhere. */
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
  root.append(list, fold, clear);

  const applyFold = () => {
    const items = [...list.children];
    const isMany = items.length > MOST_UNFOLDED;
    for (const [index, item] of items.entries()) item.toggleAttribute('hidden', isMany && isFolded && index >= FIRST);
    fold.hidden = !isMany;
    fold.textContent = isFolded ? `and ${items.length - FIRST} more` : 'Show fewer';
    fold.ariaExpanded = String(!isFolded);
  };
  const chip = ({ id, name }: Chip) => {
    const button = element('button', { type: 'button', className: 'close', ariaLabel: `Remove ${name}` }, '×');
    const item = element('li', {}, element('a', { href: hrefOf(id) }, name), button);
    button.addEventListener('click', () => {
      next = [...list.children].indexOf(item);
      onRemove(id);
    });
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
