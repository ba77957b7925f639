import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';

/** Serves the built site over a published folder while it is used. @param use gets its address */
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
