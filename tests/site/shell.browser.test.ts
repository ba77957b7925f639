import { expect, it } from 'vitest';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { axeFindings, describeSite, WIDE } from './describe-site.ts';
import { choose, dayShown, openView, painted, searchAtRest } from './map-view.ts';

describeSite('the shell of the page', ({ address, visit }) => {
  it('S2: opens each tab by its link and by its address, with a title and a description', async () => {
    await visit(async page => {
      await openView(page, address);
      for (const [name, path] of [
        ['Curves', '/covid/curves'],
        ['Sandbox', '/covid/sandbox'],
        ['About', '/covid/about'],
        ['Map', '/covid/map'],
      ] as const) {
        await page.getByRole('link', { name, exact: true }).click();
        await page.waitForURL(`**${path}*`);
        await page.waitForSelector(`#tab-${name.toLowerCase()}:not([hidden])`);
        expect(await page.locator('main > .tab:visible').count()).toBe(1);
        expect(await page.getByRole('link', { name, exact: true }).getAttribute('aria-current')).toBe('page');
        await expect.poll(() => page.title()).toMatch(/ · See COVID$/);
        expect((await page.locator('#description').getAttribute('content'))?.length).toBeGreaterThan(40);
      }
      await page.goBack();
      await page.waitForSelector('#tab-about:not([hidden])');
    });
  });

  it('has the name of the site before any script runs', async () => {
    await visit(
      async page => {
        await page.goto(`${address}/covid/curves`);
        expect(await page.title()).toBe('Curves · See COVID');
        expect(await page.locator('#brand').isVisible()).toBe(true);
        expect(await page.locator('#brand').innerText()).toBe('See COVID');
      },
      { ...WIDE, javaScriptEnabled: false },
    );
  });

  it('finds a tab as it was left', async () => {
    await visit(async page => {
      await openView(page, address);
      await choose(page, 'measure', 'Deaths');
      await page.getByRole('link', { name: 'About', exact: true }).click();
      await page.waitForSelector('#tab-about:not([hidden])');
      await page.getByRole('link', { name: 'Map', exact: true }).click();
      await painted(page);
      expect(await searchAtRest(page)).toBe('?measure=deaths');
      expect(await page.locator('#headline-words').textContent()).toMatch(/^deaths/);
    });
  });

  it('says so where there is no such page', async () => {
    await visit(async page => {
      await page.goto(`${address}/covid/graphs`);
      await painted(page);
      expect(await page.locator('#notes').textContent()).toBe(
        'There is no page “graphs” here. Shown instead: the map.',
      );
    });
  });

  it('S5: is light or dark as the system is, and as the visitor chooses, also after the next load', async () => {
    await visit(
      async page => {
        const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        await openView(page, address);
        const dark = await ground();
        await page.locator('#theme').click();
        const light = await ground();
        expect(light).not.toBe(dark);
        await page.reload();
        await painted(page);
        expect(await ground()).toBe(light);
        await page.locator('#theme').click();
        expect(await ground()).toBe(dark);
      },
      { ...WIDE, colorScheme: 'dark' },
    );
  });

  it('offers newer numbers when they are published, and leaves the page as it is until then', async () => {
    await visit(async page => {
      await openView(page, address);
      expect(await page.locator('#newer').isHidden()).toBe(true);
      const day = await dayShown(page);
      await page.route('**/data/covid/latest.json', async route => {
        const answer = await route.fetch();
        await route.fulfill({ json: { ...(await answer.json()), snapshot: 'f'.repeat(32) } });
      });
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.locator('#newer').waitFor();
      expect(await dayShown(page)).toBe(day);
      await page.unroute('**/data/covid/latest.json');
      await page.locator('#newer-show').click();
      await painted(page);
      expect(await page.locator('#newer').isHidden()).toBe(true);
    });
  });

  it('stays on a snapshot that the address names, which does not wait for the pointer', async () => {
    await visit(async page => {
      const { snapshot } = await (await page.request.get(`${address}/data/covid/latest.json`)).json();
      await page.route('**/latest.json', () => new Promise(() => undefined));
      await page.goto(`${address}/covid@${snapshot}/map`);
      await painted(page);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await choose(page, 'measure', 'Deaths');
      expect(new URL(page.url()).pathname).toBe(`/covid@${snapshot}/map`);
      expect(await page.locator('#version').isHidden()).toBe(true);
    });
  });

  it('embedded, shows the picture and what it means, without the rest', async () => {
    await visit(async page => {
      await openView(page, address, '?embed=1&measure=deaths');
      for (const hidden of ['.masthead', '.controls', '.below'])
        expect(await page.locator(hidden).isHidden()).toBe(true);
      for (const seen of ['#tab-map h1', '#map-areas', '#legend', '#play', '#credits'])
        expect(await page.locator(seen).first().isVisible()).toBe(true);
      await page.locator('#date').press('ArrowLeft');
      await painted(page);
      expect(await searchAtRest(page)).toMatch(/embed=1$/);
      expect(await page.locator('#whole-link').getAttribute('href')).not.toContain('embed');
      expect(await axeFindings(page)).toEqual([]);
    });
  });

  it('writes numbers and dates as the country of the visitor does', async () => {
    await visit(
      async page => {
        await openView(page, address, '?date=2020-05-30');
        expect(await page.locator('#headline-figure').textContent()).toMatch(/^\d{1,3}(\.\d{3})*$/);
        expect(await page.locator('#date-words').textContent()).toBe('30 May 2020');
      },
      { ...WIDE, locale: 'de-DE' },
    );
  });

  it('works where the query function does not answer', async () => {
    await visit(async page => {
      await page.route('**/api/**', route => route.abort());
      await openView(page, address);
      await choose(page, 'change', 'New per day');
      expect(await page.locator('#headline-words').textContent()).toMatch(/^new confirmed cases/);
    });
  });

  it('keeps still for those who ask for reduced motion', async () => {
    await visit(
      async page => {
        await openView(page, address);
        const moving = await page.evaluate(() =>
          [...document.querySelectorAll('*')]
            .filter(element => {
              const { transitionDuration, animationName } = getComputedStyle(element);
              return transitionDuration.split(', ').some(time => parseFloat(time) > 0) || animationName !== 'none';
            })
            .map(element => element.id || element.className.toString()),
        );
        expect(moving).toEqual([]);
      },
      { ...WIDE, reducedMotion: 'reduce' },
    );
  });

  it('offline, says so once, keeps what is shown, and asks no more than it is asked', EXHAUSTIVE, async () => {
    await visit(async page => {
      await openView(page, address);
      const asked: string[] = [];
      await page.route('**/data/**', route => {
        asked.push(route.request().url());
        return route.fulfill({ status: 204 });
      });
      const newest = await dayShown(page);
      await page.locator('#step-back').click();
      await page.locator('#notes').waitFor();
      expect(await page.locator('#notes').textContent()).toMatch(/^The data of .* did not load\. Still shown: /);
      expect(await dayShown(page)).toBe(newest);
      await page.locator('#map').selectOption('us-states');
      await expect.poll(() => page.locator('#notes').textContent()).toMatch(/^The map did not load/);
      expect(await page.locator('#map').inputValue()).toBe('us-counties');
      const count = asked.length;
      await page.waitForTimeout(1000);
      expect(asked).toHaveLength(count);
      expect(await searchAtRest(page)).toBe('');
      await page.unroute('**/data/**');
      await page.locator('#step-back').click();
      await page.waitForFunction(day => document.getElementById('map-areas')?.dataset.date !== day, newest);
    });
  });

  it('adds places of the map to those that the curves have, and keeps their settings', async () => {
    await visit(async page => {
      await page.goto(`${address}/covid/curves?regions=US-NY&scale=linear`);
      await page.waitForSelector('body[data-state="ready"]');
      await page.getByRole('link', { name: 'Map', exact: true }).click();
      await painted(page);
      await page.locator('#stage').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.locator('#chosen-link').waitFor();
      const search = (await page.locator('#to-curves').getAttribute('href'))?.split('?')[1];
      expect(new URLSearchParams(search).get('regions')).toBe('US-NY,36061');
      expect(new URLSearchParams(search).get('scale')).toBe('linear');
      await page.getByRole('link', { name: 'Curves', exact: true }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('regions')).toBe('US-NY,36061');
    });
  });
});
