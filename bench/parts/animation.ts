import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../../tests/site/with-browser.ts';
import { countyDays } from '../animation/county-days.ts';
import { flatCounties } from '../animation/flat-counties.ts';
import { type PlayedPage, playPage } from '../animation/play-page.ts';
import { plotlyCounties, plotlyVersion, servePlotly } from '../animation/plotly-peer.ts';
import { median, percentile } from '../report/quantile.ts';
import type { Row } from '../report/row.ts';
import { withThreeYearsSite } from '../site/with-site.ts';
import type { Part } from '../workbench/workbench.ts';

const MONTH = '2021-09';
const OURS = { map: '#map-areas', days: 90 };
const THEIRS = { map: '#map', days: 15 };
const RUNS = 3;
const SHAPES = join(import.meta.dirname, '..', '..', 'site', 'generated', 'shapes', 'us-counties.json');

interface View {
  readonly label: string;
  /** The part of the query string after the day. */
  readonly search: string;
  readonly change: 'total' | 'smoothed';
}

const VIEWS: readonly View[] = [
  { label: 'cases, total', search: '', change: 'total' },
  { label: 'new cases, 7-day average', search: '&change=new&smooth=7', change: 'smoothed' },
];

interface Played {
  readonly view: View;
  readonly ours: readonly PlayedPage[];
  readonly theirs: readonly PlayedPage[];
}

/** The frame time of the county map playing 30 days per second, in turn with Plotly's map of the same days. */
export const animation: Part = {
  name: 'animation',
  async measure(bench) {
    const chromium = findChromium();
    const version = await plotlyVersion();
    if (chromium === null)
      return rows(
        VIEWS.map(view => ({ view, ours: [], theirs: [] })),
        version,
        NO_CHROMIUM,
      );
    return await withThreeYearsSite(bench, async (url, out) => {
      const browser = await launchChromium(chromium);
      try {
        const played: Played[] = [];
        for (const view of VIEWS) {
          bench.scratch.log(`animation, ${view.label}`);
          played.push(await playBoth(browser, { url, out, view, runs: bench.quick ? 1 : RUNS, version }));
        }
        return rows(played, version);
      } finally {
        await browser.close();
      }
    });
  },
};

const NO_CHROMIUM = 'no Chromium found';
const NO_PLOTLY = 'not installed: run npm ci in bench/peers/plotly';

interface PlayOptions {
  readonly url: string;
  readonly out: string;
  readonly view: View;
  readonly runs: number;
  readonly version: string | null;
}

async function playBoth(browser: Browser, { url, out, view, runs, version }: PlayOptions): Promise<Played> {
  const page = { ...OURS, url: `${url}/?date=${MONTH}-01&speed=30${view.search}` };
  const ours = [await playPage(browser, page)];
  const theirs: PlayedPage[] = [];
  const size = ours[0]?.size ?? { width: 0, height: 0 };
  const shapes: unknown = JSON.parse(await readFile(SHAPES, 'utf8'));
  const days = await countyDays(out, MONTH);
  const peer =
    version === null ? null : await servePlotly(plotlyCounties(flatCounties(shapes), days, view.change, size));
  try {
    while (true) {
      if (peer !== null) theirs.push(await playPage(browser, { ...THEIRS, url: peer.url }));
      if (ours.length === runs) return { view, ours, theirs };
      ours.push(await playPage(browser, page));
    }
  } finally {
    await peer?.close();
  }
}

function rows(played: readonly Played[], version: string | null, missing?: string): Row[] {
  const note = missing ?? (version === null ? NO_PLOTLY : `Plotly ${version}`);
  return played.flatMap(({ view: { label }, ours, theirs }): Row[] => [
    { label: `${label}: median frame`, samples: ours.map(medianFrame), unit: 'ms', budget: 8, ...noted(missing) },
    { label: `${label}: p95`, samples: ours.map(p95Frame), unit: 'ms', budget: 16 },
    {
      label: `${label}: longest task of 50 ms or more`,
      samples: ours.map(({ longestTask }) => longestTask),
      unit: 'ms',
      budget: null,
    },
    { label: `${label}: median frame of Plotly`, samples: theirs.map(medianFrame), unit: 'ms', budget: null, note },
    { label: `${label}: p95 of Plotly`, samples: theirs.map(p95Frame), unit: 'ms', budget: null },
  ]);
}

function noted(note: string | undefined): Pick<Row, 'note'> {
  return note === undefined ? {} : { note };
}

function medianFrame({ frames }: PlayedPage): number {
  return median(frames);
}

function p95Frame({ frames }: PlayedPage): number {
  return percentile(frames, 0.95);
}
