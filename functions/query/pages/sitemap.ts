import { Problem } from '../../contract/problem.ts';
import { offeredViews } from '../../contract/snapshot.ts';
import { readRegionTables } from '../lookup/find.ts';
import { openDataset } from '../published/dataset-view.ts';
import type { PublishedReader } from '../published/published.ts';
import { escaped } from './page-html.ts';
import { addressId } from './place-page.ts';

/** The most addresses that the protocol allows in one sitemap (sitemaps.org). */
export const MAX_SITEMAP_URLS = 50_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export const ROBOTS_PATH = '/robots.txt';
export const SITEMAP_PATH = '/sitemap.xml';

/** Allows all crawling and points to the sitemap. */
export function robots(origin: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${origin}${SITEMAP_PATH}\n`;
}

/**
 * All pages of the site: home, views and places of what is live. With too many for one file, an index of its parts.
 * @param part counts from 1; null for the whole
 */
export async function sitemap(
  published: PublishedReader,
  origin: string,
  part: number | null,
  most = MAX_SITEMAP_URLS,
): Promise<string> {
  const paths = await sitePaths(published);
  if (part === null && paths.length > most) {
    const parts = Array.from({ length: Math.ceil(paths.length / most) }, (_, index) => index + 1);
    const entries = parts.map(number => `<sitemap><loc>${origin}${SITEMAP_PATH}?part=${number}</loc></sitemap>`);
    return `${HEAD}\n<sitemapindex ${NAMESPACE}>\n${entries.join('\n')}\n</sitemapindex>\n`;
  }
  const from = ((part ?? 1) - 1) * most;
  const entries = paths.slice(from, from + most).map(path => `<url><loc>${escaped(origin + path)}</loc></url>`);
  return `${HEAD}\n<urlset ${NAMESPACE}>\n${entries.join('\n')}\n</urlset>\n`;
}

/** A data set may be withdrawn after the list was read. */
function notLive(error: unknown): null {
  if (error instanceof Problem && error.status === 404) return null;
  throw error;
}

async function sitePaths(published: PublishedReader): Promise<readonly string[]> {
  const datasets = (await published.index())?.value.datasets ?? [];
  const ofDataset = async (id: string) => {
    const view = await openDataset(published, id, null).catch(notLive);
    if (view === null) return [];
    const tables = await readRegionTables(published, view);
    const places = tables.flatMap(({ ids }) => ids.map(place => `/${id}/place/${addressId(place)}`));
    return [...offeredViews(view.snapshot).map(name => `/${id}/${name}`), ...places];
  };
  return ['/', ...(await Promise.all(datasets.map(dataset => ofDataset(dataset.id)))).flat()];
}
