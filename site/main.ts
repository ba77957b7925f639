import type { IndexEntry } from '../functions/contract/index-file.ts';
import { showFreshness } from './about/show-freshness.ts';
import { openPublished, readDatasets } from './data/published.ts';
import { askForShapes } from './map/shape-files.ts';
import { find } from './shell/find.ts';
import { showHome } from './shell/home.ts';
import { showEmpty, showFailure, showReady } from './shell/page-state.ts';
import { renderCredits } from './shell/render-credits.ts';
import { renderNotes } from './shell/render-notes.ts';
import { startShell } from './shell/shell.ts';
import { startTheme } from './shell/theme.ts';
import { themeSwitch } from './shell/theme-switch.ts';
import { watchPointer } from './shell/watch-pointer.ts';
import { readPath } from './view/read-path.ts';
import { firstMap } from './view/view.ts';

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
  let { dataset } = path;
  if (path.tab !== 'map') find('tab-map', HTMLElement).hidden = true;
  else if (dataset !== null) askForShapesAhead(readDatasets(), dataset).catch(() => undefined);
  if (dataset === null) {
    const datasets = await readDatasets();
    if (datasets.length > 1) return showHome(datasets);
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
  await startShell(published);
  showReady();
  watchPointer(published);
}

/** The shapes need not wait for the numbers: the address names their map, or the list of data sets, which is at hand first. */
async function askForShapesAhead(datasets: Promise<readonly IndexEntry[]>, dataset: string): Promise<void> {
  const mapsOf = (entries: readonly IndexEntry[]) => entries.find(({ id }) => id === dataset)?.maps ?? [];
  const asked = new URLSearchParams(location.search).get('map');
  const map = asked ?? datasets.then(entries => firstMap(mapsOf(entries)));
  await Promise.all([datasets, Promise.resolve(map).then(id => (id === undefined ? null : askForShapes(id)))]);
}
