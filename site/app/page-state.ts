import type { IndexEntry } from '../../functions/contract/index-file.ts';
import { Problem, type ProblemCode } from '../../functions/contract/problem.ts';
import type { SiteFile } from '../../functions/contract/site-file.ts';
import { newestAddress, readPath } from '../address/path.ts';
import { element, find } from '../controls/element.ts';
import { formatDate } from '../format/numbers-and-dates.ts';
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

/** Shows the site's accent color, and its name, which a published page has from the beginning. */
export function showSiteName({ title, accent }: SiteFile): void {
  const brand = find('brand', HTMLAnchorElement);
  brand.textContent = title;
  brand.removeAttribute('data-unsure');
  find('whole-link', HTMLAnchorElement).textContent = `${title}: open the whole page`;
  if (accent === null) return;
  const { style } = document.documentElement;
  style.setProperty('--accent-light', accent);
  style.setProperty('--accent-dark', `color-mix(in oklab, ${accent} 55%, white)`);
}

/** Lists the data sets of a site that has several, each with the days that it covers. */
export function showHome(datasets: readonly IndexEntry[], { title: name, tagline }: SiteFile): void {
  document.title = name;
  if (tagline !== null) find('description', HTMLMetaElement).content = tagline;
  const items = datasets.map(({ id, title, notice, firstDate, lastDate }) => {
    const span = firstDate === lastDate ? formatDate(firstDate) : `${formatDate(firstDate)} to ${formatDate(lastDate)}`;
    const days = [span, notice ?? ''].filter(words => words !== '').join('. ');
    return element('li', {}, element('a', { href: `/${id}/map` }, title), element('p', {}, days));
  });
  const list = element('ul', { className: 'datasets' }, ...items);
  find('main', HTMLElement).append(element('section', { className: 'home' }, element('h1', {}, 'Data sets'), list));
  document.body.dataset.state = 'home';
}

/** For a data set of which nothing is live: it was withdrawn or never passed its checks. null where there is no data set. */
export function showEmpty(dataset: string | null): void {
  showMessage(
    dataset === null
      ? {
          title: 'Nothing to see yet',
          lines: [
            'No data set is published here yet.',
            'Drop a CSV into the uploads folder or bucket: a few seconds later its map is here.',
          ],
          action: { name: 'Check again', href: location.href },
        }
      : {
          title: 'Nothing to see right now',
          lines: [`Nothing of “${dataset}” is published: it was withdrawn, or nothing could be published yet.`],
          action: { name: 'Go to the home page', href: '/' },
        },
  );
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
