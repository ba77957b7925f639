import { listWords } from '../text/list-words.ts';

export interface FailureBox {
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
        names.length === 0 ? '' : ` of ${names.length > MOST_NAMED ? `${names.length} places` : listWords(names)}`;
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
