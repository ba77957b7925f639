import { findChromium } from '../../tests/site/with-browser.ts';
import { KB, type Row } from '../report/row.ts';
import { requestedPaths, transferredBytes } from '../site/requested-paths.ts';
import { withThreeYearsSite } from '../site/with-site.ts';
import type { Part } from '../workbench/workbench.ts';

/** The compressed bytes of the first view of the county map over three years, until the network is idle. */
export const site: Part = {
  name: 'site',
  async measure(bench) {
    const chromium = findChromium();
    if (chromium === null) return rows(null, 'no Chromium found');
    return await withThreeYearsSite(bench, async url => {
      bench.scratch.log('the site');
      const paths = await requestedPaths(chromium, url);
      const sizes = new Map<string, number>();
      for (const path of paths) sizes.set(path, await transferredBytes(url + path));
      return rows(sizes, `${sizes.size} requests`);
    });
  },
};

/** @param sizes compressed bytes by path; null if nothing was measured */
function rows(sizes: ReadonlyMap<string, number> | null, note: string): Row[] {
  const of = (wanted: (path: string) => boolean) => [...(sizes ?? [])].filter(([path]) => wanted(path));
  const isScript = (path: string) => path.endsWith('.js');
  const isShapes = (path: string) => path.startsWith('/assets/') && path.endsWith('.json');
  const isData = (path: string) => path.startsWith('/data/');
  const isCall = (path: string) => path.startsWith('/api/');
  const isPage = (path: string) => ![isScript, isShapes, isData, isCall].some(is => is(path));
  const measured = (value: number) => (sizes === null ? [] : [value]);
  const row = (label: string, wanted: (path: string) => boolean, rest: Partial<Row> = {}): Row => {
    const bytes = of(wanted).reduce((sum, [, bytes]) => sum + bytes, 0);
    return { label, samples: measured(bytes), unit: 'kB', budget: null, ...rest };
  };
  return [
    row('first view, all', () => true, { budget: 300 * KB, note }),
    row('script', isScript, { budget: 120 * KB }),
    row('page, style and icon', isPage),
    row('shapes', isShapes),
    row('data', isData),
    { label: 'API calls', samples: measured(of(isCall).length), unit: 'count', budget: 0 },
  ];
}
