import { Problem, type ProblemCode } from '../../functions/contract/problem.ts';
import type { SiteFile } from '../../functions/contract/site-file.ts';
import { newestAddress, readPath } from '../address/path.ts';
import { element, find } from '../controls/element.ts';
import { errorSentence } from '../format/sentences.ts';

export interface Message {
  readonly title: string;
  readonly lines: readonly string[];
  /** The link under the text. */
  readonly action: { readonly name: string; readonly href: string };
}

/** Shows the page in place of the skeleton that is there while it loads. */
export function showReady(): void {
  document.body.dataset.state = 'ready';
}

/** Shows the site's accent color, its name, which a published page has from the beginning, and the way to its home page. */
export function showSiteName({ title, accent, home }: SiteFile): void {
  find('to-home', HTMLAnchorElement).hidden = !home;
  const brand = find('brand', HTMLAnchorElement);
  brand.textContent = title;
  brand.removeAttribute('data-unsure');
  find('whole-link', HTMLAnchorElement).textContent = `${title}: open the whole page`;
  if (accent === null) return;
  const { style } = document.documentElement;
  style.setProperty('--accent-light', accent);
  style.setProperty('--accent-dark', `color-mix(in oklab, ${accent} 55%, white)`);
}

/** For a data set of which nothing is live: it was withdrawn or never passed its checks. */
export function showEmpty(dataset: string): void {
  showMessage({
    title: 'Nothing to see right now',
    lines: [`Nothing of “${dataset}” is published: it was withdrawn, or nothing could be published yet.`],
    action: { name: 'Go to the home page', href: '/' },
  });
}

export function showFailure(error: unknown): void {
  showMessage(messageOf(error, location.pathname, location.search));
}

/** The message that replaces a page that cannot be shown. */
export function messageOf(error: unknown, path: string, search: string): Message {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Problem ? error.code : null;
  const newest = { name: 'See the newest version', href: newestAddress(path, search) };
  if (code === 'unknown-snapshot') {
    const why = 'The publisher has deleted it, or the address is incomplete.';
    return { title: 'This version no longer exists', lines: [detail, why], action: newest };
  }
  if (readPath(path).snapshot !== null && code !== null && GONE.has(code)) {
    const lines = ['Part of this version no longer exists.', errorSentence(error)];
    return { title: 'This version cannot be shown', lines, action: newest };
  }
  if (code === 'unknown-dataset') {
    return { title: 'Nothing at this address', lines: [detail], action: { name: 'Go to the home page', href: '/' } };
  }
  return {
    title: 'The map could not be loaded',
    lines: ['The data did not load. Check the connection, then try again.', errorSentence(error)],
    action: { name: 'Try again', href: path + search },
  };
}

/** For a version that the address names, these mean that part of it is gone: trying again would not help. */
const GONE: ReadonlySet<ProblemCode> = new Set(['not-published', 'malformed']);

function showMessage({ title, lines, action }: Message): void {
  find('message-title', HTMLHeadingElement).textContent = title;
  find('message-text', HTMLElement).replaceChildren(...lines.map(line => element('p', {}, line)));
  const link = find('message-action', HTMLAnchorElement);
  link.textContent = action.name;
  link.href = action.href;
  document.body.dataset.state = 'message';
  find('message', HTMLElement).hidden = false;
}

/** Shows sentences about what could not be shown as asked; an empty list hides them. */
export function renderNotes(notes: readonly string[]): void {
  const line = find('notes', HTMLElement);
  line.textContent = notes.join(' ');
  line.hidden = notes.length === 0;
}
