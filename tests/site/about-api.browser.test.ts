import { expect, it } from 'vitest';
import { axeFindings, describeSite } from './describe-site.ts';

describeSite('the API in the about tab', ({ address, visit }) => {
  it('is read out: every path of its own description, with parameters', async () => {
    await visit(async page => {
      const { paths } = await (await page.request.get(`${address}/api/v1/openapi.json`)).json();
      await page.goto(`${address}/covid/about`);
      await page.getByText('Everything the API answers').click();
      await page.locator('.about-api h3').first().waitFor();
      const headings = await page.locator('.about-api h3').allTextContents();
      expect(headings).toEqual(Object.keys(paths).map(path => `/api/v1${path}`));
      expect(await page.locator('.about-api').textContent()).toContain('regions');
      expect(await axeFindings(page)).toEqual([]);
    });
  });

  it('says so where the function does not answer, and asks again', async () => {
    await visit(async page => {
      await page.route('**/openapi.json', route => route.fulfill({ status: 204 }));
      await page.goto(`${address}/covid/about`);
      await page.getByText('Everything the API answers').click();
      await page.getByText('The API does not answer now.').waitFor();
      await page.unroute('**/openapi.json');
      await page.getByRole('button', { name: 'Ask again' }).click();
      await page.locator('.about-api h3').first().waitFor();
    });
  });
});
