import { isDatasetId } from './schema.ts';

/** Formats of files that hold rows, by the extensions of their names; each may also be packed by gzip. */
const DATA_FILE = /\.(csv|tsv|json|ndjson|jsonl|parquet)(\.gz)?$/i;

/** Follows the name of the upload that an accept note is for. */
export const NOTE_SUFFIX = '.accept.yaml';

export function isDataFile(name: string): boolean {
  return DATA_FILE.test(name);
}

/** A file name as an id: its stem in lower case, with hyphens for all but letters and digits. `Iris 2.csv.gz` is `iris-2`. */
export function idOfFile(name: string): string {
  const stem = name.replace(DATA_FILE, '').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = stem.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return isDatasetId(id) ? id : `t-${id === '' ? 'table' : id}`;
}

/** The data set that a file at the root of the uploads is, or that its accept note belongs to; null for other files. */
export function datasetOfRootFile(name: string): string | null {
  const upload = name.endsWith(NOTE_SUFFIX) ? name.slice(0, -NOTE_SUFFIX.length) : name;
  return isDataFile(upload) && !upload.includes('/') ? idOfFile(upload) : null;
}
