import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { buildSite, SITE_DIST } from '../../local/build-site.ts';
import { serve } from '../../local/serve.ts';
import { runCliIn } from '../cli/run-cli.ts';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { describeReal } from '../real/describe-real.ts';
import { WIDE } from '../site/describe-site.ts';
import { dayShown, openView, painted } from '../site/map-view.ts';
import { findChromium, launchChromium, withPage } from '../site/with-browser.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { bucketEvents } from './bucket-events.ts';
import { describeMoto, type EmulatedAws } from './describe-moto.ts';
import { emulatedStage, stageFolder } from './emulated-stage.ts';
import { eventOf } from './event-of.ts';
import { responseOf } from './response-of.ts';
import { startFunctions } from './start-functions.ts';

const REPORTS = 'csse_covid_19_daily_reports';
const TIMEOUT_MS = 300_000;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

type QueryHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The API as a gateway in front of the function. */
function gatewayTo(query: QueryHandler) {
  return async (request: Request): Promise<Response> => {
    const { method, headers, url } = request;
    const { status, headers: sent, text } = responseOf(await query(eventOf(url, { method, headers })));
    sent.delete('content-encoding');
    sent.delete('content-length');
    return new Response(text, { status: status ?? 200, headers: sent });
  };
}

/** The whole deployment on loopback: buckets, events, both functions, and one URL for site, data and API. */
async function startStack(aws: EmulatedAws) {
  const stage = await emulatedStage(aws);
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { transform, query } = await startFunctions(aws.endpoint, stage.buckets);
  await buildSite();
  const server = await serve({ port: 0, api: gatewayTo(query), data: stage.site, site: SITE_DIST });
  const environment = await stageFolder({ ...stage.buckets, address: server.url }, aws.endpoint);
  const transforming = bucketEvents(stage.uploads, stage.buckets.uploads, event =>
    transform(event, { getRemainingTimeInMillis: () => TIMEOUT_MS }),
  );
  onTestFinished(async () => {
    await transforming.stop();
    await server.close();
  });
  return {
    address: server.url,
    transforming,
    seecovid: (...args: string[]) => runCliIn(environment, ...args),
    singapore: async () => {
      const answer = await fetch(`${server.url}/api/v1/datasets/covid/series?regions=SGP&measures=confirmed`);
      const { periods, series } = JSON.parse(await answer.text());
      return [periods.at(-1), series[0].values.at(-1)];
    },
  };
}

/** A copy of the real reports to upload from, and a report of one more day: the last one with one more case everywhere. */
async function folderOf(real: string) {
  const folder = join(await temporaryFolder(), 'mine');
  await mkdir(folder);
  await cp(real, folder, { recursive: true });
  const last = await readFile(join(folder, REPORTS, '06-30-2020.csv'), 'utf8');
  // The same report under another day's name would be rejected.
  const next = last.replaceAll(
    /(:\d\d,[-\d.]*,[-\d.]*),(\d+),/g,
    (_, before, count) => `${before},${Number(count) + 1},`,
  );
  expect(next).toContain(',103.8333,43908,');
  return { folder, last, next, put: (name: string, text: string) => writeFile(join(folder, REPORTS, name), text) };
}

describeMoto('from the command line to the page, with real buckets', aws => {
  describeReal('with the real reports', real => {
    const chromium = findChromium();

    test('upload, events, build, API; then nothing to do, and a bad file', { timeout: TIMEOUT_MS }, async () => {
      const { seecovid, singapore, address, transforming } = await startStack(aws());
      const { folder, last, put } = await folderOf(real);
      const first = await seecovid('upload', 'covid', folder);
      expect(first.out).toMatch(/Uploading 162 files \(39\.3 MB\) to the stage test: 162 new\.\nUploaded 162 files\./);
      expect(first.out).toContain('covid: 161 reports up to 2020-06-30 are live.');
      expect(first.out).toMatch(new RegExp(`\\n {2}${address}/covid/map\\n$`));
      expect(first.code).toBe(0);
      expect(await singapore()).toEqual(['2020-06-30', 43_907]);

      // Events of the last files may arrive after the build that has seen them.
      await transforming.idle();
      const batches = transforming.batches();
      const again = await seecovid('upload', 'covid', folder);
      expect(again.out).toMatch(/Nothing to upload to the stage test: 162 files unchanged\.\ncovid: 161 reports/);
      expect(again.code).toBe(0);
      await transforming.idle();
      expect(transforming.batches()).toBe(batches);

      await put('06-30-2020.csv', last.replace('Confirmed', 'Confirmd'));
      const bad = await seecovid('upload', 'covid', folder);
      expect(bad.out).toMatch(/: 1 changed, 161 unchanged\.\n/);
      expect(bad.out).toContain(
        `  quarantined covid/${REPORTS}/06-30-2020.csv: the column header "Confirmd" (column 8) is not known; ` +
          'did you mean "Confirmed"?; its last good version stays in use\n',
      );
      expect(bad.code).toBe(3);
      expect(await singapore()).toEqual(['2020-06-30', 43_907]);
      expect(await seecovid('status')).toMatchObject({ code: 3, out: expect.stringContaining('quarantined covid/') });
    });

    test.skipIf(chromium === null)(
      'an open page offers a day that was uploaded in the meantime, without a restart',
      { ...EXHAUSTIVE, timeout: TIMEOUT_MS },
      async () => {
        const { seecovid, singapore, address } = await startStack(aws());
        const { folder, next, put } = await folderOf(real);
        expect(await seecovid('upload', 'covid', folder)).toMatchObject({ code: 0 });
        const browser = await launchChromium(chromium ?? '');
        onTestFinished(() => browser.close());
        await withPage(browser, WIDE, async page => {
          await openView(page, address);
          expect(await dayShown(page)).toBe('2020-06-30');
          await put('07-01-2020.csv', next);
          const { code, out } = await seecovid('upload', 'covid', folder);
          expect({ code, out }).toEqual({
            code: 0,
            out: expect.stringContaining('162 reports up to 2020-07-01 are live.'),
          });
          expect(await dayShown(page)).toBe('2020-06-30');
          // The page checks once a minute, and when it becomes visible again.
          await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
          await page.locator('#newer').waitFor();
          await page.locator('#newer-show').click();
          await page.waitForSelector('#map-areas[data-date="2020-07-01"]');
          await painted(page);
        });
        await expect.poll(singapore, { timeout: 90_000 }).toEqual(['2020-07-01', 43_908]);
      },
    );
  });
});
