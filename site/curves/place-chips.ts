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

/** The chosen places, each with a button that takes it away. The focus goes to the next one, so that several can go. */
export function placeChips(element: HTMLElement, { onRemove, onClear, onEmptied }: ChipActions): PlaceChips {
  const list = document.createElement('ul');
  list.className = 'curves-chips';
  list.setAttribute('aria-label', 'Chosen places');
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.className = 'curves-clear';
  clear.textContent = 'Clear all';
  /** Which of the chips the focus goes to when they have changed; null where it is elsewhere. */
  let next: number | null = null;
  clear.addEventListener('click', () => {
    next = 0;
    onClear();
  });
  element.append(list, clear);

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
      if (next === null) return;
      const buttons = list.querySelectorAll('button');
      if (buttons.length === 0) onEmptied();
      else buttons[Math.min(next, buttons.length - 1)]?.focus();
      next = null;
    },
  };
}
