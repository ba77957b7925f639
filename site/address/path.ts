export const TAB_IDS = ['map', 'curves', 'sandbox', 'about'] as const;
export type TabId = (typeof TAB_IDS)[number];

export interface PagePath {
  /** null on the home page. */
  readonly dataset: string | null;
  /** A snapshot to stay on, if the address names one. */
  readonly snapshot: string | null;
  readonly tab: TabId;
  /** What the path has in the place of a tab, if that is not the name of one. */
  readonly unknown: string | null;
}

/** What the path of a page names: `/`, `/rain`, `/rain/map` or `/rain@<snapshot>/curves`, with `index.html` or without. */
export function readPath(path: string): PagePath {
  const named = decoded(path).replace(/\/index\.html$/, '/');
  const [, dataset, snapshot, rest = ''] = /^\/([^/@]+)(?:@([^/]+))?(?:\/(.*?)\/?)?$/.exec(named) ?? [];
  const tab = TAB_IDS.find(id => id === rest);
  return {
    dataset: dataset ?? null,
    snapshot: snapshot ?? null,
    tab: tab ?? 'map',
    unknown: tab === undefined && rest !== '' ? rest : null,
  };
}

/** The address of the same view of the live version, for a path that names a snapshot. */
export function newestAddress(path: string, search: string): string {
  return path.replace(/^(\/[^/@]+)@[^/]*/, '$1') + search;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
