import { SHAPE_TARGETS } from 'virtual:shape-targets';
import { readMapData } from './data/map-data.ts';
import { openPublished } from './data/published.ts';
import type { MapDrawing } from './map/shape.ts';
import { readDrawing } from './map/shape-files.ts';
import { find } from './page/find.ts';
import { mapPage } from './page/map-page.ts';
import { showEmpty, showFailure, showReady } from './page/page-state.ts';
import { renderCredits } from './page/render-credits.ts';
import { readPath } from './view/read-path.ts';

const MAP = 'us-counties';

open().catch(showFailure);

async function open(): Promise<void> {
  // The shapes do not depend on any data set, so they need not wait for one.
  const drawing = readDrawing(MAP);
  drawing.catch(() => undefined);
  const published = await openPublished(readPath(location.pathname));
  if (published === null) return showEmpty();
  const { snapshot } = published;
  const notice = find('notice', HTMLElement);
  notice.textContent = snapshot.notice;
  notice.hidden = snapshot.notice === null;
  document.title = `${snapshot.title} · See COVID`;

  const data = await readMapData(published, MAP);
  const shapes: MapDrawing = await drawing;
  mapPage(data, shapes, SHAPE_TARGETS[MAP] ?? {});
  renderCredits(find('credits', HTMLElement), snapshot, shapes.credit);
  showReady();
}
