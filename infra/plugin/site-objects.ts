import { readFile } from 'node:fs/promises';
import { siteHeaders } from '../../functions/cdn/site-headers.ts';
import { templateKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { isAbsent } from '../../functions/store/file-failure.ts';
import { walkFiles } from '../../functions/store/walk-files.ts';

/** A file of the site as it lies in the bucket. */
export interface SiteObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly contentEncoding: 'br' | null;
}

/** The files of a built site, in the order in which they must be put. */
export interface SiteObjects {
  /** Named by their content, so that they disturb nobody. */
  readonly assets: readonly SiteObject[];
  readonly others: readonly SiteObject[];
  /** Templates of pages. They name the assets, so they come when those are there. */
  readonly templates: readonly SiteObject[];
}

/** Where the distribution looks for the site. */
const SITE_PREFIX = 'site/';
const PAGE = /\.html$/;

/**
 * Reads a built site. Assets are stored as brotli where the build has made it, which every browser that can run them reads;
 * pages are stored plain for readers that are none, and compressed on the way. What the build has made of a page is its
 * template. Throws `bad-input` where no site is built.
 */
export async function siteObjects(folder: string, address: string): Promise<SiteObjects> {
  const objects: SiteObject[] = [];
  for await (const { key: name, path } of walkFiles(folder)) {
    if (name.endsWith('.br')) continue;
    const compressed = name.startsWith('assets/') ? await readIfThere(`${path}.br`) : null;
    const plain = async () => (PAGE.test(name) ? withAddress(await readFile(path), address) : await readFile(path));
    objects.push({
      key: PAGE.test(name) ? templateKey(name.replace(PAGE, '')) : SITE_PREFIX + name,
      body: compressed ?? (await plain()),
      ...siteHeaders(name),
      contentEncoding: compressed === null ? null : 'br',
    });
  }
  const templates = objects.filter(({ key }) => PAGE.test(key));
  if (templates.length === 0) throw new Problem('bad-input', `${folder} must hold the built site; it has no page`);
  const assets = objects.filter(({ key }) => key.startsWith(`${SITE_PREFIX}assets/`));
  const others = objects.filter(object => !templates.includes(object) && !assets.includes(object));
  return { assets, others, templates };
}

/** Who shows a link to a page takes the address of its picture as it is written there: it must be a whole one. */
function withAddress(page: Uint8Array, address: string): Uint8Array {
  const html = new TextDecoder().decode(page);
  const links = /(<meta property="og:(?:image|url)" content=")(\/[^"]*)/g;
  return new TextEncoder().encode(
    html.replace(links, (_, before: string, path: string) => before + new URL(path, address).href),
  );
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
