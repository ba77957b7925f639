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
import { FIRST_MAP } from './view/view.ts';

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
  // The shapes need not wait for the numbers: what the address asks for is known.
  const map = new URLSearchParams(location.search).get('map') ?? FIRST_MAP;
  if (path.tab === 'map') askForShapes(map).catch(() => undefined);
  else find('tab-map', HTMLElement).hidden = true;

  let { dataset } = path;
  if (dataset === null) {
    const datasets = await readDatasets();
    if (datasets.length > 1) return showHome(datasets);
    dataset = datasets[0]?.id ?? null;
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
