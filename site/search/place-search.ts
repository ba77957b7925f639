import './place-search.css';
import { element } from '../controls/element.ts';
import type { Found, SearchAnswer, SearchSource } from './place-source.ts';
import { searchPopup } from './search-popup.ts';

export interface PlaceSearchOptions<F extends Found> {
  readonly label: string;
  readonly placeholder: string;
  readonly source: SearchSource<F>;
  readonly onChoose: (found: F) => void;
  /** What is found, for screen readers; places unless named. */
  readonly nouns?: { readonly one: string; readonly many: string };
}

export interface PlaceSearch {
  readonly clear: () => void;
}

/** The search starts when typing has paused for so long. */
const PAUSE_MS = 150;
const PLACES = { one: 'place', many: 'places' };
let searches = 0;

/**
 * A search box for places: a combobox with a list under it (WAI-ARIA). Arrow keys, Home and End move, Enter or a click
 * chooses, Escape closes the list and then empties the box. The box keeps the chosen name until it is cleared.
 */
export function placeSearch<F extends Found>(target: HTMLElement, options: PlaceSearchOptions<F>): PlaceSearch {
  searches += 1;
  const id = `place-search-${searches}`;
  const input = searchInput(id, options);
  const status = element('p', { className: 'visually-hidden', role: 'status' });

  /** The text that the list answers. */
  let answered = '';
  /** Enter was pressed before the answer came. */
  let choosesFirst = false;

  const choose = (found: F) => {
    question.drop();
    input.value = found.name;
    popup.close();
    status.textContent = '';
    options.onChoose(found);
  };
  const popup = searchPopup(input, `${id}-list`, options.label, choose);
  const question = latestOnly(
    options.source.find,
    {
      answered: ({ found, note }, text) => {
        const summary = foundNote({ found, note }, text, options.nouns);
        popup.show(found, found.length === 0 ? summary : note);
        status.textContent = summary;
        answered = text;
        const [first] = found;
        if (choosesFirst && first !== undefined) choose(first);
        choosesFirst = false;
      },
      failed: (_, text) => {
        choosesFirst = false;
        popup.fail('The search did not answer.', () => question.now(text));
        status.textContent = 'The search did not answer. Tab leads to a button that tries again.';
      },
    },
    PAUSE_MS,
  );
  const forget = () => {
    choosesFirst = false;
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
    choosesFirst = false;
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
      // The list still answers what was typed before.
      choosesFirst = true;
      question.now(text);
    } else if (popup.press(event.key)) event.preventDefault();
    else if (event.key === 'ArrowDown' && text !== '') question.now(text);
    else if (event.key === 'Escape') clear();
  });
  target.addEventListener('focusout', event => {
    if (!(event.relatedTarget instanceof Node && target.contains(event.relatedTarget))) forget();
  });

  target.classList.add('place-search');
  const label = element('label', { className: 'visually-hidden', htmlFor: id }, options.label);
  target.replaceChildren(label, input, popup.element, status);
  return { clear };
}

function searchInput(id: string, { placeholder }: Pick<PlaceSearchOptions<Found>, 'placeholder'>): HTMLInputElement {
  const input = element('input', {
    id,
    type: 'text',
    className: 'input place-search-box',
    placeholder,
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: false,
    enterKeyHint: 'search',
    ariaAutoComplete: 'list',
    ariaExpanded: 'false',
  });
  input.setAttribute('aria-controls', `${id}-list`);
  return input;
}

/** The outcome of a search, for screen readers. */
function foundNote({ found, note }: SearchAnswer<Found>, text: string, nouns = PLACES): string {
  const rest = note === null ? '' : ` ${note}`;
  if (found.length === 0) return note ?? `No ${nouns.one} here is called “${text}”.`;
  return found.length === 1
    ? `1 ${nouns.one} found.${rest}`
    : `${found.length} ${nouns.many} found. Up and Down move, Enter chooses.${rest}`;
}

interface LatestOnly<In> {
  /** Asks after a pause without other questions. Answers to earlier questions are dropped. */
  readonly later: (input: In) => void;
  /** Asks now. */
  readonly now: (input: In) => void;
  /** Drops a question that is not answered yet. */
  readonly drop: () => void;
}

interface Outcome<In, Out> {
  readonly answered: (output: Out, input: In) => void;
  readonly failed: (error: unknown, input: In) => void;
}

/** Only the newest question counts: an answer that comes after a newer question is dropped. */
export function latestOnly<In, Out>(
  ask: (input: In) => Promise<Out> | Out,
  { answered, failed }: Outcome<In, Out>,
  pauseMs: number,
): LatestOnly<In> {
  let newest = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const drop = () => {
    newest += 1;
    clearTimeout(waiting);
  };
  const now = (input: In) => {
    drop();
    const number = newest;
    new Promise<Out>(resolve => resolve(ask(input))).then(
      output => number === newest && answered(output, input),
      error => number === newest && failed(error, input),
    );
  };
  const later = (input: In) => {
    drop();
    waiting = setTimeout(() => now(input), pauseMs);
  };
  return { later, now, drop };
}
