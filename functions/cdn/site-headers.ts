import { getMimeType } from 'hono/utils/mime';

export interface SiteHeaders {
  readonly contentType: string;
  readonly cacheControl: string;
}

const A_YEAR = 'public, max-age=31536000, immutable';
/** Kept, and asked for anew before each use: a page names the assets of its own build. */
const ASKED_ANEW = 'no-cache';

/** How a file of the built site is served, by its name below the folder: what lies in `assets/` is named by its content. */
export function siteHeaders(name: string): SiteHeaders {
  return {
    contentType: getMimeType(name) ?? 'application/octet-stream',
    cacheControl: name.startsWith('assets/') ? A_YEAR : ASKED_ANEW,
  };
}
