import { Problem } from './problem.ts';

/** Where everything of the published format lies in the site bucket. */
export const INDEX_KEY = 'data/index.json';
export const SITE_KEY = 'data/site.json';
export const CATALOG_KEY = 'data/catalog.jsonld';

export function pointerKey(dataset: string): string {
  return `data/${dataset}/latest.json`;
}

/** A data set as a Data Package (datapackage.org), rewritten whenever another snapshot is live. */
export function packageKey(dataset: string): string {
  return `data/${dataset}/datapackage.json`;
}

/** A pointer that was replaced, by its sequence: in the order of keys they tell what was live when. */
export function historyKey(dataset: string, sequence: number): string {
  return `data/${dataset}/history/${String(sequence).padStart(8, '0')}.json`;
}

export function snapshotKey(dataset: string, id: string): string {
  return `data/${dataset}/snapshots/${id}.json`;
}

export function receiptKey(dataset: string, id: string): string {
  return `data/${dataset}/receipts/${id}.json`;
}

/** What a blob is: JSON, the rows of a table, or a picture. */
export type BlobFormat = 'json' | 'parquet' | 'svg';

export function blobKey(dataset: string, id: string, format: BlobFormat = 'json'): string {
  return `data/${dataset}/blobs/${id}.${format}`;
}

/** All rows of a table, in an exported site alone. */
export function wholeTableKey(dataset: string, table: string): string {
  return `data/${dataset}/tables/${table}.json`;
}

/** A page of the site, as it is served. */
export function pageKey(page: string): string {
  return `site/${page}.html`;
}

/** A page as it was deployed, before it has the site's name. */
export function templateKey(page: string): string {
  return `templates/${page}.html`;
}

/** What one published object is, read off its key. */
export type ObjectKind =
  | 'index'
  | 'site'
  | 'catalog'
  | 'package'
  | 'page'
  | 'pointer'
  | 'history'
  | 'snapshot'
  | 'receipt'
  | 'blob'
  | 'rows'
  | 'picture';

export function kindOfKey(key: string): ObjectKind {
  if (key === INDEX_KEY) return 'index';
  if (key === SITE_KEY) return 'site';
  if (key === CATALOG_KEY) return 'catalog';
  if (/^data\/[^/]+\/datapackage\.json$/.test(key)) return 'package';
  if (/^site\/[^/]+\.html$/.test(key)) return 'page';
  if (/^data\/[^/]+\/latest\.json$/.test(key)) return 'pointer';
  if (/^data\/[^/]+\/history\/\d{8,}\.json$/.test(key)) return 'history';
  const folder = /^data\/[^/]+\/(snapshot|receipt|blob)s\/[0-9a-f]{32}\.json$/.exec(key)?.[1];
  const other = /^data\/[^/]+\/blobs\/[0-9a-f]{32}\.(parquet|svg)$/.exec(key)?.[1];
  if (other !== undefined) return other === 'parquet' ? 'rows' : 'picture';
  if (folder === 'snapshot' || folder === 'receipt' || folder === 'blob') return folder;
  throw new Problem('internal', `"${key}" is no key of the published format`);
}
