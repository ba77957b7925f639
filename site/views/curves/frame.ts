import { element } from '../../controls/element.ts';
import { formatList } from '../../format/sentences.ts';

/** The permanent parts of the tab. */
export type CurvesFrame = ReturnType<typeof curvesFrame>;

/** Builds the skeleton of the tab, in reading order. */
export function curvesFrame(root: HTMLElement) {
  const part = (className: string, ...children: readonly Node[]) => element('div', { className }, ...children);
  const heading = element('span', { className: 'curves-what' });
  const where = element('span', { className: 'curves-where' });
  const search = part('curves-search');
  const main = part('controls curves-controls', search);
  const chips = part('row curves-places');
  const message = element('p', { className: 'curves-message', role: 'status' });
  /** Announces changes to screen readers. */
  const announced = element('p', { className: 'visually-hidden curves-announced', role: 'status' });
  const failure = element('div', { className: 'failure curves-failure', role: 'alert', hidden: true });
  const empty = element('p', { className: 'curves-empty', hidden: true });
  const valueAxis = element('p', { className: 'note curves-axis' });
  const dayAxis = element('p', { className: 'note curves-axis curves-day-axis' });
  const stage = part('curves-stage-box', dayAxis);
  const legend = element('figcaption', { className: 'curves-legend' });
  const figure = element('figure', { className: 'curves-figure' }, valueAxis, stage, legend);
  const notes = element('ul', { className: 'note curves-notes' });
  const exportBar = part('curves-export');
  const fine = element('div', { className: 'curves-settings', role: 'group', ariaLabel: 'Settings of the chart' });
  root.classList.add('curves');
  root.replaceChildren(
    element('header', { className: 'headline curves-headline' }, element('h1', {}, heading, ' ', where)),
    main,
    chips,
    message,
    announced,
    failure,
    part('stack columns curves-body', part('curves-chart', empty, figure, notes, exportBar), fine),
  );
  return {
    ...{ heading, where, search, main, chips, message, announced, failure },
    ...{ empty, figure, valueAxis, stage, dayAxis, legend, notes, exportBar, fine },
  };
}

interface FailureBox {
  /** Names the curves that did not load and offers a button to retry. */
  readonly show: (names: readonly string[], retry: () => Promise<void> | void) => void;
  readonly hide: () => void;
}

const MOST_NAMED = 3;

/** The message for when the query service does not answer. Focus stays on its button until a retry works; then `onRecovered` moves it. */
export function failureBox(root: HTMLElement, onRecovered: () => void): FailureBox {
  const text = element('p');
  const button = element('button', { type: 'button', className: 'message-action' }, 'Try again');
  return {
    show: (names, retry) => {
      const whose =
        names.length === 0 ? '' : ` of ${names.length > MOST_NAMED ? `${names.length} places` : formatList(names)}`;
      text.textContent =
        `The curves${whose} did not load: the service that provides them cannot be reached. ` +
        'Check your connection, then try again. The map works without it.';
      button.onclick = async () => {
        await retry();
        if (document.activeElement !== document.body) return;
        if (root.hidden) onRecovered();
        else button.focus();
      };
      root.replaceChildren(text, button);
      root.hidden = false;
    },
    hide: () => {
      root.hidden = true;
      root.replaceChildren();
    },
  };
}
