import { findChromium, launchChromium } from '../../tests/site/with-browser.ts';
import { loadSlowly, type WatchedPaint } from '../paint/load-slowly.ts';
import type { Row } from '../report/row.ts';
import { withThreeYearsSite } from '../site/with-site.ts';
import type { Part } from '../workbench/workbench.ts';

const LOADS = 5;
const MAP = '#map-areas';

/** When the first view of the county map over three years is visible, on a slow network and CPU. */
export const paint: Part = {
  name: 'paint',
  async measure(bench) {
    const chromium = findChromium();
    if (chromium === null) return rows([], 'no Chromium found');
    return await withThreeYearsSite(bench, async url => {
      const browser = await launchChromium(chromium);
      try {
        const loads: WatchedPaint[] = [];
        const count = bench.quick ? 1 : LOADS;
        for (let load = 1; load <= count; load++) {
          bench.scratch.log(`paint, ${load} of ${count}`);
          loads.push(await loadSlowly(browser, url, MAP));
        }
        return rows(loads, '10 Mbit/s, 40 ms, CPU slowed 4 times');
      } finally {
        await browser.close();
      }
    });
  },
};

function rows(loads: readonly WatchedPaint[], note: string): Row[] {
  const seconds = (of: (load: WatchedPaint) => number | null) => loads.flatMap(load => inSeconds(of(load)));
  const largest = [...new Set(loads.map(({ largest }) => largest))].join(', ');
  return [
    { label: 'first contentful paint', samples: seconds(load => load.firstContentful), unit: 's', budget: null, note },
    {
      label: 'largest contentful paint',
      samples: seconds(load => load.largestContentful),
      ...{ unit: 's', budget: 1.5, ...(largest === '' ? {} : { note: largest }) },
    },
    { label: 'map painted', samples: seconds(({ map }) => map), unit: 's', budget: 1.5 },
  ];
}

function inSeconds(milliseconds: number | null): readonly number[] {
  return milliseconds === null ? [] : [milliseconds / 1000];
}
