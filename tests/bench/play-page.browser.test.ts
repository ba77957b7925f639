// @module-tag exhaustive
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { playPage } from '../../bench/animation/play-page.ts';
import { serveFiles } from '../../bench/animation/plotly-peer.ts';
import { median } from '../../bench/report/quantile.ts';
import { findChromium, launchChromium } from '../site/with-browser.ts';

const chromium = findChromium();
const skipped = chromium === null ? ' [skipped: no Chromium was found: install one or set CHROMIUM_PATH]' : '';
const WORK_MS = 12;
const WORK = `const work = () => { const end = performance.now() + ${WORK_MS}; while (performance.now() < end); };
  const map = document.getElementById('map');
  const paint = () => { map.dataset.date = String(Number(map.dataset.date) + 1); };
  const onPlay = play => document.getElementById('play').addEventListener('click', play);`;

describe.skipIf(chromium === null)(`playPage(browser, page)${skipped}`, { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(() => browser?.close());

  const play = async (script: string) => {
    const body = `<!doctype html><div id="map" data-date="0">map</div><button id="play">Play</button><script>${WORK}${script}</script>`;
    const server = await serveFiles(new Map([['/', { contentType: 'text/html', body }]]));
    onTestFinished(() => server.close());
    return playPage(browser, { url: server.url, map: '#map', days: 10 });
  };

  it('times the frames in which the day changes, and no others', async () => {
    const { frames, size } = await play(`let turn = 0;
      const step = () => { if (turn++ % 2 === 0) { work(); paint(); } else { work(); work(); work(); work(); } requestAnimationFrame(step); };
      onPlay(step);`);
    expect(frames.length).toBeGreaterThanOrEqual(9);
    expect(median(frames)).toBeGreaterThanOrEqual(WORK_MS);
    expect(median(frames)).toBeLessThan(4 * WORK_MS);
    expect(size.width).toBeGreaterThan(100);
  });

  it('counts what a frame has promised, and all callbacks of one frame', async () => {
    const { frames } = await play(`
      const step = async () => { await null; work(); paint(); requestAnimationFrame(step); requestAnimationFrame(work); };
      onPlay(step);`);
    expect(median(frames.slice(1))).toBeGreaterThanOrEqual(2 * WORK_MS);
  });

  it('counts no callback that was cancelled', async () => {
    const { frames } = await play(`
      const step = () => { paint(); cancelAnimationFrame(requestAnimationFrame(work)); requestAnimationFrame(step); };
      onPlay(step);`);
    expect(median(frames)).toBeLessThan(WORK_MS);
  });

  it('counts the drawing that a canvas has put off', async () => {
    const { frames } = await play(`
      const canvas = document.body.appendChild(document.createElement('canvas'));
      canvas.width = canvas.height = 2000;
      const step = () => {
        const context = canvas.getContext('2d');
        for (let n = 0; n < 150; n++) { context.beginPath(); context.arc(1000, 1000, 900 + n, 0, 7); context.fill(); }
        paint();
        requestAnimationFrame(step);
      };
      onPlay(step);`);
    expect(median(frames)).toBeGreaterThan(WORK_MS);
  });

  it('refuses a page that paints its days outside of frames', async () => {
    await expect(play('onPlay(() => setInterval(paint, 5));')).rejects.toThrow('of them in a frame');
  });
});
