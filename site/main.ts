import type { IndexEntry } from '../functions/contract/index-file.ts';
import type { SiteFile } from '../functions/contract/site-file.ts';
import type { Credit, Snapshot } from '../functions/contract/snapshot.ts';
import { readPath } from './address/path.ts';
import { renderNotes, showEmpty, showFailure, showReady, showSiteName } from './app/page-state.ts';
import { startShell } from './app/shell.ts';
import { watchPointer } from './app/watch-pointer.ts';
import { chooseTheme, currentTheme, onThemeChange, startTheme } from './color/theme.ts';
import { element, find } from './controls/element.ts';
import { showFreshness } from './controls/freshness.ts';
import { openPublished, readDatasets } from './data/published.ts';
import { readSite } from './data/site.ts';
import { prefetchShapes } from './geo/load-shapes.ts';

find('unstarted', HTMLElement).remove();
startTheme();
addEventListener('vite:preloadError', () => {
  // A new deployment has new file names.
  renderNotes(['Part of this page did not load. The site may have been updated: reload the page.']);
});
themeSwitch();
open().catch(showFailure);

async function open(): Promise<void> {
  const path = readPath(location.pathname);
  const naming = readSite();
  void naming.then(showSiteName);
  let { dataset } = path;
  if (path.tab !== 'map' || document.body.dataset.tab === 'home') find('tab-map', HTMLElement).hidden = true;
  else if (dataset !== null) prefetchFirstShapes(readDatasets(), dataset).catch(() => undefined);
  if (dataset === null) {
    const datasets = await readDatasets();
    const [only] = datasets;
    const site = await naming;
    if (only === undefined || datasets.length > 1 || site.home) return await openHome(datasets, site);
    dataset = only.id;
    prefetchFirstShapes(Promise.resolve(datasets), dataset).catch(() => undefined);
  }
  const published = await openPublished(dataset, path.snapshot);
  if (published === null) return showEmpty(dataset);
  const { snapshot } = published;
  const notice = find('notice', HTMLElement);
  notice.textContent = snapshot.notice;
  notice.hidden = snapshot.notice === null;
  const freshness = element('p', { className: 'freshness' });
  find('credits', HTMLElement).replaceChildren(freshness, creditLine(snapshot));
  showFreshness(freshness, published, new Date()).catch(() => undefined);
  await startShell(published, (await naming).title);
  showReady();
  watchPointer(published);
}

async function openHome(datasets: readonly IndexEntry[], site: SiteFile): Promise<void> {
  const { homeView } = await import('./home/home-view.ts');
  find('tab-map', HTMLElement).hidden = true;
  document.body.dataset.tab = 'home';
  homeView(find('main', HTMLElement), datasets, site);
  showReady();
}

/** The shapes need not wait for the data: the address names their map, or else the list of data sets, which loads first. */
async function prefetchFirstShapes(datasets: Promise<readonly IndexEntry[]>, dataset: string): Promise<void> {
  const mapsOf = (entries: readonly IndexEntry[]) => entries.find(({ id }) => id === dataset)?.maps ?? [];
  const asked = new URLSearchParams(location.search).get('map');
  const map = asked ?? datasets.then(entries => mapsOf(entries)[0]);
  await Promise.all([datasets, Promise.resolve(map).then(id => (id === undefined ? null : prefetchShapes(id)))]);
}

/** The source of the data and its license. */
function creditLine({ source, licence }: Snapshot): HTMLElement {
  const [first, second] = [source, licence].flatMap(credit => (credit === null ? [] : [creditLink(credit)]));
  if (first === undefined) return element('p');
  return element('p', {}, 'Data: ', first, ...(second === undefined ? [] : [', ', second]), '.');
}

function creditLink({ name, url }: Credit): Node | string {
  // Only a web address may become a link: the text comes from whoever described the data set.
  return /^https?:\/\//.test(url) ? element('a', { href: url }, name) : name;
}

/** A button that turns the page from light to dark and back. */
function themeSwitch(): void {
  const button = find('theme', HTMLButtonElement);
  const update = () => {
    button.ariaPressed = String(currentTheme() === 'dark');
  };
  button.addEventListener('click', () => chooseTheme(currentTheme() === 'dark' ? 'light' : 'dark'));
  onThemeChange(update);
  update();
}
