import { CATALOG_KEY, pageKey, SITE_KEY, templateKey } from '../contract/keys.ts';
import { Problem } from '../contract/problem.ts';
import { NEUTRAL_SITE, parseSiteFile, type SiteFile } from '../contract/site-file.ts';
import { VIEW_IDS } from '../contract/views.ts';
import type { Store } from '../store/store.ts';
import { parseJson } from './pointer.ts';
import { settleObject } from './replace-object.ts';

const HOME = 'home';

/** The pages of a site: the first one, one per view, and the one that every place's page is made from. */
export const PAGES = ['index', ...VIEW_IDS, 'place'] as const;
/** What pages are made from: the first one is that of a data set, or the home page. */
export const TEMPLATES = [...PAGES, HOME] as const;

/**
 * Writes each deployed page, which depends on its template, `data/site.json` and, if it is the first, the catalog. A deployment calls this after new
 * templates, a build after naming the site, so the page ends with the newest of both, whichever comes last.
 */
export async function publishPages(site: Store): Promise<void> {
  const publishPage = (page: string) =>
    settleObject(pageKey(page), site, async () => {
      // First, because without a deployed site there is none, and nothing else is read.
      const own = await readTemplate(page, site);
      if (own === null) return null;
      const named = await readSite(site);
      const [best = page] = templatesOf(page, named);
      const template = best === page ? own : ((await readTemplate(best, site)) ?? own);
      const rendered = renderPage(template, named);
      const catalog = page === 'index' ? await site.get(CATALOG_KEY) : undefined;
      if (catalog === undefined) return Buffer.from(rendered);
      return Buffer.from(withCatalog(rendered, Buffer.from(await catalog.bytes()).toString()));
    });
  await Promise.all(PAGES.map(publishPage));
}

/** The templates that a page may be made from, the best first: `/` never begins as the page that it is not. */
export function templatesOf(page: string, { home }: SiteFile): readonly string[] {
  return page === 'index' && home ? [HOME, page] : [page];
}

async function readTemplate(name: string, site: Store): Promise<string | null> {
  const object = await site.get(templateKey(name));
  return object === undefined ? null : Buffer.from(await object.bytes()).toString();
}

/** What the site calls itself; neutral until it is named. */
export async function readSite(site: Store): Promise<SiteFile> {
  const object = await site.get(SITE_KEY);
  if (object === undefined) return NEUTRAL_SITE;
  try {
    return parseSiteFile(parseJson(await object.bytes(), SITE_KEY), '');
  } catch (cause) {
    // An earlier version wrote it. The builds that follow a deployment write it again; it must not stop the deployment.
    if (cause instanceof Problem && cause.code === 'malformed') return NEUTRAL_SITE;
    throw cause;
  }
}

/**
 * Fills in title, tagline and accent color where `data-site` marks them: `content="…" data-site="tagline"` or
 * `data-site="title">…<`. The name of a view in front of a ` · ` stays, and so does the whole text if the site has no
 * tagline or no accent.
 */
export function renderPage(template: string, { title, tagline, accent }: SiteFile): string {
  const fields: Readonly<Record<string, string | null>> = { title, tagline, accent };
  const filled = (was: string, field: string) => {
    const value = fields[field] ?? null;
    return value === null ? was : `${/^.* · /.exec(was)?.[0] ?? ''}${escaped(value)}`;
  };
  return template
    .replaceAll(/(?<=content=")([^"]*)" data-site="(\w+)"/g, (_, was, field) => `${filled(was, field)}"`)
    .replaceAll(/(?: data-unsure)? data-site="(\w+)">([^<]*)/g, (_, field, was) => `>${filled(was, field)}`);
}

/** For text and for attributes in double quotes. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}

/** The page with the catalog for search engines, who do not follow links to data. */
export function withCatalog(html: string, json: string): string {
  const script = `<script type="application/ld+json">${json.replaceAll('<', '\\u003c')}</script>`;
  return html.replace('</head>', () => `${script}</head>`);
}
