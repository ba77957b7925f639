import type { View } from '../../address/choices.ts';
import { placeWithin } from '../../address/path.ts';
import { element, find } from '../../controls/element.ts';
import type { PlaceNames } from '../../data/places.ts';
import type { TabContext } from '../view.ts';

export interface ChosenPlaces {
  /** Lists the places chosen for the curves, and offers the selected one if it is not among them. */
  readonly render: (view: Pick<View, 'place' | 'regions'>) => void;
}

export interface ChosenPlacesEvents {
  readonly add: (place: string) => void;
  readonly remove: (place: string) => void;
  readonly clear: () => void;
}

/** The places whose curves a visitor wants to see: a chip for each, and a link to the curves. */
export function chosenPlaces(context: TabContext, names: PlaceNames, events: ChosenPlacesEvents): ChosenPlaces {
  const list = find('chosen-list', HTMLUListElement);
  const add = find('chosen-add', HTMLButtonElement);
  const link = find('chosen-link', HTMLAnchorElement);
  const page = find('chosen-page', HTMLAnchorElement);
  const hint = find('chosen-hint', HTMLElement);
  const clear = find('chosen-clear', HTMLButtonElement);
  // Data of one moment have no curves.
  const hasCurves = context.published.snapshot.period.unit !== 'none';
  let offered: string | null = null;
  clear.addEventListener('click', events.clear);
  add.addEventListener('click', () => offered !== null && events.add(offered));

  const render: ChosenPlaces['render'] = ({ place, regions }) => {
    const nameOf = (id: string) => names.nameOf(id) ?? id;
    list.replaceChildren(
      ...regions.map(id => chip(nameOf(id), context.addressOf('place', placeWithin(id)), () => events.remove(id))),
    );
    list.hidden = regions.length === 0;
    offered = place === null || regions.includes(place) ? null : place;
    add.hidden = offered === null || !hasCurves;
    add.textContent = `Add ${place === null ? '' : nameOf(place)} to the curves`;
    page.hidden = place === null;
    if (place !== null) {
      page.href = context.addressOf('place', placeWithin(place));
      page.textContent = `All about ${nameOf(place)}`;
    }
    clear.hidden = regions.length < 2;
    hint.hidden = regions.length > 0 || offered !== null || !hasCurves;
    const search = withRegions(context.searchOf('curves'), regions);
    context.linkTo('curves', regions.length === 0 ? null : search);
    link.hidden = regions.length === 0;
    link.href = context.addressOf('curves', search);
  };
  return { render };
}

interface KnownPlaces extends Pick<View, 'place' | 'regions'> {
  /** A sentence about what was left out. */
  readonly notes: readonly string[];
}

/** The places of a view, without those that do not exist and a selected one that is not on its map. */
export function knownPlaces({ place, regions, map }: View, names: PlaceNames): KnownPlaces {
  const isKnown = (id: string) => names.nameOf(id) !== undefined;
  const unknown = [...new Set([...regions, ...(place === null ? [] : [place])])].filter(id => !isKnown(id));
  const notes = unknown.length === 0 ? [] : [`There is no place “${unknown.join('”, “')}” here.`];
  const isHere = place !== null && names.isOn(place, map);
  if (place !== null && isKnown(place) && !isHere) notes.push(`${names.nameOf(place)} is not on this map.`);
  return { place: isHere ? place : null, regions: regions.filter(isKnown), notes };
}

function chip(name: string, href: string, onclick: () => void): HTMLElement {
  const properties = { type: 'button', className: 'chip-remove', ariaLabel: `Remove ${name}`, onclick } as const;
  return element('li', { className: 'chip' }, element('a', { href }, name), element('button', properties, '×'));
}

/** The search part of the curves with some places added. */
function withRegions(search: string, regions: readonly string[]): string {
  const query = new URLSearchParams(search);
  const known = query.get('regions')?.split(',').filter(Boolean) ?? [];
  query.set('regions', [...new Set([...known, ...regions])].join(','));
  return `?${query}`;
}
