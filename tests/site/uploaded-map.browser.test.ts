import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { box, collection, read, ward } from '../shapes/map-files.ts';
import { describeSite } from './describe-site.ts';
import { painted, savedNumbers } from './map-view.ts';

const DAYS = ['2021-04-01', '2021-04-02'] as const;
/** Two by two wards, in degrees; the site has no shapes of this name. */
const WARDS = collection(
  ward('SW', [box(7, 50, 7.2, 50.1)]),
  ward('SE', [box(7.2, 50, 7.4, 50.1)]),
  ward('NW', [box(7, 50.1, 7.2, 50.2)]),
  ward('NE', [box(7.2, 50.1, 7.4, 50.2)]),
);

describeSite('a map that was uploaded, in a browser', ({ visit }) => {
  let address = '';
  let close = async () => undefined as unknown;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seecovid-wards-'));
    const data = new DiskStore({ root: folder });
    const { shapes, regions } = read(WARDS);
    await publishFixture(data, {
      ...{ dataset: 'city', title: 'City', measures: ['calls'] },
      maps: [
        {
          ...{ id: 'wards', firstDate: DAYS[0], lastDate: DAYS[1], shapes },
          regions: regions.map(({ id, name }, at) => ({
            id,
            name,
            population: 1000,
            totals: { calls: [at, 10 * (at + 1)] },
          })),
        },
      ],
    });
    const { fetch } = createQueryApp({ store: data, freshSeconds: 0, log: console.error });
    const server = await serve({ port: 0, api: fetch, data, site: SITE_DIST });
    address = server.url;
    close = async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    };
  });
  afterAll(() => close());

  it('is drawn, hovered, walked by keyboard and exported', async () => {
    await visit(async page => {
      await page.goto(`${address}/city/map`);
      await painted(page);
      expect(await page.locator('#shape-credit').textContent()).toBe('Shapes: wards.geojson, published with the data.');
      const canvas = await page.locator('#map-areas').boundingBox();
      const { x = 0, y = 0, width = 0, height = 0 } = canvas ?? {};
      await page.mouse.move(x + width * 0.7, y + height * 0.25);
      expect((await page.locator('#tooltip p').allTextContents()).slice(0, 2)).toEqual(['Ward NE', '40 calls']);
      await page.locator('#stage').focus();
      await page.keyboard.press('Home');
      const spoken = async () => (await page.locator('#map-spoken').textContent()) ?? '';
      expect(await spoken()).toMatch(/^Ward NE: 40 calls, rank 1 of 4$/);
      await page.keyboard.press('ArrowLeft');
      expect(await spoken()).toMatch(/^Ward NW: 30 calls/);
      await page.keyboard.press('ArrowDown');
      expect(await spoken()).toMatch(/^Ward SW: 10 calls/);
      const { columns, rows } = await savedNumbers(page);
      expect(rows.get('SE')?.[columns.indexOf('Place')]).toBe('Ward SE');
    });
  });
});
