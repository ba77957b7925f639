import { expect, it } from 'vitest';
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

  it('stays on a snapshot that the address names', async () => {
    await visit(async page => {
      const { snapshot } = await (await page.request.get(`${address}/data/covid/latest.json`)).json();
      const pointers: string[] = [];
      page.on('request', request => request.url().endsWith('latest.json') && pointers.push(request.url()));
      await page.goto(`${address}/covid@${snapshot}/map`);
      await painted(page);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await choose(page, 'measure', 'Deaths');
      expect(new URL(page.url()).pathname).toBe(`/covid@${snapshot}/map`);
      expect(pointers).toEqual([]);
    });
  });

  it('embedded, shows the picture and what it means, without the rest', async () => {
    await visit(async page => {
      await openView(page, address, '?embed=1&measure=deaths');
      for (const hidden of ['.masthead', '.controls', '.below'])
        expect(await page.locator(hidden).isHidden()).toBe(true);
      for (const seen of ['#tab-map h1', '#map-areas', '#legend', '#play', '#credits'])
        expect(await page.locator(seen).first().isVisible()).toBe(true);
      await page.locator('#step-back').click();
      await painted(page);
      expect(await searchAtRest(page)).toMatch(/embed=1$/);
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
});
