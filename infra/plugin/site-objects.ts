import { readFile } from 'node:fs/promises';
import { siteHeaders } from '../../functions/cdn/site-headers.ts';
import { templateKey } from '../../functions/contract/keys.ts';
import { Problem } from '../../functions/contract/problem.ts';
import { isAbsent } from '../../functions/store/file-failure.ts';
import { walkFiles } from '../../functions/store/walk-files.ts';

/** A file of the site as stored in the bucket. */
export interface SiteObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly contentEncoding: 'br' | null;
}

/** The files of a built site, in upload order. */
export interface SiteObjects {
  /** Named by their content, so they never replace anything. */
  readonly assets: readonly SiteObject[];
  readonly others: readonly SiteObject[];
  /** Templates of pages. They refer to the assets, so they come last. */
  readonly templates: readonly SiteObject[];
}

/** Where the distribution reads the site. */
const SITE_PREFIX = 'site/';
const PAGE = /\.html$/;

/**
 * Reads a built site. Assets are stored as brotli if the build made it, since every browser that can run them accepts that.
 * Pages are stored plain, for other clients, and compressed by the CDN; a built page is a template. Throws `bad-input`
 * without a built site.
 */
export async function siteObjects(folder: string, address: string): Promise<SiteObjects> {
  const objects: SiteObject[] = [];
  for await (const { key: name, path } of walkFiles(folder)) {
    if (name.endsWith('.br')) continue;
    const compressed = name.startsWith('assets/') ? await readIfExists(`${path}.br`) : null;
    const plain = async () => (PAGE.test(name) ? withAddress(await readFile(path), address) : await readFile(path));
    objects.push({
      key: PAGE.test(name) ? templateKey(name.replace(PAGE, '')) : SITE_PREFIX + name,
      body: compressed ?? (await plain()),
      ...siteHeaders(name),
      contentEncoding: compressed === null ? null : 'br',
    });
  }
  const templates = objects.filter(({ key }) => PAGE.test(key));
  if (templates.length === 0) throw new Problem('bad-input', `${folder} must contain the built site; it has no page`);
  const assets = objects.filter(({ key }) => key.startsWith(`${SITE_PREFIX}assets/`));
  const others = objects.filter(object => !templates.includes(object) && !assets.includes(object));
  return { assets, others, templates };
}

/** Link previews need absolute URLs. */
function withAddress(page: Uint8Array, address: string): Uint8Array {
  const html = new TextDecoder().decode(page);
  const links = /(<meta property="og:(?:image|url)" content=")(\/[^"]*)/g;
  return new TextEncoder().encode(
    html.replace(links, (_, before: string, path: string) => before + new URL(path, address).href),
  );
}

async function readIfExists(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
