import './home.css';
import type { IndexEntry } from '../../functions/contract/index-file.ts';
import type { SiteFile } from '../../functions/contract/site-file.ts';
import { element, find } from '../controls/element.ts';
import { isExported } from '../data/ask-api.ts';
import { placeSearch } from '../search/place-search.ts';
import { datasetCard } from './dataset-card.ts';
import { dropZone, takesFiles } from './drop-zone.ts';
import { emptyHome } from './empty-home.ts';
import { homeSource } from './home-search.ts';

/** The first page of a site with several data sets, or with none: what there is, and one search over all of it. */
export function homeView(main: HTMLElement, datasets: readonly IndexEntry[], { title, tagline }: SiteFile): void {
  document.title = title;
  if (tagline !== null) find('description', HTMLMetaElement).content = tagline;
  const home = element('section', { className: 'tab home' });
  main.append(home);
  const zone = takesFiles() ? dropZone(datasets.length === 0) : null;
  if (datasets.length === 0) home.append(emptyHome(zone));
  else {
    const cards = element('ul', { className: 'cards' }, ...datasets.map(datasetCard));
    const each = isExported()
      ? 'Each data set has its own page and downloads.'
      : 'Each data set has its own page, API, downloads and history.';
    const added = zone === null ? [] : [zone];
    home.append(lead(datasets, tagline), cards, ...added, element('p', { className: 'home-foot' }, each));
  }
}

function lead(datasets: readonly IndexEntry[], tagline: string | null): HTMLElement {
  const search = element('div', { className: 'home-search' });
  placeSearch(search, {
    label: 'Search data sets and places',
    placeholder: 'Search data sets and places',
    source: homeSource(datasets),
    nouns: { one: 'result', many: 'results' },
    onChoose: ({ href }) => location.assign(href),
  });
  const count = datasets.length === 1 ? 'One data set' : `${NUMBERS[datasets.length] ?? datasets.length} data sets`;
  const words = element('div', {}, element('h1', {}, count));
  words.append(element('p', { className: 'home-tagline' }, tagline ?? 'One search for all of them, places included.'));
  return element('header', { className: 'home-lead' }, words, search);
}

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
