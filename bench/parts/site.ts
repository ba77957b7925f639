import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import { KB } from '../report/format-quantity.ts';
import type { Row } from '../report/row.ts';
import { namedPaths } from '../site/named-paths.ts';
import { transferredBytes } from '../site/transferred-bytes.ts';
import { visitedPaths } from '../site/visited-paths.ts';
import type { Part } from './part.ts';

/** The compressed bytes of the first view of the county map at three years of data, until the network rests. */
export const site: Part = {
  name: 'site',
  async measure(bench) {
    const { out } = await bench.threeYears();
    bench.scratch.tell('the site');
    await buildSite();
    const data = new DiskStore({ root: out });
    const server = await serve({ port: 0, api: createQueryApp({ store: data }).fetch, data, site: SITE_DIST });
    try {
      const visited = await visitedPaths(server.url);
      const paths = visited ?? (await namedPaths(server.url, out));
      const sizes = new Map<string, number>();
      for (const path of paths) sizes.set(path, await transferredBytes(server.url + path));
      return rows(sizes, visited === null ? 'what the page names: no Chromium here' : 'what a browser asked for');
    } finally {
      await server.close();
    }
  },
};

function rows(sizes: ReadonlyMap<string, number>, note: string): Row[] {
  const of = (wanted: (path: string) => boolean) => [...sizes].filter(([path]) => wanted(path));
  const isScript = (path: string) => path.endsWith('.js');
  const isShapes = (path: string) => path.startsWith('/assets/') && path.endsWith('.json');
  const isData = (path: string) => path.startsWith('/data/');
  const isCall = (path: string) => path.startsWith('/api/');
  const isPage = (path: string) => ![isScript, isShapes, isData, isCall].some(is => is(path));
  const row = (what: string, wanted: (path: string) => boolean, rest: Partial<Row> = {}): Row => {
    const bytes = of(wanted).reduce((sum, [, bytes]) => sum + bytes, 0);
    return { what, samples: [bytes], unit: 'kB', budget: null, ...rest };
  };
  return [
    row('first view, all', () => true, { budget: 300 * KB, note: `${sizes.size} requests, ${note}` }),
    row('script', isScript, { budget: 120 * KB }),
    row('page, style and icon', isPage),
    row('shapes', isShapes),
    row('data', isData),
    { what: 'calls to a function', samples: [of(isCall).length], unit: 'count', budget: 0 },
  ];
}
