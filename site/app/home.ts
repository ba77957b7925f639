import type { IndexEntry } from '../../functions/contract/index-file.ts';
import type { SiteFile } from '../../functions/contract/site-file.ts';
import { find } from '../controls/element.ts';
import { formatDate } from '../format/numbers-and-dates.ts';

/** The data sets of a site that has several, each with the days that it covers. */
export function showHome(datasets: readonly IndexEntry[], { title: name, tagline }: SiteFile): void {
  document.title = name;
  if (tagline !== null) find('description', HTMLMetaElement).content = tagline;
  const list = document.createElement('ul');
  list.className = 'datasets';
  list.append(...datasets.map(entryOf));
  const title = document.createElement('h1');
  title.textContent = 'Data sets';
  const home = document.createElement('section');
  home.className = 'home';
  home.append(title, list);
  find('main', HTMLElement).append(home);
  document.body.dataset.state = 'home';
}

function entryOf({ id, title, notice, firstDate, lastDate }: IndexEntry): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `/${id}/map`;
  link.textContent = title;
  const days = document.createElement('p');
  days.textContent = `${formatDate(firstDate)} to ${formatDate(lastDate)}${notice === null ? '' : `. ${notice}`}`;
  item.append(link, days);
  return item;
}
