import { type IndexEntry, parseIndexFile } from '../contract/index-file.ts';
import { INDEX_KEY, SITE_KEY } from '../contract/keys.ts';
import { Problem } from '../contract/problem.ts';
import { NEUTRAL_SITE, type SiteFile } from '../contract/site-file.ts';
import { readSiteYaml } from '../describe/read-site-yaml.ts';
import type { BuildTools } from '../job/build.ts';
import type { Store } from '../store/store.ts';
import { UnreadableObject } from '../store/unreadable-object.ts';
import { publishCatalog } from './catalog.ts';
import { readSnapshot } from './documents.ts';
import { jsonBytes, parseJson } from './pointer.ts';
import { settleObject } from './replace-object.ts';

/** Names the site; it lies at the root of the uploads. */
export const SITE_YAML = 'site.yaml';

type SiteTools = Pick<BuildTools, 'uploads' | 'site' | 'log'>;

/**
 * Publishes the site's name, then its catalog and pages with it. All follow from `site.yaml` and the index alone; while that file
 * cannot be read, they stay.
 */
export async function publishSite(tools: SiteTools): Promise<void> {
  await settleObject(SITE_KEY, tools.site, async () => {
    const named = await fromYaml(tools);
    if (named === 'unreadable') return null;
    const datasets = await publishedDatasets(tools.site);
    const site = named ?? (await fromDatasets(datasets, tools.site));
    return jsonBytes({ ...site, home: datasets.length !== 1 || named?.home === true });
  });
  await publishCatalog(tools.site);
}

/** Null without a `site.yaml`, or with one that is wrong: that is logged, and stops no data set. */
async function fromYaml({ uploads, log }: SiteTools): Promise<SiteFile | 'unreadable' | null> {
  try {
    const object = await uploads.get(SITE_YAML);
    if (object === undefined) return null;
    return readSiteYaml(Buffer.from(await object.bytes()).toString(), SITE_YAML);
  } catch (cause) {
    if (cause instanceof UnreadableObject) {
      log('site-ignored', { message: cause.message });
      return 'unreadable';
    }
    const message = cause instanceof Problem ? cause.message : `${SITE_YAML} is not YAML`;
    log('site-ignored', { message });
    return null;
  }
}

async function publishedDatasets(site: Store): Promise<readonly IndexEntry[]> {
  const index = await site.get(INDEX_KEY);
  return index === undefined ? [] : parseIndexFile(parseJson(await index.bytes(), INDEX_KEY), '').datasets;
}

/** A single data set gives its name to the site. */
async function fromDatasets(datasets: readonly IndexEntry[], site: Store): Promise<SiteFile> {
  const [only] = datasets;
  if (only === undefined || datasets.length > 1) return NEUTRAL_SITE;
  const { site: identity, title, description } = await readSnapshot(only.id, only.snapshot, site);
  const tagline = description === '' ? null : description;
  return { ...NEUTRAL_SITE, ...(identity ?? { title, tagline }) };
}
