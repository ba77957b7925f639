import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { headersOf } from '../../functions/contract/headers.ts';
import { pointerKey, receiptKey, snapshotKey } from '../../functions/contract/keys.ts';
import { parsePointer } from '../../functions/contract/pointer.ts';
import { parseReceipt, type Receipt } from '../../functions/contract/receipt.ts';
import type { Parser } from '../../functions/contract/schema.ts';
import { parseSnapshot, type Snapshot } from '../../functions/contract/snapshot.ts';
import { EXHAUSTIVE, testFirst } from '../exhaustive.ts';
import { axeFindings, describeSite, WIDE } from './describe-site.ts';

const FIGURES = '.about-figures';
/** Names of shapes without numbers; the shapes themselves are many times as large. */
const MAX_NAME_BYTES = 20_000;

describeSite('the about tab in a browser', ({ address: site, visit, visitAlone }) => {
  let snapshotId: string;
  let snapshot: Snapshot;
  let receipt: Receipt;
  const about = `${site}/covid/about`;

  const published = async <T>(key: string, parse: Parser<T>): Promise<T> => {
    const body: unknown = await (await fetch(`${site}/${key}`)).json();
    return parse(body, '');
  };

  beforeAll(async () => {
    snapshotId = (await published(pointerKey('covid'), parsePointer)).snapshot ?? '';
    snapshot = await published(snapshotKey('covid', snapshotId), parseSnapshot);
    receipt = await published(receiptKey('covid', snapshot.receipt), parseReceipt);
  }, 60_000);

  it('names source, licence and who drew the shapes, and asks for no shapes', async () => {
    await visit(async page => {
      const shapes: Promise<number>[] = [];
      page.on('response', response => {
        // The page asks for the counties beforehand, whatever the tab.
        if (!/\/assets\/(?!us-counties-)[^/]+\.json$/.test(response.url())) return;
        shapes.push(response.body().then(({ length }) => length));
      });
      await openAbout(page, about);
      const source = page.locator('#about-source');
      expect(await source.locator(`a[href="${snapshot.source?.url}"]`).textContent()).toBe(snapshot.source?.name);
      expect(await source.locator(`p a[href="${snapshot.licence?.url}"]`).textContent()).toBe(snapshot.licence?.name);
      for (const { title } of snapshot.maps) expect(await source.textContent()).toContain(title);
      const bytes = await Promise.all(shapes);
      expect(bytes.reduce((sum, length) => sum + length, 0)).toBeLessThan(MAX_NAME_BYTES);
      expect(await page.title()).toContain(`About ${snapshot.title}`);
    });
  });

  it('says in a sentence that stands out that the numbers are old', async () => {
    await visitAlone(async page => {
      await page.clock.setFixedTime('2026-11-20T12:00:00Z');
      await openAbout(page, about);
      const sentence = page.locator('#about-freshness [data-freshness]');
      expect(await sentence.getAttribute('data-freshness')).toBe('archive');
      expect(await sentence.textContent()).toMatch(
        /^The newest report is from .+ years ago\. This site shows an archive/,
      );
      expect(await backgroundOf(page, '#about-freshness [data-freshness]')).not.toBe('rgba(0, 0, 0, 0)');
    });
  });

  it('knows from the receipt how often reports came, and is calm on the day after', async () => {
    const daysAfter = (days: number) => new Date(Date.parse(snapshot.lastDate) + (days + 0.5) * 86_400_000);
    for (const [days, state, words] of [
      [1, 'fresh', 'yesterday'],
      [5, 'late', 'This data is 5 days old. Reports used to come daily;'],
    ] as const) {
      await visitAlone(async page => {
        await page.clock.setFixedTime(daysAfter(days));
        await openAbout(page, about);
        const sentence = page.locator('#about-freshness [data-freshness]');
        expect(await sentence.textContent()).toContain(words);
        expect(await sentence.getAttribute('data-freshness')).toBe(state);
      });
    }
  });

  it('shows the counts of the receipt', async () => {
    await visit(async page => {
      await openAbout(page, about);
      const sum = (fate: keyof Receipt['inputs'][number]['rows']) =>
        receipt.inputs.reduce((total, { rows }) => total + rows[fate], 0);
      const figure = async (id: string) => numberOf(await page.locator(`[data-figure="${id}"]`).textContent());
      expect(await figure('used')).toBe(receipt.inputs.filter(({ sha256 }) => sha256 !== null).length);
      expect(await figure('read')).toBe(sum('read'));
      expect(await figure('dropped')).toBe(sum('dropped'));
      expect(await figure('rejected')).toBe(sum('rejected'));
      expect(await figure('unmatched')).toBe(receipt.unmatched.length);
      const fates = (await page.locator('.about-sum tbody td').allTextContents()).map(numberOf);
      const parts = (['kept', 'moved', 'merged', 'dropped', 'unmatched', 'superseded', 'rejected'] as const).map(sum);
      expect(fates).toEqual([...parts, sum('read')]);
      expect(parts.reduce((total, rows) => total + rows)).toBe(sum('read'));
    });
  });

  it('shows places without a shape, shapes without numbers, gaps and corrections', async () => {
    await visit(async page => {
      await openAbout(page, about);
      const rows = await cellsOf(page, 'Places and shapes by map');
      expect(rows.map(([, ...counts]) => counts.map(numberOf))).toEqual(
        receipt.maps.map(({ regions, withoutShape, shapesWithoutRegion }) => [
          regions,
          withoutShape.length,
          shapesWithoutRegion.length,
        ]),
      );
      const text = (await page.locator('#about-receipt').textContent()) ?? '';
      expect(text).toContain(`${receipt.gaps.count.toLocaleString('en-US')} times a place has no record`);
      expect(text).toContain(`${receipt.corrections.count.toLocaleString('en-US')} times a total falls`);
      const withShips = receipt.maps.find(({ map }) => map === 'world')?.withoutShape ?? [];
      await page.locator('summary', { hasText: 'Countries of the world: places without a shape' }).click();
      const ships = await cellsOf(page, 'Countries of the world: totals on the newest day of each');
      expect(ships.map(([name]) => name)).toEqual(withShips.map(({ name }) => name));
      await page.locator('summary', { hasText: 'Countries of the world: shapes without numbers' }).click();
      // Names, not the ids that the receipt has.
      await page.locator('.about-fold p', { hasText: 'Tonga' }).waitFor();
      expect(await page.locator('.about-fold p', { hasText: 'Tonga' }).textContent()).not.toContain('TON');
    });
  });

  it('opens what is folded by keyboard, in the order of the rules’ rows', async () => {
    await visit(async page => {
      await openAbout(page, about);
      const summary = page.locator('summary', { hasText: 'By rule' });
      await summary.focus();
      await page.keyboard.press('Enter');
      const rules = await cellsOf(page, 'Rules, and the rows they were needed for');
      const expected = receipt.rules.map(({ rows }) => rows).sort((a, b) => b - a);
      expect(rules.map(([, , rows]) => numberOf(rows))).toEqual(expected);
    });
  });

  it('has headings in order, and contents that lead to each section', async () => {
    await visit(async page => {
      await openAbout(page, about);
      const levels = await page
        .locator('#tab-about :is(h1, h2, h3, h4)')
        .evaluateAll(headings => headings.map(({ tagName }) => Number(tagName[1])));
      expect(levels[0]).toBe(1);
      expect(levels.filter(level => level === 1)).toHaveLength(1);
      expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
      const links = page.locator('.about-contents a');
      expect(await links.count()).toBe(await page.locator('#tab-about h2').count());
      await links.filter({ hasText: 'How to cite' }).click();
      await expect
        .poll(() => page.locator('#about-cite').evaluate(it => it.getBoundingClientRect().top))
        .toBeLessThan(60);
      expect(new URL(page.url()).hash).toBe('#about-cite');
      expect(await page.locator('#tab-about h1').textContent()).toBe('About these numbers');
    });
  });

  it('leads only to addresses of this site that exist', async () => {
    await visit(async page => {
      await openAbout(page, about);
      const links = await page
        .locator('#tab-about a[href^="/"]')
        .evaluateAll(anchors => anchors.flatMap(anchor => (anchor instanceof HTMLAnchorElement ? [anchor.href] : [])));
      expect(links.length).toBeGreaterThan(5);
      for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200]);
      const files = links.map(link => new URL(link).pathname.slice(1)).filter(path => path.startsWith('data/'));
      expect(files).toEqual([pointerKey('covid'), snapshotKey('covid', snapshotId)]);
      // A program reads them whatever it unpacks.
      for (const key of files) expect(headersOf(key).contentEncoding).toBeNull();
      expect(links).toContain(`${site}/covid@${snapshotId}/map`);
    });
  });

  it('copies how to cite', async () => {
    const options = { ...WIDE, permissions: ['clipboard-read', 'clipboard-write'] };
    await visit(async page => {
      await openAbout(page, about);
      await page.locator('#about-cite button').click();
      await page.locator('#about-cite button', { hasText: 'Copied' }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe(await page.locator('.about-quote').textContent());
      expect(copied).toContain(`${site}/covid@${snapshotId}/map`);
      expect(await page.locator('.about-quote a').getAttribute('href')).toBe(`/covid@${snapshotId}/map`);
    }, options);
  });

  it('says so where the receipt does not arrive, and reads it again when asked', async () => {
    const failing = visit(async page => {
      await page.route('**/receipts/*.json', route => route.fulfill({ status: 503, body: '' }));
      await page.goto(about);
      const alert = page.locator('#about-receipt [role="alert"]');
      await alert.waitFor();
      expect(await alert.textContent()).toContain('The receipt did not arrive.');
      expect(await page.locator('#about-source').textContent()).toContain(snapshot.licence?.name);
      expect(await page.locator('#about-freshness [data-freshness]').textContent()).toContain(
        'The newest report is from',
      );
      await page.unroute('**/receipts/*.json');
      await alert.locator('button').click();
      await page.locator(FIGURES).waitFor();
      expect(await alert.count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('about-receipt');
    });
    await expect(failing).rejects.toThrow(/^the page complained: Failed to load resource: [^·]* 503 \([^·]*\)$/);
  });

  it('says what a refused build left out, and shows long lists when asked', async () => {
    await visit(async page => {
      await routeRefused(page, receipt);
      await openAbout(page, about);
      expect(await page.locator('#about-freshness').textContent()).toContain('was not published, so the numbers stay');
      const text = (await page.locator('#about-receipt').textContent()) ?? '';
      expect(text).toContain('Nothing is published: the table is gone since June 30, 2020.');
      expect((await cellsOf(page, 'Rejected'))[0]).toEqual([
        'broken.csv',
        'Its header is wrong; its last good version stays in use',
        'its last good version',
      ]);
      expect(text).toContain('For 1 of those rejected, the last good version is in use.');
      expect(await cellsOf(page, 'Warnings')).toEqual([
        ['broken.csv', 'The column "Tests" (15) is not known and was not read'],
      ]);
      await page.locator('summary', { hasText: 'Broken rows' }).click();
      expect(await cellsOf(page, 'Broken rows')).toEqual([['broken.csv', '48', 'Deaths', 'n/a', 'No number']]);
      expect(await cellsOf(page, 'Places that are not known')).toHaveLength(20);
      await page.locator('button', { hasText: 'Show all 30' }).click();
      const places = await cellsOf(page, 'Places that are not known');
      expect(places.map(([place]) => place)).toEqual(Array.from({ length: 30 }, (_, index) => `Place ${index}`));
      expect(places[0]?.[1]).toBe('nowhere');
      expect(await page.evaluate(() => document.activeElement?.firstElementChild?.textContent)).toBe('Place 20');
    });
  });

  it('speaks of the version that the address names, and leads to the newest', async () => {
    await visit(async page => {
      await openAbout(page, `${site}/covid@${snapshotId}/about`);
      const freshness = page.locator('#about-freshness');
      expect(await freshness.textContent()).toContain('a version that the address names');
      expect(await freshness.locator('a').getAttribute('href')).toBe('/covid/about');
    });
  });

  it('uses the width of a wide page: notes, links and parts of the receipt stand side by side', async () => {
    await visit(
      async page => {
        await openAbout(page, about);
        for (const items of ['.about-notes >> nth=1 >> div', '.about-links >> nth=0 >> li', '.about-part']) {
          const lefts = await page.locator(items).evaluateAll(all => all.map(it => it.getBoundingClientRect().left));
          expect(new Set(lefts.map(Math.round)).size).toBe(2);
        }
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(7_000);
      },
      { ...WIDE, viewport: { width: 1440, height: 900 } },
    );
  });

  it('gives a part of the receipt the whole width when it is unfolded', async () => {
    await visit(
      async page => {
        await openAbout(page, about);
        const summary = page.locator('summary', { hasText: 'By rule' });
        const part = page.locator('.about-part', { has: summary });
        const width = async () => (await part.boundingBox())?.width ?? 0;
        const before = await width();
        await summary.click();
        await expect.poll(width).toBeGreaterThan(1.8 * before);
      },
      { ...WIDE, viewport: { width: 1440, height: 900 } },
    );
  });

  it.each([390, 820, 1440])('has no horizontal scroll at %i px, with everything unfolded', EXHAUSTIVE, async width => {
    await visit(
      async page => {
        await openAbout(page, about);
        await unfold(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      },
      { ...WIDE, viewport: { width, height: 844 } },
    );
  });

  testFirst([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('has nothing for axe to find, %s, %i px', async (colorScheme, width) => {
    await visit(
      async page => {
        await openAbout(page, about);
        await unfold(page);
        expect(await axeFindings(page)).toEqual([]);
      },
      { ...WIDE, viewport: { width, height: 844 }, colorScheme },
    );
  });
});

/** Has the page see a last build that was refused, and a receipt with much to tell. */
async function routeRefused(page: Page, receipt: Receipt): Promise<void> {
  const refused = 'ab'.repeat(16);
  const [upload] = receipt.inputs;
  const broken = {
    ...upload,
    ...{ key: 'covid/broken.csv', state: 'quarantined', sha256: 'c'.repeat(64) },
    reason: 'its header is wrong; its last good version stays in use',
    warnings: ['the column "Tests" (15) is not known and was not read'],
    rejected: [{ line: 48, column: 'Deaths', value: 'n/a', reason: 'no number' }],
  };
  const unmatched = Array.from({ length: 30 }, (_, index) => ({
    ...{ place: `Place ${index}`, countsIn: [], rows: 1, totals: {} },
    ...{ firstDate: '2020-06-30', lastDate: '2020-06-30' },
  }));
  await page.route('**/data/covid/latest.json', async route => {
    const pointer: Record<string, unknown> = await (await route.fetch()).json();
    const attempt = { at: '2026-01-02T03:04:05.000Z', listing: 'x', outcome: 'refused', receipt: refused };
    await route.fulfill({ json: { ...pointer, attempt } });
  });
  await page.route('**/receipts/*.json', async route => {
    const isRefused = route.request().url().includes(refused);
    const summary = 'Nothing is published: the table is gone since 2020-06-30.';
    const changed = isRefused ? { outcome: 'refused', summary } : { unmatched };
    await route.fulfill({ json: { ...receipt, inputs: [broken], ...changed } });
  });
}

async function openAbout(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator(FIGURES).waitFor();
}

async function unfold(page: Page): Promise<void> {
  for (const summary of await page.locator('.about-fold summary').all()) await summary.click();
  await page.locator('.about-uploads tbody tr').first().waitFor();
}

/** The texts of the rows of the table of this title. */
async function cellsOf(page: Page, title: string): Promise<string[][]> {
  const table = page.locator('.about-table table', { has: page.locator('caption', { hasText: title }) }).first();
  await table.waitFor();
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map(row => row.locator('th, td').allTextContents()));
}

function numberOf(text: string | null | undefined): number {
  return Number((text ?? '').replaceAll(',', '').replace('−', '-'));
}

function backgroundOf(page: Page, selector: string): Promise<string> {
  return page.locator(selector).evaluate(element => getComputedStyle(element).backgroundColor);
}
