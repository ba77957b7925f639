import type { Browser } from 'playwright-core';
import { runPair } from '../../site/views/sandbox/model.ts';
import { findChromium, launchChromium } from '../../tests/site/with-browser.ts';
import { median, percentile } from '../report/quantile.ts';
import type { Row } from '../report/row.ts';
import { withThreeYearsSite } from '../site/with-site.ts';
import type { Part } from '../workbench/workbench.ts';

const VIEWPORT = { width: 1440, height: 900 };
const RUNS = 3;
/** Moves of a drag, about one per frame. */
const MOVES = 120;
const FRAME_MS = 1000 / 60;

/** The sandbox: all slider positions, and the frames while a parameter change is dragged. */
export const sandbox: Part = {
  name: 'sandbox',
  async measure(bench) {
    const sweeps = Array.from({ length: bench.quick ? 1 : RUNS }, sweepMs);
    const sweep: Row = { label: 'all 2,268 slider positions', samples: sweeps, unit: 'ms', budget: 1000 };
    const chromium = findChromium();
    if (chromium === null) return [sweep, ...dragRows([], 'no Chromium found')];
    return await withThreeYearsSite(bench, async url => {
      const browser = await launchChromium(chromium);
      try {
        bench.scratch.log('the sandbox, dragged');
        const drags: number[][] = [];
        for (let run = 0; run < sweeps.length; run += 1) drags.push(await dragFrames(browser, url));
        return [sweep, ...dragRows(drags)];
      } finally {
        await browser.close();
      }
    });
  },
};

function sweepMs(): number {
  const start = performance.now();
  for (let d = 1; d <= 28; d += 1) {
    for (let r = 0; r <= 80; r += 2) {
      const at = (tenths: number) => [{ t: 0, d, r: tenths / 10 }];
      runPair(at(r), at(Math.min(r + 1, 80)));
    }
  }
  return performance.now() - start;
}

/** Milliseconds between frames while the second change is dragged back and forth. */
async function dragFrames(browser: Browser, url: string): Promise<number[]> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(`${url}/covid/sandbox?view=change`);
    const handle = page.locator('.sandbox-handle').nth(1);
    await handle.waitFor();
    const box = await handle.boundingBox();
    if (box === null) throw new Error('the sandbox must show the handle of its second change');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    const frames = page.evaluate(
      count =>
        new Promise<number[]>(resolve => {
          const times: number[] = [];
          const next = (time: number) => {
            times.push(time);
            if (times.length <= count) requestAnimationFrame(next);
            else resolve(times.slice(1).map((time, index) => time - (times[index] ?? time)));
          };
          requestAnimationFrame(next);
        }),
      MOVES,
    );
    for (let move = 1; move <= MOVES; move += 1) {
      await page.mouse.move(x + 80 * Math.sin(move / 15), y + 20 * Math.sin(move / 9));
      await new Promise(resolve => setTimeout(resolve, FRAME_MS / 2));
    }
    const intervals = await frames;
    await page.mouse.up();
    return intervals;
  } finally {
    await page.close();
  }
}

function dragRows(drags: readonly (readonly number[])[], note?: string): Row[] {
  const noted = note === undefined ? {} : { note };
  return [
    { label: 'dragging a change: between frames', samples: drags.map(median), unit: 'ms', budget: 17, ...noted },
    {
      label: 'dragging a change: p95',
      samples: drags.map(times => percentile(times, 0.95)),
      unit: 'ms',
      budget: null,
      ...noted,
    },
  ];
}
