import * as v from 'valibot';
import { flag, type Output, object, oneOf, parserOf, text } from './schema.ts';

const IDENTITY = {
  title: text,
  /** One sentence for search engines and previews. */
  tagline: v.nullable(text),
  /** The color of links and marks, `#rrggbb`; null for that of the style sheet. */
  accent: v.nullable(text),
};

/** What a site calls itself: `site` in a `dataset.yaml`, or `site.yaml` for a site of several data sets. */
export const siteIdentity = object(IDENTITY);
export type SiteIdentity = Output<typeof siteIdentity>;

/** `data/site.json`: the identity of a site, rewritten after each publish. */
const siteFile = object({
  schema: oneOf('site/1'),
  ...IDENTITY,
  /** Whether `/` is the home page, which lists the data sets: unless there is exactly one and `site.yaml` does not ask for it. */
  home: flag,
});
export type SiteFile = Output<typeof siteFile>;
export const parseSiteFile = parserOf(siteFile);

/** What a page shows as long as nobody has named the site, because nothing is published yet. */
export const NEUTRAL_SITE: SiteFile = { schema: 'site/1', title: 'Data', tagline: null, accent: null, home: true };

export const SITE_EXAMPLE: SiteFile = {
  schema: 'site/1',
  title: 'See COVID',
  tagline: 'COVID-19 by day on a map that plays like a movie.',
  accent: '#8c2d4f',
  home: false,
};
