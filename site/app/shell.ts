import { offeredViews } from '../../functions/contract/snapshot.ts';
import { searchText } from '../address/codec.ts';
import { type PagePath, readPath, splitAddress, TAB_IDS, type TabId } from '../address/path.ts';
import { element, find } from '../controls/element.ts';
import type { Published } from '../data/published.ts';
import { mapTab } from '../views/map/map-view.ts';
import { type OpenTab, TAB_TEXTS, type TabContext } from '../views/view.ts';
import { forgetAddress, putAddress, settleAddress, writeAddress } from './history.ts';
import { renderNotes, showFailure } from './page-state.ts';

/** The map is part of the first view; the other tabs are loaded when they are first opened. */
const OPENERS: Readonly<Record<TabId, () => Promise<(context: TabContext) => OpenTab>>> = {
  map: async () => mapTab,
  curves: async () => (await import('../views/curves/curves-view.ts')).curvesTab,
  table: async () => (await import('../views/table/table-view.ts')).tableTab,
  sandbox: async () => (await import('../views/sandbox/sandbox-view.ts')).sandboxTab,
  about: async () => (await import('../views/about/about-view.ts')).aboutTab,
  place: async () => (await import('../views/place/place-view.ts')).placeTab,
};

/** Opens the tab that the address names, and every tab that the visitor goes to. Resolves when the first one is shown. */
export async function startShell(published: Published, siteTitle: string): Promise<void> {
  const { dataset } = published.snapshot;
  const offered = offeredViews(published.snapshot);
  /** A place has no tab of its own: links lead to it. */
  const reachable: readonly TabId[] = published.snapshot.maps.length === 0 ? offered : [...offered, 'place'];
  const first = offered.includes('map') ? 'map' : (offered[0] ?? 'about');
  const home = readPath(location.pathname);
  const base = `/${dataset}${home.snapshot === null ? '' : `@${home.snapshot}`}`;
  const isEmbedded = new URLSearchParams(location.search).get('embed') === '1';
  const opened = new Map<TabId, Promise<OpenTab>>();
  /** What last followed the name of each tab: a visitor who comes back finds a tab as it was left. */
  const searches = new Map<TabId, string>();
  let current: { id: TabId; tab: OpenTab } | null = null;

  const addressOf = (id: TabId, rest: string) => {
    const { within, search } = splitAddress(rest);
    const query = new URLSearchParams(search);
    if (isEmbedded) query.set('embed', '1');
    return `${base}/${id}${within}${searchText(query)}`;
  };
  const retitle = () => {
    if (current === null) return;
    find('whole-link', HTMLAnchorElement).href = wholeAddress(location.href);
    document.title = `${current.tab.title()} · ${siteTitle}`;
    find('description', HTMLMetaElement).content = `${current.tab.title()}. ${TAB_TEXTS[current.id].description}`;
  };

  const contextOf = (id: TabId): TabContext => ({
    element: sectionOf(id),
    published,
    addressOf,
    retitle,
    fail: showFailure,
    searchOf: tab => searches.get(tab) ?? '',
    linkTo: (tab, search) => {
      linkOf(tab).href = addressOf(tab, search ?? searches.get(tab) ?? '');
    },
    showNotes: notes => (current === null || current.id === id ? renderNotes(notes) : undefined),
    write: (search, step) => {
      searches.set(id, search);
      linkOf(id).href = addressOf(id, search);
      if (current?.id !== id) return;
      writeAddress(addressOf(id, search), step);
      retitle();
    },
  });

  const open = async (id: TabId, search: string) => {
    if (current !== null && current.id !== id) {
      current.tab.hide?.();
      renderNotes([]);
    }
    for (const other of TAB_IDS) {
      sectionOf(other).hidden = other !== id;
      linkOf(other).ariaCurrent = other === id ? 'page' : null;
    }
    document.body.dataset.tab = id;
    const opening = opened.get(id) ?? OPENERS[id]().then(openTab => openTab(contextOf(id)));
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    const tab = await opening;
    if (document.body.dataset.tab !== id) return;
    current = { id, tab };
    searches.set(id, search);
    linkOf(id).href = addressOf(id, search);
    await tab.show(search);
    retitle();
  };
  const goTo = (asked: TabId, search: string) => {
    const id = reachable.includes(asked) ? asked : first;
    open(id, search).catch(() => showMissingTab(id, () => goTo(id, search)));
  };
  const isHere = (path: PagePath) => (path.dataset ?? dataset) === dataset && path.snapshot === home.snapshot;

  if (isEmbedded) {
    document.body.dataset.embed = '';
    find('whole', HTMLElement).hidden = false;
  }
  for (const id of TAB_IDS) {
    linkOf(id).href = addressOf(id, '');
    linkOf(id).hidden = id === 'place' || !offered.includes(id);
    linkOf(id).removeAttribute('data-unsure');
  }
  linkOf('map').parentElement?.append(...offered.map(linkOf));
  document.addEventListener('click', event => {
    const address = clickedAddress(event);
    const path = address === null ? null : readPath(address.pathname);
    if (address === null || path?.dataset !== dataset || !isHere(path) || path.unknown !== null) return;
    event.preventDefault();
    settleAddress();
    const wanted = address.pathname + address.search;
    if (wanted !== location.pathname + location.search) putAddress('pushState', wanted);
    scrollTo({ top: 0 });
    goTo(path.tab, path.within + address.search);
  });
  addEventListener('popstate', () => {
    forgetAddress();
    const path = readPath(location.pathname);
    if (isHere(path)) goTo(path.tab, path.within + location.search);
    else location.reload();
  });
  // Every address without a tab is one of the map.
  const isFirst = reachable.includes(home.tab) || home.tab === 'map';
  const unknown = home.unknown ?? (isFirst ? null : home.tab);
  const isFound = unknown === null && reachable.includes(home.tab);
  await open(isFound ? home.tab : first, unknown === null ? home.within + location.search : '');
  if (unknown !== null) renderNotes([`There is no page “${unknown}” here. Shown instead: ${INSTEAD[first]}.`]);
}

const INSTEAD: Readonly<Record<TabId, string>> = {
  map: 'the map',
  curves: 'the curves',
  table: 'the table',
  sandbox: 'the sandbox',
  about: 'what is known about the data',
  place: 'the place',
};

/** The address on this site that a plain click on a link leads to, or null: other clicks are left to the browser. */
function clickedAddress(event: MouseEvent): URL | null {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (anchor === null || event.defaultPrevented || event.button !== 0 || hasModifier) return null;
  if (anchor.target !== '' || anchor.hasAttribute('download')) return null;
  const address = new URL(anchor.href);
  const isFragment = anchor.getAttribute('href')?.startsWith('#') === true;
  return address.origin === location.origin && !isFragment ? address : null;
}

/** The code of a tab did not load: its part of the page says so and offers to try again. */
function showMissingTab(id: TabId, retry: () => void): void {
  // The map is never empty: it is part of the page from the beginning.
  if (id === 'map') return;
  const title = element('h1', {}, 'This part of the page did not load');
  const text = element('p', {}, 'Check the connection, then try again.');
  const again = element('button', { type: 'button', className: 'message-action', onclick: retry }, 'Try again');
  sectionOf(id).replaceChildren(element('div', { className: 'message' }, title, text, again));
}

function linkOf(id: TabId): HTMLAnchorElement {
  return find(`to-${id}`, HTMLAnchorElement);
}

/** The part of the page that belongs to a tab. Only that of the map is there from the beginning. */
function sectionOf(id: TabId): HTMLElement {
  const known = document.getElementById(`tab-${id}`);
  if (known !== null) return known;
  const section = element('section', { id: `tab-${id}`, className: 'tab', hidden: true });
  find('main', HTMLElement).append(section);
  return section;
}

/** The address of an embedded view, as a page of its own. */
function wholeAddress(address: string): string {
  const whole = new URL(address);
  whole.searchParams.delete('embed');
  return whole.href;
}
