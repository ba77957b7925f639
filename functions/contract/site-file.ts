import { flag, nullable, oneOf, type Parser, shape, text } from './expect.ts';

/** What a site calls itself: `site` in a `dataset.yaml`, or `site.yaml` for a site of several data sets. */
export interface SiteIdentity {
  readonly title: string;
  /** One sentence for search engines and previews. */
  readonly tagline: string | null;
  /** The color of links and marks, `#rrggbb`; null for that of the style sheet. */
  readonly accent: string | null;
}

/** `data/site.json`: the identity of a site, rewritten after each publish. */
export interface SiteFile extends SiteIdentity {
  readonly schema: 'site/1';
  /** Whether `/` lists the data sets even if there is only one. */
  readonly home: boolean;
}

/** What a page shows as long as nobody has named the site. */
export const NEUTRAL_SITE: SiteFile = { schema: 'site/1', title: 'Data', tagline: null, accent: null, home: false };

export const parseSiteIdentity: Parser<SiteIdentity> = shape<SiteIdentity>({
  title: text,
  tagline: nullable(text),
  accent: nullable(text),
});

export const parseSiteFile: Parser<SiteFile> = shape<SiteFile>({
  schema: oneOf('site/1'),
  title: text,
  tagline: nullable(text),
  accent: nullable(text),
  home: flag,
});

export const SITE_EXAMPLE: SiteFile = {
  schema: 'site/1',
  title: 'See COVID',
  tagline: 'COVID-19 by day on a map that plays like a film.',
  accent: '#8c2d4f',
  home: false,
};
