import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriesPreview } from '../../functions/assemble/preview.ts';
import { parseIndexFile } from '../../functions/contract/index-file.ts';
import { blobKey, INDEX_KEY } from '../../functions/contract/keys.ts';
import { createBlobs } from '../../functions/publish/blobs.ts';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { droppedFiles } from '../../local/dropped-files.ts';
import { serve, serveApp } from '../../local/serve.ts';
import { MIGRATION, PRICES, RAIN, UNEMPLOYMENT } from './any-data.ts';
import { axeFindings, describePages, PHONE } from './describe-site.ts';
import { type AnyData, publishAny } from './publish-any.ts';

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

/** The built site over some data sets, on its own, or where its owner may drop files. */
async function siteOf(sets: readonly AnyData[], { takesFiles = false } = {}) {
  await buildSite();
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-home-'));
  const uploads = join(folder, 'uploads');
  const data = new DiskStore({ root: join(folder, 'out') });
  if (sets.length > 0) await publishAny(data, sets);
  const { fetch } = createQueryApp({ store: data, freshSeconds: 0, log: console.error });
  const dropped = takesFiles ? await droppedFiles(new DiskStore({ root: uploads })) : undefined;
  const server = await serve({
    port: 0,
    api: fetch,
    data,
    site: SITE_DIST,
    ...(dropped === undefined ? {} : { dropped }),
  });
  closers.push(server.close, () => rm(folder, { recursive: true, force: true }));
  if (dropped !== undefined) closers.push(dropped.close);
  return { address: server.url, uploads, data };
}

describePages('the home page', [], ({ visit, visitAlone }) => {
  const texts = (page: Page, selector: string) => page.locator(selector).allTextContents();
  const home = (page: Page) => page.waitForSelector('body[data-state="ready"] .home');

  describe('of a site with several data sets', () => {
    let address = '';
    beforeAll(async () => {
      const site = await siteOf([UNEMPLOYMENT, RAIN, PRICES]);
      address = site.address;
      await addPreview(site.data);
    }, 120_000);

    it('shows a card for each, the whole of which is a link', async () => {
      await visit(async page => {
        await page.goto(address);
        await home(page);
        expect(await texts(page, '.home h1')).toEqual(['Three data sets']);
        expect(await texts(page, '.card h2')).toEqual(['Unemployment', 'Weather', 'Prices']);
        expect(await texts(page, '.card-views')).toEqual(['Map, curves', 'Map, curves', 'Curves']);
        expect(await page.locator('.card-meta').nth(0).innerText()).toMatch(
          /^Map, curves\n\d+ places\nto December 29, 2025 · published /,
        );
        const box = await page.locator('.card').nth(2).boundingBox();
        await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) - 8, (box?.y ?? 0) + (box?.height ?? 0) - 8);
        await page.waitForURL(`${address}/prices**`);
        await page.waitForSelector('.curves:not(.is-loading)');
      });
    });

    it('shows the picture of a data set in the colors of the page', async () => {
      await visitAlone(async page => {
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.goto(address);
        await home(page);
        const picture = page.locator('img.card-picture');
        await expect
          .poll(() => picture.evaluate(image => image instanceof HTMLImageElement && image.naturalWidth))
          .toBe(254);
        expect(await picture.getAttribute('alt')).toBe('');
        const dark = await picture.screenshot();
        await page.locator('#theme').click();
        await expect.poll(async () => (await picture.screenshot()).equals(dark)).toBe(false);
      });
    });

    it.each([
      ['a wide page', {}],
      ['a phone', PHONE],
    ])('passes an accessibility check on %s, in light and dark', async (_, options) => {
      await visitAlone(async page => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await page.goto(address);
          await home(page);
          expect(await axeFindings(page)).toEqual([]);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }, options);
    });

    it('never begins as a map', async () => {
      const html = await (await fetch(address)).text();
      expect(html).toContain('data-tab="home"');
      await visitAlone(async page => {
        await page.route('**/data/index.json', async route => {
          await new Promise(resolve => setTimeout(resolve, 300));
          await route.continue();
        });
        await page.goto(address, { waitUntil: 'domcontentloaded' });
        await page.waitForSelector('.masthead');
        expect(await page.locator('#tab-map').isVisible()).toBe(false);
        expect(await page.locator('.tabs').isVisible()).toBe(false);
        await home(page);
        expect(await page.locator('#tab-map').isVisible()).toBe(false);
      });
    });

    it('finds places before data sets, each with its figure in every data set that has it', async () => {
      await visit(async page => {
        await page.goto(address);
        await home(page);
        await page.getByRole('combobox', { name: 'Search data sets and places' }).fill('georgia');
        const options = page.locator('[role="option"]');
        await expect.poll(() => options.count()).toBeGreaterThan(1);
        const found = await options.allInnerTexts();
        expect(found[0]).toMatch(/^Georgia\s+Unemployment: \d\.\d% unemployment rate$/);
        await page.keyboard.press('Enter');
        await page.waitForURL(`${address}/jobs/map?map=us-states&place=US-GA`);
        await page.waitForSelector('body[data-state="ready"] #tooltip:visible');
      });
    });

    it('finds data sets by their words, and says when nothing is found', async () => {
      await visit(async page => {
        await page.goto(address);
        await home(page);
        const search = page.getByRole('combobox');
        await search.fill('price');
        const group = page.getByRole('group', { name: 'Data sets' });
        await expect.poll(() => group.getByRole('option').allInnerTexts()).toHaveLength(1);
        expect(await axeFindings(page)).toEqual([]);
        await search.fill('qqqqq');
        await expect
          .poll(() => texts(page, '.place-search-note'))
          .toEqual(['No data set or place here is called “qqqqq”.']);
        await search.fill('price');
        await expect.poll(() => group.getByRole('option').count()).toBe(1);
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('Enter');
        await page.waitForURL(`${address}/prices**`);
      });
    });

    it('is one step away from every page of a data set', async () => {
      await visit(async page => {
        for (const path of ['/jobs/map', '/rain/curves', '/prices/about']) {
          await page.goto(address + path);
          await page.waitForSelector('body[data-state="ready"]');
          await page.getByRole('link', { name: 'All data sets' }).click();
          await home(page);
        }
        await page.goBack();
        await page.waitForSelector('body[data-state="ready"]:not([data-tab="home"])');
      });
    });
  });

  it('of a site with one data set is that data set, without a way to a home page', async () => {
    const { address } = await siteOf([MIGRATION]);
    expect(await (await fetch(address)).text()).not.toContain('data-tab="home"');
    await visit(async page => {
      await page.goto(address);
      await page.waitForSelector('body[data-state="ready"] #map-areas[data-date]');
      expect(await page.getByRole('link', { name: 'All data sets' }).isVisible()).toBe(false);
    });
  });

  it('of an empty site says how to begin, and takes no file from visitors', async () => {
    const { address } = await siteOf([]);
    for (const options of [{}, PHONE]) {
      await visit(async page => {
        await allowMissing(page);
        await page.goto(address);
        await home(page);
        expect(await texts(page, '.home h1')).toEqual(['No data sets yet']);
        expect(await page.locator('.upload-hint code').innerText()).toBe('seecovid upload penguins.csv');
        expect(await page.locator('input[type=file]').count()).toBe(0);
        expect(await axeFindings(page)).toEqual([]);
      }, options);
    }
  });

  describe('where its owner may drop a file', () => {
    const CSV = 'species,mass,seen\nAdelie,3750,2007-11-11\nGentoo,,2007-11-12\n';
    const drop = (page: Page, name: string, text: string) =>
      page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });

    it('shows what each column was taken for, and publishes when told', async () => {
      const { address, uploads } = await siteOf([], { takesFiles: true });
      await visitAlone(async page => {
        await allowMissing(page);
        await page.goto(address);
        await home(page);
        await drop(page, 'Birds.csv', CSV);
        await page.waitForSelector('.preview');
        expect(await page.locator('.preview h2').innerText()).toBe('Birds.csv: 2 rows, 3 columns');
        expect(await texts(page, '.preview th')).toEqual(['speciestext', 'masswhole number', 'seendate']);
        expect(await texts(page, '.preview td')).toEqual(['Adelie', '3750', '2007-11-11', 'Gentoo', '–', '2007-11-12']);
        await page.locator('.preview summary').click();
        expect(await texts(page, '.preview-reasons dt')).toEqual(['species', 'mass', 'seen']);
        expect((await texts(page, '.preview-reasons dd')).every(why => /^[A-Z0-9].*\.$/.test(why))).toBe(true);
        expect(await axeFindings(page)).toEqual([]);
        await expect(readFile(join(uploads, 'Birds.csv'))).rejects.toThrow('ENOENT');
        await page.getByRole('button', { name: 'Publish it' }).click();
        await expect.poll(() => readFile(join(uploads, 'Birds.csv'), 'utf8').catch(() => null)).toBe(CSV);
      });
    });

    it('refuses with line and fault, and offers two ways on', async () => {
      const { address } = await siteOf([UNEMPLOYMENT, RAIN], { takesFiles: true });
      await visitAlone(async page => {
        await page.goto(address);
        await home(page);
        await drop(page, 'ragged.csv', 'a,b\n1,2\n3\n4,5\n6\n');
        const alert = page.getByRole('alert');
        await alert.waitFor();
        expect(await alert.innerText()).toMatch(
          /^ragged\.csv was not read\. .*line 3.* Nothing was published\. Correct it and drop it again, or choose another file\.$/,
        );
        expect(await axeFindings(page)).toEqual([]);
        const chooser = page.waitForEvent('filechooser');
        await page.getByRole('button', { name: 'choose another file' }).click();
        await (await chooser).setFiles({ name: 'birds.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
        await page.waitForSelector('.preview');
        await page.getByRole('button', { name: 'Discard' }).click();
        await expect.poll(() => page.locator('.preview').count()).toBe(0);
      });
    });

    it('takes a file that is dropped anywhere on the page', async () => {
      const { address } = await siteOf([UNEMPLOYMENT, RAIN], { takesFiles: true });
      await visitAlone(async page => {
        await page.goto(address);
        await home(page);
        await page.evaluate(text => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], 'birds.csv'));
          for (const type of ['dragenter', 'dragover', 'drop'])
            document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }, CSV);
        await page.waitForSelector('.preview');
        expect(await page.locator('.zone.is-over').count()).toBe(0);
      });
    });

    it('takes none within the page of somebody else', async () => {
      const { address } = await siteOf([UNEMPLOYMENT, RAIN], { takesFiles: true });
      await visitAlone(async page => {
        const html = `<!doctype html><link rel="icon" href="data:,"><iframe src="${address}" width="900" height="600"></iframe>`;
        const other = await serveApp(
          new Hono().get('/', context => context.html(html)),
          0,
        );
        closers.push(other.close);
        await page.goto(other.url);
        const frame = page.frames().find(frame => frame.parentFrame() !== null) ?? page.mainFrame();
        await frame.waitForSelector('.home');
        expect(await frame.locator('input[type=file]').count()).toBe(0);
      });
    });
  });
});

/** Nothing is published, and the browser says on the console that files are missing. */
async function allowMissing(page: Page): Promise<void> {
  await page.route('**/data/{index,site}.json', async route => {
    const response = await route.fetch();
    const json = route.request().url().endsWith('index.json')
      ? { schema: 'index/1', datasets: [] }
      : { schema: 'site/1', title: 'Data', tagline: null, accent: null, home: true };
    await (response.status() === 404 ? route.fulfill({ json }) : route.fulfill({ response }));
  });
}

/** Gives the last data set a picture, as a build would. */
async function addPreview(data: DiskStore): Promise<void> {
  const index = parseIndexFile(
    JSON.parse(Buffer.from((await (await data.get(INDEX_KEY))?.bytes()) ?? []).toString()),
    '',
  );
  const svg = seriesPreview({ dataset: 'prices', map: null, line: [3, 1, 4, 1, 5, 9, 2, 6] }) ?? '';
  const blobs = await createBlobs('prices', data);
  const preview = await blobs.addPicture(svg);
  await blobs.settle();
  expect(await data.get(blobKey('prices', preview, 'svg'))).toBeDefined();
  const datasets = index.datasets.map(entry => (entry.id === 'prices' ? { ...entry, preview } : entry));
  await data.put(INDEX_KEY, Buffer.from(JSON.stringify({ ...index, datasets })));
}
