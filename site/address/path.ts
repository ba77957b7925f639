export const TAB_IDS = ['map', 'curves', 'table', 'sandbox', 'about', 'place'] as const;
export type TabId = (typeof TAB_IDS)[number];

export interface PagePath {
  /** null on the home page. */
  readonly dataset: string | null;
  /** A snapshot to stay on, if the address names one. */
  readonly snapshot: string | null;
  readonly tab: TabId;
  /** What follows the tab, if it is one that names more: `/visits/12`, as it is written; else empty. */
  readonly within: string;
  /** What the path has in the place of a tab, if that is not the name of one. */
  readonly unknown: string | null;
}

/** What the path of a page names: `/`, `/rain`, `/rain/map` or `/rain@<snapshot>/curves`, with `index.html` or without. */
export function readPath(path: string): PagePath {
  const named = path.replace(/\/index\.html$/, '/');
  const [, dataset, snapshot, rest = ''] = /^\/([^/@]+?)(?:(?:@|%40)([^/]+))?(?:\/(.*?)\/?)?$/.exec(named) ?? [];
  // A table has rows, and a data set has places: each has an address of its own.
  const [, tabName = rest, within = ''] = /^(table|place)(\/.+)$/.exec(rest) ?? [];
  const name = decodedPart(tabName);
  const tab = TAB_IDS.find(id => id === name);
  return {
    dataset: dataset === undefined ? null : decodedPart(dataset),
    snapshot: snapshot === undefined ? null : decodedPart(snapshot),
    tab: tab ?? 'map',
    within,
    unknown: tab === undefined && name !== '' ? name : null,
  };
}

/** What follows the name of a tab, `/visits/12?sort=-age`, in its parts. */
export function splitAddress(rest: string): { readonly within: string; readonly search: string } {
  const at = rest.indexOf('?');
  return at < 0 ? { within: rest, search: '' } : { within: rest.slice(0, at), search: rest.slice(at) };
}

/** The search part that opens the page of a place: `/36061`, with every mark of its id encoded that an address gives a meaning. */
export function placeWithin(id: string): string {
  return `/${encodeURIComponent(id).replaceAll('.', '%2E')}`;
}

/** The address of the same view of the live version, for a path that names a snapshot. */
export function newestAddress(path: string, search: string): string {
  return path.replace(/^(\/[^/@]+)@[^/]*/, '$1') + search;
}

/** A part of a path without its percent-encoding; a malformed one as it is. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
