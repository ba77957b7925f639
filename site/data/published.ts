import { type Frames, parseFrames } from '../../functions/contract/frames.ts';
import { parseIndexFile } from '../../functions/contract/index-file.ts';
import { blobKey, INDEX_KEY, pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { type Latest, parseLatest } from '../../functions/contract/latest.ts';
import { type MapIndex, parseMapIndex } from '../../functions/contract/map-index.ts';
import { parsePointer } from '../../functions/contract/pointer.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { parseRegions, type Regions } from '../../functions/contract/regions.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';
import type { PagePath } from '../view/read-path.ts';
import { fetchJson } from './fetch-json.ts';

/** One data set as it is published: the snapshot, and its blobs by name. */
export interface Published {
  readonly snapshot: Snapshot;
  readonly readRegions: (id: string) => Promise<Regions>;
  readonly readLatest: (id: string) => Promise<Latest>;
  readonly readMapIndex: (id: string) => Promise<MapIndex>;
  readonly readFrames: (id: string) => Promise<Frames>;
}

/** Opens the data set that the path names, or the first one; null where nothing is published yet. */
export async function openPublished(path: PagePath): Promise<Published | null> {
  const found = await findSnapshot(path);
  if (found === null) return null;
  const { dataset, id } = found;
  const snapshot = await fetchJson(`/${snapshotKey(dataset, id)}`, parseSnapshot).catch(error => {
    if (path.snapshot === null || !(error instanceof Problem && error.code === 'not-published')) throw error;
    throw new Problem('unknown-snapshot', `The version “${id}” of “${dataset}” is not kept here.`, { cause: error });
  });
  const blob = (name: string) => `/${blobKey(dataset, name)}`;
  return {
    snapshot,
    readRegions: name => fetchJson(blob(name), parseRegions),
    readLatest: name => fetchJson(blob(name), parseLatest),
    readMapIndex: name => fetchJson(blob(name), parseMapIndex),
    readFrames: name => fetchJson(blob(name), parseFrames),
  };
}

async function findSnapshot(path: PagePath): Promise<{ dataset: string; id: string } | null> {
  if (path.dataset !== null && path.snapshot !== null) return { dataset: path.dataset, id: path.snapshot };
  const datasets = await readDatasets();
  const dataset = path.dataset ?? datasets[0];
  if (dataset === undefined) return null;
  if (!datasets.includes(dataset)) {
    const known = datasets.length > 0 ? `Published here: ${datasets.join(', ')}.` : 'Nothing is published here yet.';
    throw new Problem('unknown-dataset', `There is no data set “${dataset}”. ${known}`, { nearest: datasets });
  }
  const pointer = await fetchJson(`/${pointerKey(dataset)}`, parsePointer);
  return pointer.snapshot === null ? null : { dataset, id: pointer.snapshot };
}

async function readDatasets(): Promise<readonly string[]> {
  try {
    const index = await fetchJson(`/${INDEX_KEY}`, parseIndexFile);
    return index.datasets.map(({ id }) => id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-published') return [];
    throw error;
  }
}
