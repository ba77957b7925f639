import './place-search.css';
import type { FoundPlace, PlaceSource, PlacesFound } from './place-source.ts';
import { searchPopup } from './search-popup.ts';

export interface PlaceSearchOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly source: PlaceSource;
  readonly onChoose: (place: FoundPlace) => void;
}

export interface PlaceSearch {
  readonly clear: () => void;
}

/** A search asks when typing rests for so long. */
const REST_MS = 150;
let searches = 0;

/**
 * A search box for places: a combobox with a list under it (WAI-ARIA). Arrows, Home and End choose, Enter or a click
 * takes, Escape closes the list and then empties the box. The box keeps the name that was taken until it is cleared.
 */
export function placeSearch(element: HTMLElement, options: PlaceSearchOptions): PlaceSearch {
  searches += 1;
  const id = `place-search-${searches}`;
  const input = searchInput(id, options);
  const status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');

  /** What the list answers; and whether Enter came before its answer. */
  let answered = '';
  let isTaking = false;

  const take = (place: FoundPlace) => {
    question.drop();
    input.value = place.name;
    popup.close();
    status.textContent = '';
    options.onChoose(place);
  };
  const popup = searchPopup(input, `${id}-list`, options.label, take);
  const question = latestOnly(
    options.source.find,
    {
      answered: (found, text) => {
        const words = foundWords(found, text);
        popup.show(found.places, found.places.length === 0 ? words : found.note);
        status.textContent = words;
        answered = text;
        const [first] = found.places;
        if (isTaking && first !== undefined) take(first);
        isTaking = false;
      },
      failed: (_, text) => {
        isTaking = false;
        popup.fail('The search did not answer.', () => question.now(text));
        status.textContent = 'The search did not answer. Tab leads to a button that tries again.';
      },
    },
    REST_MS,
  );
  const forget = () => {
    isTaking = false;
    answered = '';
    question.drop();
    popup.close();
    status.textContent = '';
  };
  const clear = () => {
    input.value = '';
    forget();
  };

  input.addEventListener('input', () => {
    const text = input.value.trim();
    isTaking = false;
    if (text === '') forget();
    else question.later(text);
  });
  input.addEventListener('focus', () => {
    options.source.prepare();
    input.select();
  });
  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    const text = input.value.trim();
    if (event.key === 'Enter' && text !== '' && text !== answered) {
      // The list is of what was typed before.
      isTaking = true;
      question.now(text);
    } else if (popup.press(event.key)) event.preventDefault();
    else if (event.key === 'ArrowDown' && text !== '') question.now(text);
    else if (event.key === 'Escape') clear();
  });
  element.addEventListener('focusout', event => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) forget();
  });

  element.classList.add('place-search');
  element.replaceChildren(labelFor(id, options.label), input, popup.element, status);
  return { clear };
}

function labelFor(id: string, text: string): HTMLLabelElement {
  const label = document.createElement('label');
  label.className = 'visually-hidden';
  label.htmlFor = id;
  label.textContent = text;
  return label;
}

function searchInput(id: string, { placeholder }: PlaceSearchOptions): HTMLInputElement {
  const input = document.createElement('input');
  const attributes = {
    id,
    type: 'text',
    class: 'place-search-box',
    placeholder,
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': `${id}-list`,
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  return input;
}

/** What a search says of its outcome, for those who hear the page. */
function foundWords({ places, note }: PlacesFound, text: string): string {
  const rest = note === null ? '' : ` ${note}`;
  if (places.length === 0) return note ?? `No place here is called “${text}”.`;
  return places.length === 1
    ? `1 place found.${rest}`
    : `${places.length} places found. Up and Down choose one, Enter takes it.${rest}`;
}

interface LatestOnly<In> {
  /** Asks once nothing else was asked for a moment. Any earlier question loses its answer. */
  readonly later: (input: In) => void;
  /** Asks now. */
  readonly now: (input: In) => void;
  /** Drops what was asked and not answered yet. */
  readonly drop: () => void;
}

interface Outcome<In, Out> {
  readonly answered: (output: Out, input: In) => void;
  readonly failed: (error: unknown, input: In) => void;
}

/** Questions of which only the newest counts: an answer that comes after a newer question is dropped. */
export function latestOnly<In, Out>(
  ask: (input: In) => Promise<Out> | Out,
  { answered, failed }: Outcome<In, Out>,
  restMs: number,
): LatestOnly<In> {
  let newest = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const drop = () => {
    newest += 1;
    clearTimeout(waiting);
  };
  const now = (input: In) => {
    drop();
    const mine = newest;
    new Promise<Out>(resolve => resolve(ask(input))).then(
      output => mine === newest && answered(output, input),
      error => mine === newest && failed(error, input),
    );
  };
  const later = (input: In) => {
    drop();
    waiting = setTimeout(() => now(input), restMs);
  };
  return { later, now, drop };
}
