import { blobKey, INDEX_KEY, pointerKey, snapshotKey } from '../../functions/contract/keys.ts';
import { readLiveSnapshot } from '../workbench/live-snapshot.ts';

const NAMED_IN_PAGE = /(?:src|href)="(\/[^"]+\.\w+)"/g;
const NAMED_IN_SCRIPT = /["'`](?:\.\/|\/?assets\/)([\w-]+\.js)["'`]/g;

/** Without a browser: what the page names, the scripts that its scripts name, and the data of the county map. */
export async function namedPaths(url: string, out: string): Promise<readonly string[]> {
  const paths = new Set(['/']);
  for (const [, path = ''] of (await textOf(url)).matchAll(NAMED_IN_PAGE)) paths.add(path);
  // A set hands out what is added to it meanwhile, so this follows scripts of scripts.
  for (const path of paths) {
    if (!path.endsWith('.js')) continue;
    const script = await textOf(new URL(path, url).href);
    for (const [, name = ''] of script.matchAll(NAMED_IN_SCRIPT)) paths.add(`/assets/${name}`);
  }
  for (const key of await dataKeys(out)) paths.add(`/${key}`);
  return [...paths];
}

async function dataKeys(out: string): Promise<string[]> {
  const { id, snapshot } = await readLiveSnapshot(out);
  const { dataset, maps } = snapshot;
  const map = maps.find(({ id }) => id === 'us-counties');
  const blobs = map === undefined ? [] : [map.regions, map.latest].map(blob => blobKey(dataset, blob));
  return [INDEX_KEY, pointerKey(dataset), snapshotKey(dataset, id), ...blobs];
}

async function textOf(address: string): Promise<string> {
  return await (await fetch(address)).text();
}
