import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSample } from '../../local/sample/write-sample.ts';
import type { LocalServer } from '../../local/serve.ts';
import { runCli } from '../cli/run-cli.ts';
import { describePages, PHONE, WIDE } from './describe-site.ts';
import { type PlainHost, startPlainHost } from './plain-host.ts';
import { publishedStack } from './published-stack.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const IRIS = join(import.meta.dirname, '../../datasets/iris/iris.csv');

describePages('a site exported to a plain host', [], ({ visit }) => {
  let folder = '';
  let host: PlainHost | undefined;
  let stack: LocalServer | undefined;
  const exported = async () =>
    runCli('export', join(folder, 'public'), '--uploads', join(folder, 'uploads'), '--out', join(folder, 'out'));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seecovid-export-'));
    const uploads = join(folder, 'uploads');
    await writeSample(uploads, { firstDate: '2020-03-20', days: 30 });
    await cp(IRIS, join(uploads, 'iris.csv'));
    await cp(join(EXAMPLES, 'weekly-unemployment'), join(uploads, 'unemployment'), { recursive: true });
    stack = await publishedStack(uploads, join(folder, 'out'));
    while ((await (await fetch(`${stack.url}/data/index.json`)).json()).datasets?.length !== 3) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    const { code, out, err } = await exported();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Exported 3 data sets');
    host = await startPlainHost(join(folder, 'public'));
  }, 120_000);
  afterAll(async () => {
    await host?.close();
    await stack?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a page and hands it over; nothing that it asks for may be missing. */
  const open = async (path: string, ready: string, use: (page: Page) => Promise<void>, options = WIDE) =>
    visit(async page => {
      await page.goto(`${host?.url}${path}`);
      await page.locator(ready).first().waitFor();
      await use(page);
      expect(host?.missing).toEqual([]);
    }, options);

  it.each([WIDE, PHONE])('every page opens and asks for files alone: %#', async options => {
    await open(
      '/',
      'body[data-state="ready"] .home',
      async page => {
        expect(await page.locator('.home a[href^="/iris"]').count()).toBeGreaterThan(0);
      },
      options,
    );
    await open(
      '/covid/map/?map=us-states&date=2020-03-25',
      'body[data-state="ready"] #headline',
      async () => {},
      options,
    );
    for (const view of ['about', 'sandbox']) {
      await open(
        `/covid/${view}/`,
        `body[data-state="ready"][data-tab="${view}"] h1:visible`,
        async page => {
          await page.waitForLoadState('networkidle');
          expect(await page.getByText('did not load').count()).toBe(0);
        },
        options,
      );
    }
  });

  it('curves have the numbers of the API', async () => {
    const path = '/covid/curves/?regions=US-NY,17031&measures=deaths';
    const readings: string[] = [];
    for (const address of [host?.url, stack?.url]) {
      await visit(async page => {
        await page.goto(`${address}${path}`);
        await page.locator('.curves:not(.is-loading) .curves-figure:not([aria-busy])').waitFor({ state: 'attached' });
        await page.getByRole('button', { name: 'Table' }).click();
        readings.push(await page.locator('dialog table').innerText());
        expect(await page.getByRole('button', { name: 'Code' }).count()).toBe(address === host?.url ? 0 : 1);
      });
    }
    expect(readings[0]).toContain('New York');
    expect(readings[0]).toBe(readings[1]);
    expect(host?.missing).toEqual([]);
  });

  it('a place has the figures of the API', async () => {
    const readings: string[] = [];
    for (const address of [host?.url, stack?.url]) {
      await visit(async page => {
        await page.goto(`${address}/covid/map/`);
        await page.locator('body[data-state="ready"]').waitFor();
        await page.evaluate(() => {
          const link = Object.assign(document.createElement('a'), {
            href: '/covid/place/US-NY',
            textContent: 'New York',
          });
          document.body.append(link);
          link.click();
        });
        await page.locator('.place-number').first().waitFor();
        await page.waitForFunction(() => !document.querySelector('.place-figures')?.textContent.includes('…'));
        readings.push((await page.locator('.place-figures').innerText()).trim());
      });
    }
    expect(readings[0]).toMatch(/per 100,000 people/);
    expect(readings[0]).toBe(readings[1]);
    expect(host?.missing).toEqual([]);
  });

  it('a table filters, draws and is saved as with the API', async () => {
    const asked = `${stack?.url}/api/v1/datasets/iris/tables/iris/rows?where=species:eq:virginica&sort=-petal_length&format=csv`;
    const wanted = await (await fetch(asked)).text();
    await visit(async page => {
      await page.goto(`${host?.url}/iris/table/`);
      await page.locator('.grid-table tbody th').first().waitFor();
      expect(await page.locator('.table-found').textContent()).toBe('150 rows');
      await page.getByRole('checkbox', { name: /^virginica/ }).check();
      await page.waitForFunction(() => document.querySelector('.table-found')?.textContent === '50 of 150 rows');
      const sort = page
        .getByRole('columnheader', { name: /petal_length/ })
        .getByRole('button')
        .first();
      await sort.click();
      if (!page.url().includes('sort=-petal_length')) await sort.click();
      await page.getByRole('button', { name: 'Download' }).click();
      const saving = page.waitForEvent('download');
      await page.locator('dialog').getByRole('button', { name: 'CSV' }).click();
      const saved = await readFile(await (await saving).path(), 'utf8');
      expect(saved.replace(/^\uFEFF/, '')).toBe(wanted.replace(/^\uFEFF/, ''));
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Chart', exact: true }).click();
      await page.locator('.chart-panel canvas').first().waitFor();
      expect(await page.locator('.table-failures').textContent()).toBe('');
    });
    expect(host?.missing).toEqual([]);
  });

  it('is brought up to date, and never mixed with other files', async () => {
    const before = (await readdir(join(folder, 'public'), { recursive: true })).sort();
    expect((await exported()).out).toContain('(0 new or changed)');
    expect((await readdir(join(folder, 'public'), { recursive: true })).sort()).toEqual(before);
    const other = join(folder, 'other');
    await cp(EXAMPLES, other, { recursive: true });
    await writeFile(join(other, 'thesis.txt'), 'mine');
    const refused = await runCli('export', other, '--uploads', join(folder, 'uploads'), '--out', join(folder, 'out'));
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/holds other files; name an empty one/);
  });
});
