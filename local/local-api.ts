import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSite, renderPage } from '../functions/publish/pages.ts';
import { BASE_PATH, type Log } from '../functions/query/http/api-response.ts';
import { createQueryApp } from '../functions/query/query-app.ts';
import { TABLE_ROUTES } from '../functions/query/table-queries/table-routes.ts';
import type { Store } from '../functions/store/store.ts';
import { createTablesApp } from '../functions/tables/tables-app.ts';

export interface LocalApi {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/**
 * The whole API on one machine, with what is live at every moment: each path goes to the app that answers it on AWS.
 * @param site the folder of the built site, whose page pages of places are made from
 */
export async function openLocalApi(store: Store, log: Log, site: string | null = null): Promise<LocalApi> {
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-tables-'));
  const query = createQueryApp({
    ...{ store, log, freshSeconds: 0 },
    template: async () => (site === null ? null : await builtPage(site, store)),
  });
  const tables = createTablesApp({ store, log, folder, freshSeconds: 0 });
  return {
    fetch: request => (OF_TABLES.test(new URL(request.url).pathname) ? tables : query).fetch(request),
    async close() {
      await tables.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function builtPage(site: string, store: Store): Promise<string | null> {
  const html = await readFile(join(site, 'place.html'), 'utf8').catch(() => null);
  return html === null ? null : renderPage(html, await readSite(store));
}

const OF_TABLES = new RegExp(
  `^${BASE_PATH}(${TABLE_ROUTES.map(({ path }) => path.replaceAll(/\{\w+\}/g, '[^/]+')).join('|')})$`,
);
