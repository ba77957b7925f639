import { getMimeType } from 'hono/utils/mime';
import { REVALIDATED } from '../contract/headers.ts';

export interface SiteHeaders {
  readonly contentType: string;
  readonly cacheControl: string;
}

const ONE_YEAR = 'public, max-age=31536000, immutable';

/** The response headers of a file of the built site, by its path: files in `assets/` have content-hashed names. */
export function siteHeaders(name: string): SiteHeaders {
  return {
    contentType: getMimeType(name) ?? 'application/octet-stream',
    cacheControl: name.startsWith('assets/') ? ONE_YEAR : REVALIDATED,
  };
}
