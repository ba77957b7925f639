import { formatList } from '../../format/sentences.ts';

/** The parts of the tab that are there from the beginning. */
export interface CurvesFrame {
  readonly heading: HTMLElement;
  readonly where: HTMLElement;
  readonly search: HTMLElement;
  readonly main: HTMLElement;
  readonly chips: HTMLElement;
  readonly said: HTMLElement;
  /** Tells those who hear the page what has changed. */
  readonly spoken: HTMLElement;
  readonly failure: HTMLElement;
  readonly empty: HTMLElement;
  readonly figure: HTMLElement;
  readonly valueAxis: HTMLElement;
  readonly stage: HTMLElement;
  readonly dayAxis: HTMLElement;
  readonly legend: HTMLElement;
  readonly notes: HTMLElement;
  readonly fine: HTMLElement;
  readonly take: HTMLElement;
}

/** Builds the tab's skeleton: what is read first stands first, for the eye as for the keyboard. */
export function curvesFrame(element: HTMLElement): CurvesFrame {
  const what = part('span', 'curves-what');
  const where = part('span', 'curves-where');
  const title = part('h1', '', what, ' ', where);
  const header = part('header', 'headline curves-headline', title);
  const search = part('div', 'curves-search');
  const main = part('div', 'controls curves-controls', search);
  const chips = part('div', 'curves-places');
  const said = part('p', 'curves-said');
  said.setAttribute('role', 'status');
  const spoken = part('p', 'visually-hidden curves-changed');
  spoken.setAttribute('role', 'status');
  const failure = part('div', 'curves-failure');
  failure.setAttribute('role', 'alert');
  failure.hidden = true;
  const empty = part('p', 'curves-empty');
  empty.hidden = true;
  const valueAxis = part('p', 'curves-axis');
  const dayAxis = part('p', 'curves-axis curves-day-axis');
  const stage = part('div', 'curves-stage-box', dayAxis);
  const legend = part('figcaption', 'curves-legend');
  const figure = part('figure', 'curves-figure', valueAxis, stage, legend);
  const notes = part('ul', 'curves-notes');
  const take = part('div', 'curves-take');
  const fine = part('div', 'curves-fine');
  fine.setAttribute('role', 'group');
  fine.setAttribute('aria-label', 'Settings of the chart');
  const chart = part('div', 'curves-chart', empty, figure, notes, take);
  const body = part('div', 'curves-body', chart, fine);
  element.classList.add('curves');
  element.replaceChildren(header, main, chips, said, spoken, failure, body);
  return {
    heading: what,
    where,
    search,
    main,
    chips,
    said,
    spoken,
    failure,
    empty,
    figure,
    valueAxis,
    stage,
    dayAxis,
    legend,
    notes,
    fine,
    take,
  };
}

function part(tag: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

interface FailureBox {
  /** Says which curves did not come; `retry` is offered on a button. */
  readonly show: (names: readonly string[], retry: () => Promise<void> | void) => void;
  readonly hide: () => void;
}

const MOST_NAMED = 3;

/**
 * What the tab says where the query service does not answer. The focus stays on the button until it helps; then
 * `onHelped` takes it, as the button is gone.
 */
export function failureBox(element: HTMLElement, onHelped: () => void): FailureBox {
  const words = document.createElement('p');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'message-action';
  button.textContent = 'Try again';
  return {
    show: (names, retry) => {
      const whose =
        names.length === 0 ? '' : ` of ${names.length > MOST_NAMED ? `${names.length} places` : formatList(names)}`;
      words.textContent =
        `The curves${whose} did not arrive: the service that answers for them is out of reach. ` +
        'Check the connection, then try again. The map does not need it.';
      button.onclick = async () => {
        await retry();
        if (document.activeElement !== document.body) return;
        if (element.hidden) onHelped();
        else button.focus();
      };
      element.replaceChildren(words, button);
      element.hidden = false;
    },
    hide: () => {
      element.hidden = true;
      element.replaceChildren();
    },
  };
}
