import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { serve } from '../../local/serve.ts';

/** Run as a process: serves the API for a published folder on a free port, and prints its URL. Runs until killed. */
const [out = ''] = process.argv.slice(2);
const store = new DiskStore({ root: out });
const { fetch } = createQueryApp({ store });
const { url } = await serve({ port: 0, api: fetch, data: store, site: out });
console.log(url);
