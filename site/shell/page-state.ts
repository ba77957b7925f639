import { Problem } from '../../functions/contract/problem.ts';
import { find } from './find.ts';

interface Message {
  readonly title: string;
  readonly lines: readonly string[];
  /** A link that does what the text says. */
  readonly action: { readonly name: string; readonly href: string };
}

/** Shows the page or, instead of it, one message. The skeleton of the page stands while it loads. */
export function showReady(): void {
  document.body.dataset.state = 'ready';
}

/** Nothing is published yet. */
export function showEmpty(): void {
  showMessage({
    title: 'Nothing to see yet',
    lines: [
      'No data set is published here so far.',
      'Drop a CSV into the uploads folder (or the uploads bucket) and come back: a few seconds later its map is here.',
    ],
    action: { name: 'Look again', href: location.href },
  });
}

export function showFailure(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  const isUnknown = error instanceof Problem && ['unknown-dataset', 'unknown-snapshot'].includes(error.code);
  showMessage(
    isUnknown
      ? { title: 'Nothing at this address', lines: [detail], action: { name: 'Go to the first page', href: '/' } }
      : {
          title: 'The map could not be loaded',
          lines: ['The numbers did not arrive. Check the connection, then try again.', `What happened: ${detail}.`],
          action: { name: 'Try again', href: location.href },
        },
  );
}

function showMessage({ title, lines, action }: Message): void {
  find('message-title', HTMLHeadingElement).textContent = title;
  find('message-text', HTMLElement).replaceChildren(
    ...lines.map(text => {
      const line = document.createElement('p');
      line.textContent = text;
      return line;
    }),
  );
  const link = find('message-action', HTMLAnchorElement);
  link.textContent = action.name;
  link.href = action.href;
  document.body.dataset.state = 'message';
  find('message', HTMLElement).hidden = false;
}
