import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { headersOf } from '../../functions/contract/headers.ts';
import { parseIndexFile } from '../../functions/contract/index-file.ts';
import {
  CATALOG_KEY,
  INDEX_KEY,
  packageKey,
  pointerKey,
  SITE_KEY,
  snapshotKey,
  wholeTableKey,
} from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { offeredViews, type Snapshot } from '../../functions/contract/snapshot.ts';
import { readSnapshot } from '../../functions/publish/documents.ts';
import { readSite, renderPage, templatesOf, withCatalog } from '../../functions/publish/pages.ts';
import { snapshotPieces } from '../../functions/snapshots/kept-snapshots.ts';
import { inParallel } from '../../functions/store/in-parallel.ts';
import type { Store } from '../../functions/store/store.ts';
import { type ExportFolder, openExportFolder } from './export-folder.ts';
import { wholeTable } from './whole-table.ts';

export interface Exported {
  readonly datasets: readonly string[];
  /** How many files the export has, and how many of them were new or different. */
  readonly files: number;
  readonly written: number;
  readonly removed: number;
  /** Tables that are too large to be searched without the API, as `<data set>/<table>`. */
  readonly large: readonly string[];
}

const AT_ONCE = 8;
const decompress = promisify(brotliDecompress);

/**
 * Writes all that is live, with its pages, as plain files for any static host. Everything that an earlier export wrote and
 * this one does not is removed. Throws `bad-input` for a folder of other files, `not-published` if nothing is live.
 * @param pages the built site
 */
export async function exportSite(site: Store, into: string, pages: string): Promise<Exported> {
  const index = await site.get(INDEX_KEY);
  const { datasets } =
    index === undefined ? { datasets: [] } : parseIndexFile(JSON.parse(await textOf(index)), INDEX_KEY);
  if (datasets.length === 0)
    throw new Problem('not-published', 'nothing is published yet, so there is nothing to export');
  const folder = await openExportFolder(into);
  const snapshots: Snapshot[] = [];
  const large: string[] = [];
  for (const key of [INDEX_KEY, SITE_KEY, CATALOG_KEY]) await copy(key, site, folder);
  for (const { id, snapshot: live } of datasets) {
    const snapshot = await readSnapshot(id, live, site);
    snapshots.push(snapshot);
    const keys = [pointerKey(id), packageKey(id), snapshotKey(id, live), ...(await snapshotPieces(snapshot, site))];
    await inParallel(keys, AT_ONCE, key => copy(key, site, folder));
    for (const table of snapshot.tables) {
      const rows = await wholeTable(id, table, site);
      if (rows === null) large.push(`${id}/${table.id}`);
      else await folder.write(wholeTableKey(id, table.id), rows);
    }
  }
  await writePages(site, snapshots, pages, folder);
  await copyAssets(pages, folder);
  return { datasets: datasets.map(({ id }) => id), large, ...(await folder.finish()) };
}

/** An object as its plain bytes; the stored ones, if they are brotli, beside them. */
async function copy(key: string, site: Store, folder: ExportFolder): Promise<void> {
  const object = await site.get(key);
  if (object === undefined) return;
  const stored = Buffer.from(await object.bytes());
  if (headersOf(key).contentEncoding === 'br') await folder.write(key, await decompress(stored), stored);
  else await folder.write(key, stored);
}

async function textOf(object: { bytes(): Promise<ArrayBuffer | Uint8Array> }): Promise<string> {
  return Buffer.from(new Uint8Array(await object.bytes())).toString();
}

/** One for each view of each data set, where a static host finds it; the first page again for all other addresses. */
async function writePages(
  site: Store,
  snapshots: readonly Snapshot[],
  pages: string,
  folder: ExportFolder,
): Promise<void> {
  const named = await readSite(site);
  const render = async (page: string) => {
    const [best = page] = templatesOf(page, named);
    const template = await readFile(join(pages, `${best}.html`), 'utf8');
    const html = renderPage(template, named);
    if (!html.includes('<body ')) throw new Problem('internal', `the page ${best}.html has no place for its mark`);
    return html.replace('<body ', '<body data-exported ');
  };
  const catalog = await site.get(CATALOG_KEY);
  const first = await render('index');
  await folder.write(
    'index.html',
    Buffer.from(catalog === undefined ? first : withCatalog(first, await textOf(catalog))),
  );
  for (const snapshot of snapshots) {
    const { dataset } = snapshot;
    const views = offeredViews(snapshot);
    for (const view of views) await folder.write(`${dataset}/${view}/index.html`, Buffer.from(await render(view)));
    const [opening = 'about'] = views;
    await folder.write(`${dataset}/index.html`, Buffer.from(await render(views.includes('map') ? 'map' : opening)));
  }
  // Hosts answer with it where they have no file: rows of tables have addresses of their own.
  await folder.write('404.html', Buffer.from(await render('map')));
}

async function copyAssets(pages: string, folder: ExportFolder): Promise<void> {
  const found = await readdir(pages, { recursive: true, withFileTypes: true });
  const paths = found.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const names = paths.map(path => relative(pages, path).split(sep).join('/'));
  const compressed = new Set(names.filter(name => name.endsWith('.br')));
  const plain = names.filter(name => !compressed.has(name) && name.includes('/'));
  await inParallel(plain, AT_ONCE, async name => {
    const copyOf = compressed.has(`${name}.br`) ? await readFile(join(pages, `${name}.br`)) : undefined;
    await folder.write(name, await readFile(join(pages, name)), copyOf);
  });
}
