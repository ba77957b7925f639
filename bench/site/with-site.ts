import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import type { Workbench } from '../workbench/workbench.ts';

/** Serves the built site with a published folder during `use`, which gets the URL. */
export async function withSite<T>(out: string, use: (url: string) => Promise<T>): Promise<T> {
  await buildSite();
  const data = new DiskStore({ root: out });
  const server = await serve({ port: 0, api: createQueryApp({ store: data }).fetch, data, site: SITE_DIST });
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

/** The same with three years of the sample; `use` also gets the published folder. */
export async function withThreeYearsSite<T>(
  bench: Pick<Workbench, 'threeYearsPublished'>,
  use: (url: string, out: string) => Promise<T>,
): Promise<T> {
  const out = await bench.threeYearsPublished();
  return await withSite(out, url => use(url, out));
}
