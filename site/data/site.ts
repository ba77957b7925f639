import { SITE_KEY } from '../../functions/contract/keys.ts';
import { NEUTRAL_SITE, parseSiteFile, type SiteFile } from '../../functions/contract/site-file.ts';
import { fetchJson } from './fetch-json.ts';

let site: Promise<SiteFile> | null = null;

/** What the site calls itself, read once; neutral if it has no name or the answer does not arrive. */
export function readSite(): Promise<SiteFile> {
  site ??= fetchJson(`/${SITE_KEY}`, parseSiteFile).catch(() => NEUTRAL_SITE);
  return site;
}
