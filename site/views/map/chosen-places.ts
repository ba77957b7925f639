import { find } from '../../controls/element.ts';

export interface ChosenPlace {
  readonly id: string;
  readonly name: string;
}

export interface ChosenPlaces {
  /** Names the places taken to the curves, and offers the one that is pointed out if it is not among them. */
  readonly set: (chosen: readonly ChosenPlace[], pointed: ChosenPlace | null, curves: string) => void;
}

export interface ChosenPlacesEvents {
  readonly add: (place: string) => void;
  readonly remove: (place: string) => void;
  readonly clear: () => void;
}

/** The places whose curves a visitor wants to see: a chip each, and the way to the curves. */
export function chosenPlaces(events: ChosenPlacesEvents): ChosenPlaces {
  const list = find('chosen-list', HTMLUListElement);
  const add = find('chosen-add', HTMLButtonElement);
  const link = find('chosen-link', HTMLAnchorElement);
  const hint = find('chosen-hint', HTMLElement);
  const clear = find('chosen-clear', HTMLButtonElement);
  let offered: string | null = null;
  clear.addEventListener('click', events.clear);
  add.addEventListener('click', () => offered !== null && events.add(offered));

  const set: ChosenPlaces['set'] = (chosen, pointed, curves) => {
    list.replaceChildren(...chosen.map(place => chip(place, events.remove)));
    list.hidden = chosen.length === 0;
    offered = pointed === null || chosen.some(({ id }) => id === pointed.id) ? null : pointed.id;
    add.hidden = offered === null;
    add.textContent = `Add ${pointed?.name ?? ''} to the curves`;
    clear.hidden = chosen.length < 2;
    link.hidden = chosen.length === 0;
    link.href = curves;
    link.textContent = 'See the curves';
    hint.hidden = chosen.length > 0 || offered !== null;
  };
  return { set };
}

function chip({ id, name }: ChosenPlace, onRemove: (place: string) => void): HTMLElement {
  const item = document.createElement('li');
  item.className = 'chip';
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'chip-remove';
  remove.setAttribute('aria-label', `Remove ${name}`);
  remove.textContent = '×';
  remove.addEventListener('click', () => onRemove(id));
  item.append(name, remove);
  return item;
}
