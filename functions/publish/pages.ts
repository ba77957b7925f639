import { pageKey, SITE_KEY, templateKey } from '../contract/keys.ts';
import { NEUTRAL_SITE, parseSiteFile, type SiteFile } from '../contract/site-file.ts';
import { VIEW_IDS } from '../contract/views.ts';
import type { Store } from '../store/store.ts';
import { parseJson } from './pointer.ts';
import { settleObject } from './replace-object.ts';

/** The pages of a site: the first one, and one per view. */
export const PAGES = ['index', ...VIEW_IDS] as const;

/**
 * Writes each deployed page, which follows from its template and `data/site.json` alone. A deployment calls this after it
 * has put new templates, a build after it has named the site: whichever comes last, the page has the new of both.
 */
export async function publishPages(site: Store): Promise<void> {
  const publishPage = (page: string) =>
    settleObject(pageKey(page), site, async () => {
      const template = await site.get(templateKey(page));
      if (template === undefined) return null;
      return Buffer.from(renderPage(Buffer.from(await template.bytes()).toString(), await readSite(site)));
    });
  await Promise.all(PAGES.map(publishPage));
}

/** What the site calls itself; neutral as long as nobody has named it. */
export async function readSite(site: Store): Promise<SiteFile> {
  const object = await site.get(SITE_KEY);
  return object === undefined ? NEUTRAL_SITE : parseSiteFile(parseJson(await object.bytes(), SITE_KEY), '');
}

/**
 * Fills title, tagline and accent color in where a page is marked with `data-site`: `content="…" data-site="tagline"`, or
 * `data-site="title">…<`. What comes before a ` · ` stays, it names the view; without a tagline or accent, all does.
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
