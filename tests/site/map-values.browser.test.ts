import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays } from '../../functions/measures/periods.ts';
import { testFirst } from '../exhaustive.ts';
import { downloaded } from '../export/downloaded.ts';
import { describeSite, WIDE } from './describe-site.ts';
import { cellsOf, openView, savedNumbers } from './map-view.ts';

const VIEWS = [
  { map: 'us-counties', measure: 'confirmed', change: 'total', per: null, smooth: 1, back: 71 },
  { map: 'us-counties', measure: 'deaths', change: 'new', per: 100_000, smooth: 7, back: 58 },
  { map: 'us-states', measure: 'confirmed', change: 'new', per: 1_000_000, smooth: 28, back: 77 },
  { map: 'world', measure: 'active', change: 'total', per: 1, smooth: 1, back: 30 },
  { map: 'world', measure: 'recovered', change: 'new', per: null, smooth: 14, back: 91 },
  { map: 'ca-provinces', measure: 'deaths', change: 'total', per: 10_000, smooth: 3, back: 29 },
  { map: 'cn-provinces', measure: 'confirmed', change: 'new', per: null, smooth: 1, back: 138 },
  { map: 'au-states', measure: 'confirmed', change: 'total', per: 1000, smooth: 1, back: 92 },
] as const;

/** The column of the number that the map shows. */
const ASKED = 1;

describeSite('the numbers on the map', ({ address, visit }) => {
  testFirst(VIEWS.map(view => [JSON.stringify(view), view] as const))('are those of the API: %s', async (_, view) => {
    const { map, measure, change, per, smooth, back } = view;
    const query = new URLSearchParams({
      measure,
      change,
      smooth: String(smooth),
      ...(per === null ? {} : { per: String(per) }),
    });
    await visit(async page => {
      const date = await dayAgo(page, address, map, back);
      await openView(page, address, `?map=${map}&date=${date}&${query}`);
      const { rows } = await savedNumbers(page);
      const regions = [...rows.keys()].filter((_, index) => index % Math.ceil(rows.size / 50) === 0);
      const answer = await page.request.get(
        `${address}/api/v1/datasets/covid/series?regions=${regions.join(',')}&measures=${measure}&change=${change}&smooth=${smooth}` +
          `${per === null ? '' : `&per=${per}`}&from=${date}&to=${date}`,
      );
      expect(answer.status(), await answer.text()).toBe(200);
      const { series } = await answer.json();
      expect(series).toHaveLength(regions.length);
      const ours = regions.map(region => [region, numberOf(rows.get(region)?.[ASKED])]);
      expect(ours).toEqual(
        series.map(({ region, values }: { region: string; values: (number | null)[] }) => [region, values[0]]),
      );
    });
  });

  testFirst([['?map=world&measure=deaths&per=1000000'], ['?map=us-states&change=new&smooth=7']] as const)(
    'come out of the call that “Code” gives for %s',
    async search => {
      await visit(async page => {
        await openView(page, address, search);
        const { rows } = await savedNumbers(page);
        await page.getByRole('button', { name: 'Code' }).click();
        const code = await page.getByRole('textbox', { name: 'Code' }).inputValue();
        const answer = await page.request.get(/'(http[^']+)'/.exec(code)?.[1] ?? '');
        expect(answer.headers()['content-type']).toContain('text/csv');
        const lines = (await answer.text()).trimEnd().split('\r\n').slice(1, 11).map(cellsOf);
        const ours = [...rows.values()].slice(0, 10).map(row => row[ASKED]);
        expect(lines.map(line => line.at(-1))).toEqual(ours);
      });
    },
  );

  testFirst([
    ['/covid/map?map=us-states&measure=deaths&per=100000&smooth=7'],
    ['/covid/curves?regions=US-NY,ITA&per=100000&align=total:1000'],
    ['/covid/sandbox'],
  ] as const)('are saved as the same bytes in every language: %s', async path => {
    const saved = (locale: string) =>
      visit(
        async page => {
          await page.goto(`${address}${path}`);
          await page.locator('.export-row:visible').waitFor();
          const { bytes } = await downloaded(page, 'Numbers');
          return { text: bytes.toString('utf8'), status: await page.locator('.export-status:visible').textContent() };
        },
        { ...WIDE, locale },
      );
    const [english, german] = [await saved('en-US'), await saved('de-DE')];
    expect(german.text).toBe(english.text);
    expect(english.status).toMatch(/^Saved as [^ ]+\.csv$/);
    expect(german.status).toMatch(
      /^Saved as [^ ]+\.csv\. If your spreadsheet writes decimals with a comma, import it /,
    );
  });

  it('rank as the API ranks them', async () => {
    await visit(async page => {
      const date = await dayAgo(page, address, 'us-counties', 30);
      await openView(page, address, `?map=us-counties&measure=deaths&per=100000&date=${date}`);
      const answer = await page.request.get(
        `${address}/api/v1/datasets/covid/ranking?map=us-counties&measure=deaths&per=100000&date=${date}&limit=10`,
      );
      const { entries } = await answer.json();
      const { columns, rows } = await savedNumbers(page);
      const rank = columns.indexOf('Rank');
      const first = [...rows].slice(0, 10).map(([region, row]) => [Number(row[rank]), region, numberOf(row[ASKED])]);
      expect(first).toEqual(
        entries.map(({ rank, region, value }: { rank: number; region: string; value: number }) => [
          rank,
          region,
          value,
        ]),
      );
    });
  });
});

/** So many days before the newest day of a map, or its first day. */
async function dayAgo(page: Page, address: string, map: string, back: number): Promise<string> {
  const { description } = await (await page.request.get(`${address}/api/v1/datasets/covid`)).json();
  const { firstDate, lastDate } = description.maps.find(({ id }: { id: string }) => id === map);
  const day = addDays(lastDate, -back);
  return day < firstDate ? firstDate : day;
}

function numberOf(cell: string | undefined): number | null {
  return cell === undefined || cell === '' ? null : Number(cell);
}
