import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createQueryApp } from '../../functions/query/query-app.ts';
import { pointShapes } from '../../functions/shapes/point-shapes.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import { publishFixture } from '../query/publish-fixture.ts';
import { describeSite } from './describe-site.ts';
import { painted, savedNumbers } from './map-view.ts';

const DAYS = ['2021-04-01', '2021-04-02'] as const;
const STATIONS = [
  { id: 'N', name: 'North', longitude: 10, latitude: 54 },
  { id: 'S', name: 'South', longitude: 10.2, latitude: 48 },
  { id: 'E', name: 'East', longitude: 14, latitude: 51 },
  { id: 'W', name: 'West', longitude: 6, latitude: 51.2 },
];

describeSite('a map of points, in a browser', ({ visit }) => {
  let address = '';
  let close = async () => undefined as unknown;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seecovid-points-'));
    const data = new DiskStore({ root: folder });
    const { shapes } = await pointShapes(STATIONS, { map: 'points', title: 'Stations' });
    const regions = STATIONS.map(({ id, name }, at) => {
      return { id, name, population: 1000, totals: { calls: [at, 100 * (at + 1)] } };
    });
    const lost = { id: 'X', name: 'Lost', population: 1000, totals: { calls: [1, 7] } };
    await publishFixture(data, {
      ...{ dataset: 'city', title: 'City', measures: ['calls'] },
      maps: [{ id: 'points', firstDate: DAYS[0], lastDate: DAYS[1], shapes, regions: [...regions, lost] }],
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

  it('is drawn, hovered, walked by keyboard, zoomed and exported', async () => {
    await visit(async page => {
      await page.goto(`${address}/city/map`);
      await painted(page);
      expect(await page.locator('#shape-credit').textContent()).toMatch(/^Background: Natural Earth/);
      expect(await page.locator('.legend-size').allTextContents()).toEqual(['200', '50', '10']);
      const spoken = async () => (await page.locator('#map-spoken').textContent()) ?? '';
      await page.locator('#stage').focus();
      await page.keyboard.press('Home');
      expect(await spoken()).toMatch(/^West: 400 calls, rank 1 of 5$/);
      await page.keyboard.press('ArrowRight');
      expect(await spoken()).toMatch(/^(East|North|South): /);
      const canvas = await page.locator('#map-areas').boundingBox();
      const { x = 0, y = 0, width = 0, height = 0 } = canvas ?? {};
      const west = shapesAt('W');
      await page.mouse.move(x + width * west.x, y + height * west.y);
      expect((await page.locator('#tooltip p').allTextContents()).slice(0, 2)).toEqual(['West', '400 calls']);
      await page.mouse.click(x + width * west.x, y + height * west.y);
      await expect.poll(() => page.url()).toContain('place=W');
      await page.locator('#zoom-in').click();
      await page.locator('#zoom-all').click();
      expect(await page.locator('#without-shape').textContent()).toContain('Lost (7)');
      const { columns, rows } = await savedNumbers(page);
      expect(rows.get('E')?.[columns.indexOf('Place')]).toBe('East');
    });

    function shapesAt(id: string) {
      const index = STATIONS.findIndex(station => station.id === id);
      return centers[index] ?? { x: 0, y: 0 };
    }
  });

  /** Where stations lie on the drawing, as shares of its size. */
  let centers: { x: number; y: number }[] = [];
  beforeAll(async () => {
    const { shapes } = await pointShapes(STATIONS, { map: 'points', title: 'Stations' });
    const [, , width = 1, height = 1] = shapes.bbox;
    const [step = 1] = shapes.transform.scale;
    const points = new Map(shapes.objects.points?.geometries.map(({ id, coordinates }) => [id, coordinates]));
    centers = STATIONS.map(({ id }) => {
      const [x = 0, y = 0] = points.get(id) ?? [];
      return { x: (x * step) / width, y: (y * step) / height };
    });
  });
});
