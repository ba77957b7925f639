import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import type { Workbench } from '../workbench/workbench.ts';

/** Serves the built site over three years of the sample while it is used. @param use gets its address and the published folder */
export async function withThreeYearsSite<T>(
  bench: Pick<Workbench, 'threeYearsPublished'>,
  use: (url: string, out: string) => Promise<T>,
): Promise<T> {
  const out = await bench.threeYearsPublished();
  await buildSite();
  const data = new DiskStore({ root: out });
  const server = await serve({ port: 0, api: createQueryApp({ store: data }).fetch, data, site: SITE_DIST });
  try {
    return await use(server.url, out);
  } finally {
    await server.close();
  }
}
