import type { IndexEntry } from '../functions/contract/index-file.ts';
import type { Credit, Snapshot } from '../functions/contract/snapshot.ts';
import { readPath } from './address/path.ts';
import { showHome } from './app/home.ts';
import { renderNotes, showEmpty, showFailure, showReady } from './app/page-state.ts';
import { startShell } from './app/shell.ts';
import { showSiteName } from './app/site-name.ts';
import { watchPointer } from './app/watch-pointer.ts';
import { chooseTheme, currentTheme, onThemeChange, startTheme } from './color/theme.ts';
import { find } from './controls/element.ts';
import { showFreshness } from './controls/freshness.ts';
import { openPublished, readDatasets } from './data/published.ts';
import { readSite } from './data/site.ts';
import { askForShapes } from './geo/load-shapes.ts';

find('unstarted', HTMLElement).remove();
startTheme();
addEventListener('vite:preloadError', () => {
  // After a new deployment its parts have other names.
  renderNotes(['A part of this page did not arrive. It may have been renewed since: load it again to go on.']);
});
themeSwitch();
open().catch(showFailure);

async function open(): Promise<void> {
  const path = readPath(location.pathname);
  const naming = readSite();
  void naming.then(showSiteName);
  let { dataset } = path;
  if (path.tab !== 'map') find('tab-map', HTMLElement).hidden = true;
  else if (dataset !== null) askForShapesAhead(readDatasets(), dataset).catch(() => undefined);
  if (dataset === null) {
    const datasets = await readDatasets();
    const site = await naming;
    if (datasets.length > 1 || (datasets.length === 1 && site.home)) return showHome(datasets, site);
    dataset = datasets[0]?.id ?? null;
    if (dataset !== null) askForShapesAhead(Promise.resolve(datasets), dataset).catch(() => undefined);
  }
  const published = dataset === null ? null : await openPublished(dataset, path.snapshot);
  if (published === null) return showEmpty(dataset);
  const { snapshot } = published;
  const notice = find('notice', HTMLElement);
  notice.textContent = snapshot.notice;
  notice.hidden = snapshot.notice === null;
  const credits = find('credits', HTMLElement);
  renderCredits(credits, snapshot);
  const freshness = document.createElement('p');
  freshness.className = 'freshness';
  credits.prepend(freshness);
  showFreshness(freshness, published, new Date()).catch(() => undefined);
  await startShell(published, (await naming).title);
  showReady();
  watchPointer(published);
}

/** The shapes need not wait for the numbers: the address names their map, or the list of data sets, which is at hand first. */
async function askForShapesAhead(datasets: Promise<readonly IndexEntry[]>, dataset: string): Promise<void> {
  const mapsOf = (entries: readonly IndexEntry[]) => entries.find(({ id }) => id === dataset)?.maps ?? [];
  const asked = new URLSearchParams(location.search).get('map');
  const map = asked ?? datasets.then(entries => mapsOf(entries)[0]);
  await Promise.all([datasets, Promise.resolve(map).then(id => (id === undefined ? null : askForShapes(id)))]);
}

/** Who counted, and under which licence. */
function renderCredits(element: HTMLElement, { source, licence }: Snapshot): void {
  const data = document.createElement('p');
  data.append('Data: ', link(source), ', ', link(licence), '.');
  element.replaceChildren(data);
}

function link({ name, url }: Credit): Node {
  // Only a web address may become a link: the text comes from whoever described the data set.
  if (!/^https?:\/\//.test(url)) return document.createTextNode(name);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.textContent = name;
  return anchor;
}

/** A button that turns the page from light to dark and back. */
function themeSwitch(): void {
  const button = find('theme', HTMLButtonElement);
  const name = () => {
    button.setAttribute('aria-pressed', String(currentTheme() === 'dark'));
  };
  button.addEventListener('click', () => chooseTheme(currentTheme() === 'dark' ? 'light' : 'dark'));
  onThemeChange(name);
  name();
}
