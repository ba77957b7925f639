import { Problem, type ProblemCode } from '../../functions/contract/problem.ts';
import { newestAddress, readPath } from '../address/path.ts';
import { find } from '../controls/element.ts';
import { happenedWords } from '../format/sentences.ts';

export interface Message {
  readonly title: string;
  readonly lines: readonly string[];
  /** A link that does what the text says. */
  readonly action: { readonly name: string; readonly href: string };
}

/** Shows the page or, instead of it, one message. The skeleton of the page stands while it loads. */
export function showReady(): void {
  document.body.dataset.state = 'ready';
}

/** Nothing of a data set is live, as it was withdrawn or never passed its gate; null where there is no data set at all. */
export function showEmpty(dataset: string | null): void {
  showMessage(
    dataset === null
      ? {
          title: 'Nothing to see yet',
          lines: [
            'No data set is published here so far.',
            'Drop a CSV into the uploads folder (or the uploads bucket) and come back: a few seconds later its map is here.',
          ],
          action: { name: 'Look again', href: location.href },
        }
      : {
          title: 'Nothing to see at present',
          lines: [`Nothing of “${dataset}” is published: it was withdrawn, or nothing of it could be published yet.`],
          action: { name: 'Go to the first page', href: '/' },
        },
  );
}

export function showFailure(error: unknown): void {
  showMessage(messageOf(error, location.pathname, location.search));
}

/** What a page says in place of what it was to show. */
export function messageOf(error: unknown, path: string, search: string): Message {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Problem ? error.code : null;
  const newest = { name: 'See the newest version', href: newestAddress(path, search) };
  if (code === 'unknown-snapshot') {
    const why = 'Whoever publishes these numbers has deleted it, or the address is not whole.';
    return { title: 'This version is not kept', lines: [detail, why], action: newest };
  }
  if (readPath(path).snapshot !== null && code !== null && GONE.has(code)) {
    const lines = ['A part of this version is not kept here any more.', happenedWords(error)];
    return { title: 'This version cannot be shown', lines, action: newest };
  }
  if (code === 'unknown-dataset') {
    return { title: 'Nothing at this address', lines: [detail], action: { name: 'Go to the first page', href: '/' } };
  }
  return {
    title: 'The map could not be loaded',
    lines: ['The numbers did not arrive. Check the connection, then try again.', happenedWords(error)],
    action: { name: 'Try again', href: path + search },
  };
}

/** Of a version that the address names, these say that it is not whole: trying again would not help. */
const GONE: ReadonlySet<ProblemCode> = new Set(['not-published', 'malformed']);

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

/** Sentences about what could not be shown as asked; none hides them. */
export function renderNotes(notes: readonly string[]): void {
  const element = find('notes', HTMLElement);
  element.textContent = notes.join(' ');
  element.hidden = notes.length === 0;
}
