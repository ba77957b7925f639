import { readPath } from '../address/path.ts';
import { element, find } from '../controls/element.ts';
import type { Published } from '../data/published.ts';
import { mapTab } from '../views/map/map-view.ts';
import { type OpenTab, TAB_IDS, TAB_WORDS, type TabContext, type TabId } from '../views/view.ts';
import { forgetAddress, putAddress, settleAddress, writeAddress } from './history.ts';
import { renderNotes } from './page-state.ts';

/** The map is part of the first view; the other tabs arrive when they are first opened. */
const OPENERS: Readonly<Record<TabId, () => Promise<(context: TabContext) => OpenTab>>> = {
  map: async () => mapTab,
  curves: async () => (await import('../views/curves/curves-view.ts')).curvesTab,
  sandbox: async () => (await import('../views/sandbox/sandbox-view.ts')).sandboxTab,
  about: async () => (await import('../views/about/about-view.ts')).aboutTab,
};

/** Opens the tab that the address names, and every tab that the visitor goes to. Resolves when the first one is shown. */
export async function startShell(published: Published, siteTitle: string): Promise<void> {
  const { snapshot } = published;
  const home = readPath(location.pathname);
  const offered = snapshot.views.map(({ id }) => id);
  const base = `/${snapshot.dataset}${home.snapshot === null ? '' : `@${home.snapshot}`}`;
  const isEmbedded = new URLSearchParams(location.search).get('embed') === '1';
  const opened = new Map<TabId, Promise<OpenTab>>();
  /** The last search part of each tab: going back to a tab finds it as it was left. */
  const searches = new Map<TabId, string>();
  let current: { id: TabId; tab: OpenTab } | null = null;

  const addressOf = (id: TabId, search: string) => {
    const query = new URLSearchParams(search);
    if (isEmbedded) query.set('embed', '1');
    const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
    return `${base}/${id}${text === '' ? '' : `?${text}`}`;
  };
  const retitle = () => {
    if (current === null) return;
    find('whole-link', HTMLAnchorElement).href = wholeAddress(location.href);
    document.title = `${current.tab.title()} · ${siteTitle}`;
    find('description', HTMLMetaElement).content = `${current.tab.title()}. ${TAB_WORDS[current.id].description}`;
  };

  const contextOf = (id: TabId): TabContext => ({
    element: sectionOf(id),
    published,
    addressOf,
    retitle,
    searchOf: tab => searches.get(tab) ?? '',
    offer: (tab, search) => {
      link(tab).href = addressOf(tab, search ?? searches.get(tab) ?? '');
    },
    tell: notes => (current === null || current.id === id ? renderNotes(notes) : undefined),
    write: (search, step) => {
      searches.set(id, search);
      link(id).href = addressOf(id, search);
      if (current?.id !== id) return;
      writeAddress(addressOf(id, search), step);
      retitle();
    },
  });

  const go = async (id: TabId, search: string) => {
    if (current !== null && current.id !== id) {
      current.tab.hide?.();
      renderNotes([]);
    }
    for (const other of TAB_IDS) {
      sectionOf(other).hidden = other !== id;
      if (other === id) link(other).setAttribute('aria-current', 'page');
      else link(other).removeAttribute('aria-current');
    }
    document.body.dataset.tab = id;
    const opening = opened.get(id) ?? OPENERS[id]().then(open => open(contextOf(id)));
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    const tab = await opening;
    if (document.body.dataset.tab !== id) return;
    current = { id, tab };
    searches.set(id, search);
    link(id).href = addressOf(id, search);
    await tab.show(search);
    retitle();
  };

  const follow = (event: MouseEvent) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (
      anchor === null ||
      !isPlain ||
      event.defaultPrevented ||
      anchor.target !== '' ||
      anchor.hasAttribute('download')
    )
      return;
    const { origin, pathname, search } = new URL(anchor.href);
    const path = readPath(pathname);
    const isHere = origin === location.origin && path.dataset === snapshot.dataset && path.snapshot === home.snapshot;
    if (!isHere || path.unknown !== null || anchor.getAttribute('href')?.startsWith('#') === true) return;
    event.preventDefault();
    settleAddress();
    if (pathname + search !== location.pathname + location.search) putAddress('pushState', pathname + search);
    scrollTo({ top: 0 });
    goTo(path.tab, search);
  };
  /** The program of a tab did not arrive: its part of the page says so and offers to ask again. */
  const failed = (id: TabId, search: string) => {
    const title = element('h1', {}, 'This part of the page did not arrive');
    const text = element('p', {}, 'Check the connection, then try again.');
    const again = element('button', { type: 'button', className: 'message-action' }, 'Try again');
    again.addEventListener('click', () => goTo(id, search));
    const message = element('div', { className: 'message' }, title, text, again);
    if (id !== 'map') sectionOf(id).replaceChildren(message);
  };
  const goTo = (asked: TabId, search: string) => {
    const id = offered.includes(asked) ? asked : 'map';
    go(id, search).catch(() => failed(id, search));
  };

  if (isEmbedded) {
    document.body.dataset.embed = '';
    find('whole', HTMLElement).hidden = false;
  }
  for (const id of TAB_IDS) {
    link(id).href = addressOf(id, '');
    link(id).hidden = !offered.includes(id);
    link(id).removeAttribute('data-unsure');
  }
  link('map').parentElement?.append(...offered.map(link));
  document.addEventListener('click', follow);
  addEventListener('popstate', () => {
    forgetAddress();
    const path = readPath(location.pathname);
    if ((path.dataset ?? snapshot.dataset) !== snapshot.dataset || path.snapshot !== home.snapshot) location.reload();
    else goTo(path.tab, location.search);
  });
  const unknown = home.unknown ?? (offered.includes(home.tab) ? null : home.tab);
  await go(unknown === null ? home.tab : 'map', location.search);
  if (unknown !== null) renderNotes([`There is no page “${unknown}” here. Shown instead: the map.`]);
}

function link(id: TabId): HTMLAnchorElement {
  return find(`to-${id}`, HTMLAnchorElement);
}

/** The part of the page of a tab; that of the map is there from the beginning. */
function sectionOf(id: TabId): HTMLElement {
  const known = document.getElementById(`tab-${id}`);
  if (known !== null) return known;
  const section = document.createElement('section');
  section.id = `tab-${id}`;
  section.className = 'tab';
  section.hidden = true;
  find('main', HTMLElement).append(section);
  return section;
}

/** The address of what is embedded, as a page of its own. */
function wholeAddress(address: string): string {
  const whole = new URL(address);
  whole.searchParams.delete('embed');
  return whole.href;
}
