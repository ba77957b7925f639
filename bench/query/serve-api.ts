import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { serve } from '../../local/serve.ts';

/** A process of its own: the API over a published folder on a free port of this machine, which it prints. Ends when it is told to. */
const [out = ''] = process.argv.slice(2);
const store = new DiskStore({ root: out });
const { fetch } = createQueryApp({ store });
const { url } = await serve({ port: 0, api: fetch, data: store, site: out });
console.log(url);
