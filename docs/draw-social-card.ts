import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeDrawing } from '../site/geo/decode-shapes.ts';
import type { Shape } from '../site/geo/shape.ts';
import { shapeTopology } from '../site/shapes/shape-topology.ts';
import { world } from '../site/shapes/world.ts';
import { findChromium, launchChromium } from '../tests/site/with-browser.ts';

const ROOT = join(import.meta.dirname, '..');
/** What link previews ask for. */
const CARD = { width: 1200, height: 630 };
const QUALITY = 75;

/** Draws `site/social-card.jpg`: the countries in a pale tint of the neutral accent that stands for no data, and no words. */
async function drawSocialCard(): Promise<void> {
  const chromium = findChromium();
  if (chromium === null) throw new Error('have a Chromium installed');
  const tokens = await readFile(join(ROOT, 'site/style/tokens.css'), 'utf8');
  const { shapes, width, height } = decodeDrawing(shapeTopology(world));
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage({ viewport: CARD });
    await page.setContent(`
      <style>
        ${tokens}
        body { margin: 0; background: var(--page) }
        svg { display: block; width: 100vw; height: 100vh }
        path { fill: url(#tint); fill-rule: evenodd; stroke: var(--page); stroke-width: 0.6 }
        stop { stop-color: color-mix(in oklab, var(--accent) var(--share), var(--page)) }
      </style>
      <svg viewBox="-15 -15 ${width + 30} ${height + 30}">
        <linearGradient id="tint" gradientUnits="userSpaceOnUse" x2="${width}" y2="${height}">
          <stop style="--share: 42%" /><stop offset="1" style="--share: 16%" />
        </linearGradient>
        ${shapes.map(pathOf).join('')}
      </svg>`);
    await page.screenshot({ path: join(ROOT, 'site/social-card.jpg'), quality: QUALITY });
  } finally {
    await browser.close();
  }
}

function pathOf({ rings }: Shape): string {
  const outline = rings.map(ring => `M${ring.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join('L')}Z`);
  return `<path d="${outline.join('')}" />`;
}

await drawSocialCard();
