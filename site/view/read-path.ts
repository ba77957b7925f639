export interface PagePath {
  /** null on the home page. */
  readonly dataset: string | null;
  /** A snapshot to stay on, where the address names one. */
  readonly snapshot: string | null;
}

/** What the path of a page names: `/`, `/covid`, `/covid/map` or `/covid@<snapshot>/map`. */
export function readPath(path: string): PagePath {
  const [, dataset, snapshot] = /^\/([^/@]+)(?:@([^/]+))?/.exec(decodeURI(path)) ?? [];
  return { dataset: dataset ?? null, snapshot: snapshot ?? null };
}
