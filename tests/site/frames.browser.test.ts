import { createServer } from 'node:http';
import type { Frame, Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { testFirst } from '../exhaustive.ts';
import { describeSite, WIDE } from './describe-site.ts';

describeSite('the page in a frame of another site', ({ address, visit }) => {
  /** A page of another site with a view in a frame, as content systems make of a link. */
  const framed = async (page: Page, path: string, sandbox: string): Promise<Frame> => {
    const other = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<!doctype html><iframe sandbox="${sandbox}" width="900" height="600" src="${address}${path}"></iframe>`,
      );
    });
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done));
    onTestFinished(() => void other.close());
    const listening = other.address();
    if (listening === null || typeof listening === 'string') throw new Error('the other site must have a port');
    await page.goto(`http://127.0.0.1:${listening.port}/`, { waitUntil: 'load' });
    const frame = page.frames().find(candidate => candidate !== page.mainFrame());
    if (frame === undefined) throw new Error('the page must have a frame');
    return frame;
  };

  testFirst([
    ['/covid/map?embed=1&map=us-states', '#map-areas[data-date]'],
    ['/?embed=1', '#map-areas[data-date]'],
    ['/covid/curves?embed=1', '.curves-legend-item'],
    ['/covid/sandbox?embed=1', '.sandbox-compare canvas'],
  ] as const)('runs where scripts alone are allowed: %s', async (path, picture) => {
    await visit(async page => {
      const frame = await framed(page, path, 'allow-scripts');
      await frame.waitForSelector(`body[data-state="ready"] ${picture}`);
      expect(await frame.evaluate(() => getComputedStyle(document.body).display)).toBe('flex');
      await page.waitForTimeout(300);
    });
  });

  it('plays there and writes what address it may', async () => {
    await visit(async page => {
      const frame = await framed(page, '/?embed=1', 'allow-scripts');
      await frame.waitForSelector('body[data-state="ready"] #map-areas[data-date]');
      const newest = await frame.locator('#map-areas').getAttribute('data-date');
      await frame.locator('#date').press('ArrowLeft');
      await expect.poll(() => frame.locator('#map-areas').getAttribute('data-date')).not.toBe(newest);
      await page.waitForTimeout(300);
    });
  });

  it('says so at once where no script may run', async () => {
    await visit(
      async page => {
        await page.goto(`${address}/covid/map?embed=1`);
        await page.locator('noscript p').waitFor();
        expect(await page.locator('noscript p').textContent()).toContain('needs JavaScript');
        for (const part of ['main', '#unstarted']) expect(await page.locator(part).isVisible()).toBe(false);
      },
      { ...WIDE, javaScriptEnabled: false },
    );
  });

  it('says so after a while where its program does not arrive', async () => {
    const complaints = visit(async page => {
      await page.route(/\/assets\/index-[^/]*\.js$/, route => route.abort());
      const frame = await framed(page, '/covid/map?embed=1', 'allow-scripts');
      const words = frame.getByText('This page has not started');
      await words.waitFor({ state: 'attached' });
      expect(await words.isVisible()).toBe(false);
      await frame.evaluate(() => {
        for (const animation of document.getAnimations()) animation.finish();
      });
      await words.waitFor();
    });
    await expect(complaints).rejects.toThrow(/^the page complained: Failed to load resource: net::ERR_FAILED$/);
  });
});
