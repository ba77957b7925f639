import { readMapData } from './data/map-data.ts';
import { openPublished } from './data/published.ts';
import { readDrawing } from './map/shape-files.ts';
import { find } from './shell/find.ts';
import { mapPage } from './map-tab/map-tab.ts';
import { showEmpty, showFailure, showReady } from './shell/page-state.ts';
import { renderCredits } from './shell/render-credits.ts';
import { readPath } from './view/read-path.ts';

/** The map that is opened where a data set has it, else its first. */
const FIRST_MAP = 'us-counties';

open().catch(showFailure);

async function open(): Promise<void> {
  // Most data sets want these shapes, so they need not wait to be told.
  const likely = readDrawing(FIRST_MAP);
  likely.catch(() => undefined);
  const published = await openPublished(readPath(location.pathname));
  if (published === null) return showEmpty();
  const { snapshot } = published;
  const notice = find('notice', HTMLElement);
  notice.textContent = snapshot.notice;
  notice.hidden = snapshot.notice === null;
  document.title = `${snapshot.title} · See COVID`;

  const map = snapshot.maps.find(({ id }) => id === FIRST_MAP) ?? snapshot.maps[0];
  if (map === undefined) return showEmpty();
  const data = await readMapData(published, map.id);
  const drawing = map.id === FIRST_MAP ? await likely : await readDrawing(map.id);
  mapPage(data, drawing);
  renderCredits(find('credits', HTMLElement), snapshot, drawing.credit);
  showReady();
}
