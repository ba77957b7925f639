import { type Frames, parseFrames } from '../../functions/contract/frames.ts';
import { type IndexEntry, parseIndexFile } from '../../functions/contract/index-file.ts';
import { blobKey, INDEX_KEY, pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type Latest, parseLatest } from '../../functions/contract/latest.ts';
import { type MapIndex, parseMapIndex } from '../../functions/contract/map-index.ts';
import { type Pointer, parsePointer } from '../../functions/contract/pointer.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { parseRegions, type Regions } from '../../functions/contract/regions.ts';
import type { Parser } from '../../functions/contract/schema.ts';
import { parseShapes, type Shapes } from '../../functions/contract/shapes.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';
import { parseTextBlob, type ViewId } from '../../functions/contract/views.ts';
import type { ParsedText } from '../format/markdown.ts';
import { fetchJson } from './fetch-json.ts';

/** A published data set: a snapshot, and its blobs by name. */
export interface Published {
  /** The id of the snapshot. */
  readonly id: string;
  readonly snapshot: Snapshot;
  /** The pointer when the page was opened; null if the address names a snapshot. */
  readonly pointer: Pointer | null;
  readonly readRegions: (id: string) => Promise<Regions>;
  readonly readLatest: (id: string) => Promise<Latest>;
  readonly readMapIndex: (id: string) => Promise<MapIndex>;
  readonly readFrames: (id: string) => Promise<Frames>;
  readonly readShapes: (id: string) => Promise<Shapes>;
  /** Reads any other blob through the parser of its contract. */
  readonly readBlob: <T>(id: string, parse: Parser<T>) => Promise<T>;
  /** Reads the text of a view; null where the data set has none. */
  readonly readText: (view: ViewId) => (() => Promise<ParsedText>) | null;
}

/** Opens a data set at its live snapshot, or at the given one; null if nothing is live. */
export async function openPublished(dataset: string, snapshotId: string | null): Promise<Published | null> {
  const pointer = snapshotId === null ? await readPointer(dataset) : null;
  const id = snapshotId ?? pointer?.snapshot ?? null;
  if (id === null) return null;
  const snapshot = await fetchJson(`/${snapshotKey(dataset, id)}`, parseSnapshot).catch(error => {
    if (snapshotId === null || !isAbsent(error)) throw error;
    throw new Problem('unknown-snapshot', `The version “${id}” of “${dataset}” does not exist here.`, { cause: error });
  });
  const blob = (name: string) => `/${blobKey(dataset, name)}`;
  return {
    id,
    snapshot,
    pointer,
    readRegions: name => fetchJson(blob(name), parseRegions),
    readLatest: name => fetchJson(blob(name), parseLatest),
    readMapIndex: name => fetchJson(blob(name), parseMapIndex),
    readFrames: name => fetchJson(blob(name), parseFrames),
    readShapes: name => fetchJson(blob(name), parseShapes),
    readBlob: (name, parse) => fetchJson(blob(name), parse),
    readText: view => {
      const name = snapshot.views.find(({ id }) => id === view)?.text ?? null;
      return name === null ? null : () => readText(blob(name));
    },
  };
}

/** The parser of Markdown is loaded with the first text. */
async function readText(url: string): Promise<ParsedText> {
  const [{ markdown }, { parseMarkdown }] = await Promise.all([
    fetchJson(url, parseTextBlob),
    import('../format/markdown.ts'),
  ]);
  return parseMarkdown(markdown);
}

/** The data sets of the site; none where nothing is published yet. */
export async function readDatasets(): Promise<readonly IndexEntry[]> {
  try {
    return (await fetchJson(`/${INDEX_KEY}`, parseIndexFile)).datasets;
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

async function readPointer(dataset: string): Promise<Pointer> {
  try {
    return await fetchJson(`/${pointerKey(dataset)}`, parsePointer);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    const datasets = (await readDatasets()).map(({ id }) => id);
    const known = datasets.length > 0 ? `Published here: ${datasets.join(', ')}.` : 'Nothing is published here yet.';
    throw new Problem('unknown-dataset', `There is no data set “${dataset}”. ${known}`, {
      nearest: datasets,
      cause: error,
    });
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Problem && error.code === 'not-published';
}
