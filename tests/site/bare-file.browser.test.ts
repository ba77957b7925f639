import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { startLocalStack } from '../../local/local-stack.ts';
import type { LocalServer } from '../../local/serve.ts';
import { describePages } from './describe-site.ts';

const IRIS = readFileSync(join(import.meta.dirname, '../../datasets/iris/iris.csv'), 'utf8');

const ABSENT = {
  index: { schema: 'index/1', datasets: [] },
  site: { schema: 'site/1', title: 'Data', tagline: null, accent: null, home: true },
};

describePages('a bare file, from the drop to a filtered table', [], ({ visitAlone }) => {
  let folder = '';
  let stack: LocalServer | undefined;
  beforeAll(async () => {
    await buildSite();
    folder = await mkdtemp(join(tmpdir(), 'seecovid-bare-'));
    const uploads = join(folder, 'uploads');
    await mkdir(uploads);
    const quiet = { log() {}, progress() {}, built() {}, failed: console.error };
    stack = await startLocalStack({ ...quiet, uploads, out: join(folder, 'out'), port: 0, site: SITE_DIST });
  }, 120_000);
  afterAll(async () => {
    await stack?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is published when told, opens by itself, filters, and tells what its columns were taken for', async () => {
    await visitAlone(async page => {
      // The page asks for what is not there until it is published.
      await page.route('**/data/{index,site,flowers/latest}.json', async route => {
        const answer = await route.fetch();
        const absent = route.request().url().includes('latest')
          ? null
          : ABSENT[route.request().url().endsWith('index.json') ? 'index' : 'site'];
        if (answer.ok()) await route.fulfill({ response: answer });
        else if (absent === null) await route.abort();
        else await route.fulfill({ json: absent });
      });
      await page.goto(stack?.url ?? '');
      await page.waitForSelector('body[data-state="ready"] .home');
      const file = { name: 'Flowers.csv', mimeType: 'text/csv', buffer: Buffer.from(IRIS) };
      await page.setInputFiles('input[type=file]', file);
      await page.getByRole('button', { name: 'Publish it' }).click();
      await page.waitForURL(/\/flowers/);
      await page.waitForSelector('.grid-table tbody th');
      expect(await page.locator('.table-found').textContent()).toBe('150 rows');
      await page.getByRole('checkbox', { name: /^virginica/ }).check();
      await page.waitForFunction(() => document.querySelector('.table-found')?.textContent === '50 of 150 rows');

      await page.getByRole('link', { name: 'About', exact: true }).click();
      const columns = page.locator('#about-columns');
      await columns.locator('tbody tr').first().waitFor();
      expect(await columns.locator('tbody th').allTextContents()).toEqual(IRIS.split('\n')[0]?.split(','));
      const saving = page.waitForEvent('download');
      await columns.getByRole('button').click();
      expect(await readFile(await (await saving).path(), 'utf8')).toContain('files: Flowers.csv');
    }).catch(error => {
      // The console tells of the requests that were cut off.
      if (!/ERR_FAILED/.test(String(error))) throw error;
    });
  });
});
