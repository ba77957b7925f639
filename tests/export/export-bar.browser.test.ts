import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXHAUSTIVE, testFirst } from '../exhaustive.ts';
import { describePages } from '../site/describe-site.ts';
import { type BuiltPage, buildPage } from './built-page.ts';
import { downloaded } from './downloaded.ts';
import { FRAME_COLORS, FRAMES_PER_SECOND, SLOW_MS, TITLE } from './made-up.ts';
import { playVideo } from './play-video.ts';
import { violations } from './violations.ts';

const NAME = 'covid-us-counties-confirmed-total-2020-06-30';
const WIDE = { viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] };
const PHONE = { viewport: { width: 390, height: 780 } };

describePages('the export bar, in a browser', [], ({ visit }) => {
  let built: BuiltPage;

  beforeAll(async () => {
    built = await buildPage();
  }, 60_000);
  afterAll(() => built?.remove());

  const onPage = (options: BrowserContextOptions, use: (page: Page) => Promise<void>, search = '') =>
    visit(async page => {
      await built.open(page, search);
      await use(page);
    }, options);

  it('offers six things under one name, and no video where nothing moves', async () => {
    const offered = (page: Page) => page.getByRole('group', { name: 'Export' }).getByRole('button').allTextContents();
    await onPage(WIDE, async page => {
      expect(await offered(page)).toEqual(['Picture', 'Video', 'Numbers', 'Table', 'Code', 'Embed', 'Share']);
    });
    await onPage(
      WIDE,
      async page => expect(await offered(page)).toEqual(['Picture', 'Numbers', 'Table', 'Embed', 'Share']),
      '?still',
    );
  });

  it('saves the picture as a PNG of twice the size, its long texts broken into lines', async () => {
    await onPage(WIDE, async page => {
      const { bytes, name } = await downloaded(page, 'Picture');
      expect(name).toBe(`${NAME}.png`);
      expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      expect(bytes.readUInt32BE(16)).toBe(2 * 640);
      // Margins, the drawing, its foot and the gaps; the subtitle alone needs more than a line in any font.
      const texts = bytes.readUInt32BE(20) / 2 - (24 + 16 + 240 + 16 + 20 + 16 + 24);
      expect(texts).toBeGreaterThanOrEqual(32 + 2 * 22 + 17);
      expect(await statusOf(page)).toBe(`Saved as ${NAME}.png`);
    });
  });

  it('says in place why there is no picture', async () => {
    await onPage(
      WIDE,
      async page => {
        await page.getByRole('button', { name: 'Picture' }).click();
        await expect.poll(() => statusOf(page)).toBe('The picture could not be made: the map is not drawn yet');
      },
      '?broken',
    );
  });

  it('saves the numbers as CSV', async () => {
    await onPage(WIDE, async page => {
      const { bytes, name } = await downloaded(page, 'Numbers');
      expect(name).toBe(`${NAME}.csv`);
      const lines = bytes.toString('utf8').split('\r\n');
      expect(lines).toHaveLength(1 + 150 + 1);
      expect(lines.slice(0, 2)).toEqual([
        '\uFEFFPlace,Day,Cases,"Per 100,000"',
        '"Doña Ana, New Mexico",2020-06-30,0,0',
      ]);
      expect(lines[10]).toBe('"County 9, Texas",2020-06-30,,');
    });
  });

  it('records a video that plays each picture for its time, without the wait for a slow one', async () => {
    await onPage(WIDE, async page => {
      const { bytes, name } = await downloaded(page, 'Video');
      expect(name).toBe(`${NAME}.webm`);
      const seconds = (FRAME_COLORS.length - 1) / FRAMES_PER_SECOND + 1;
      const played = await playVideo(
        page.context(),
        bytes,
        Array.from({ length: 40 }, (_, step) => (step / 40) * seconds),
      );
      expect(played).toMatchObject({ width: 320, height: 180 });
      expect(played.duration).toBeGreaterThan(seconds - 0.25);
      expect(played.duration).toBeLessThan(seconds + SLOW_MS / 2000);
      expect(played.colors.filter((color, step) => color !== played.colors[step - 1])).toEqual(FRAME_COLORS);
      expect(await page.locator('dialog').count()).toBe(0);
    });
  });

  it('stops recording when asked, and saves nothing', async () => {
    await onPage(WIDE, async page => {
      const saved: string[] = [];
      page.on('download', download => saved.push(download.suggestedFilename()));
      await page.getByRole('button', { name: 'Video' }).click();
      await page.getByText('Picture 2 of 6').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect.poll(() => statusOf(page)).toBe('The recording was stopped; nothing was saved');
      expect(await focused(page)).toBe('Video');
      await page.waitForTimeout(500);
      expect(saved).toEqual([]);
    });
  });

  it('gives the code to embed, and copies it', async () => {
    await onPage(WIDE, async page => {
      await page.getByRole('button', { name: 'Embed' }).click();
      const code = await page.getByRole('textbox', { name: 'HTML' }).inputValue();
      expect(code).toMatch(/^<iframe src="[^"<>]+" title="[^"<>]+" [^<>]+><\/iframe>$/);
      expect(code).toContain('36061,US-NY&amp;date=2020-06-30&amp;embed=1"');
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    });
  });

  it('gives the call of the API in four languages', async () => {
    await onPage(WIDE, async page => {
      await page.getByRole('button', { name: 'Code' }).click();
      const code = page.getByRole('textbox', { name: 'Code' });
      expect(await code.inputValue()).toMatch(
        /^curl .*'http[^']+\/api\/v1\/datasets\/covid\/ranking\?map=us-counties&format=csv'$/,
      );
      for (const [language, begins] of [
        ['JavaScript', 'const response = await fetch('],
        ['Python', 'import pandas'],
        ['R', 'table <- read.csv('],
      ] as const) {
        await page.getByText(language, { exact: true }).click();
        expect((await code.inputValue()).startsWith(begins)).toBe(true);
      }
    });
  });

  it('selects the text where the browser refuses to copy', async () => {
    await onPage(PHONE, async page => {
      await page.evaluate(() => {
        navigator.clipboard.writeText = async () => {
          throw new DOMException('no', 'NotAllowedError');
        };
      });
      await page.getByRole('button', { name: 'Embed' }).click();
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByText('copy it with the keyboard').waitFor();
      expect(await page.evaluate(() => String(getSelection()))).toContain('<iframe');
    });
  });

  it('shares through the browser where it can, else shows the link', EXHAUSTIVE, async () => {
    await onPage(WIDE, async page => {
      await page.getByRole('button', { name: 'Share' }).click();
      expect(await page.getByRole('textbox', { name: 'Link' }).inputValue()).toBe(
        'https://export.test/covid/map?regions=36061,US-NY&date=2020-06-30',
      );
      await page.getByRole('button', { name: 'Copy the picture' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const kinds = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
      expect(kinds).toEqual(['image/png']);
    });
    await onPage(WIDE, async page => {
      await page.evaluate(() => {
        navigator.share = async link => document.body.setAttribute('data-shared', JSON.stringify(link));
      });
      await page.getByRole('button', { name: 'Share' }).click();
      await expect
        .poll(() => page.locator('body').getAttribute('data-shared'))
        .toBe(
          JSON.stringify({ title: TITLE, url: 'https://export.test/covid/map?regions=36061,US-NY&date=2020-06-30' }),
        );
      expect(await page.locator('dialog').count()).toBe(0);
    });
  });

  it('shows the table: a hundred rows, then all, sorted and found by name', async () => {
    await onPage(WIDE, async page => {
      await page.getByRole('button', { name: 'Table' }).click();
      await page.getByRole('table', { name: TITLE }).waitFor();
      const rows = page.locator('tbody tr');
      expect(await rows.count()).toBe(100);
      expect(await countOf(page)).toBe('150 rows, the first 100 shown');
      const cases = page.getByRole('columnheader', { name: 'Cases' });
      expect(await cases.getAttribute('aria-sort')).toBe(null);
      await cases.getByRole('button').click();
      expect(await cases.getAttribute('aria-sort')).toBe('descending');
      expect(await rows.first().locator('th, td').allTextContents()).toEqual([
        'County 127, Texas',
        'June 30, 2020',
        '14,855',
        '401',
      ]);
      await cases.getByRole('button').click();
      expect(await cases.getAttribute('aria-sort')).toBe('ascending');
      expect(await rows.first().locator('th').textContent()).toBe('Doña Ana, New Mexico');
      await page.getByRole('button', { name: 'Show all 150' }).click();
      expect(await rows.count()).toBe(150);
      expect(await rows.last().locator('td').last().textContent()).toBe('no data');
      await page.getByRole('searchbox', { name: 'Filter by name' }).fill('ohio 14');
      expect(await countOf(page)).toBe('7 of 150 rows');
      await page.getByRole('searchbox').fill('nowhere');
      expect(await countOf(page)).toBe('No row matches');
    });
  });

  it('closes a dialog by Escape, its button and a click beside it, and returns focus', async () => {
    await onPage(WIDE, async page => {
      const closings = [
        () => page.keyboard.press('Escape'),
        () => page.getByRole('button', { name: 'Close' }).click(),
        () => page.mouse.click(5, 5),
      ];
      for (const close of closings) {
        await page.getByRole('button', { name: 'Table' }).focus();
        await page.keyboard.press('Enter');
        await page.locator('dialog').waitFor();
        await close();
        await expect.poll(() => page.locator('dialog').count()).toBe(0);
        expect(await focused(page)).toBe('Table');
      }
    });
  });

  testFirst([
    ['light, wide', { ...WIDE, colorScheme: 'light' }],
    ['dark, wide', { ...WIDE, colorScheme: 'dark' }],
    ['light, on a phone', { ...PHONE, colorScheme: 'light' }],
    ['dark, on a phone', { ...PHONE, colorScheme: 'dark' }],
  ] as const)('has nothing for axe to find, %s', async (_, options) => {
    await onPage({ ...options, permissions: [] }, async page => {
      expect(await violations(page)).toEqual([]);
      for (const name of ['Table', 'Embed', 'Share', 'Video']) {
        await page.getByRole('button', { name }).click();
        await page.locator('dialog').waitFor();
        expect(await violations(page), name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        await page.keyboard.press('Escape');
        await expect.poll(() => page.locator('dialog').count()).toBe(0);
      }
    });
  });
});

const statusOf = (page: Page) => page.locator('.export-status').textContent();
const countOf = (page: Page) => page.locator('.table-count').textContent();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
