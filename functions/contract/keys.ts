import { Problem } from './problem.ts';

/** Where everything of the published format lies in the site bucket. */
export const INDEX_KEY = 'data/index.json';
export const SITE_KEY = 'data/site.json';

export function pointerKey(dataset: string): string {
  return `data/${dataset}/latest.json`;
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

export function blobKey(dataset: string, id: string): string {
  return `data/${dataset}/blobs/${id}.json`;
}

/** What one published object is, read off its key. */
export type ObjectKind = 'index' | 'site' | 'pointer' | 'history' | 'snapshot' | 'receipt' | 'blob';

export function kindOfKey(key: string): ObjectKind {
  if (key === INDEX_KEY) return 'index';
  if (key === SITE_KEY) return 'site';
  if (/^data\/[^/]+\/latest\.json$/.test(key)) return 'pointer';
  if (/^data\/[^/]+\/history\/\d{8,}\.json$/.test(key)) return 'history';
  const folder = /^data\/[^/]+\/(snapshot|receipt|blob)s\/[0-9a-f]{32}\.json$/.exec(key)?.[1];
  if (folder === 'snapshot' || folder === 'receipt' || folder === 'blob') return folder;
  throw new Problem('internal', `"${key}" is no key of the published format`);
}
