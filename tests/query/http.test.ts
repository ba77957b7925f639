import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../functions/query/routes/routes.ts';
import { askTiny, expectProblem } from './ask.ts';
import { publishFixture } from './publish-fixture.ts';
import { TINY } from './tiny-data.ts';

const SERIES = '/datasets/tiny/series?regions=ITA&measures=confirmed&from=2021-01-02';

async function etagsOf(...paths: string[]) {
  const { ask } = await askTiny();
  return Promise.all(paths.map(async path => (await ask(path)).headers.get('ETag')));
}

describe('paths and methods', () => {
  test('an unknown path is an error with the nearest ones', async () => {
    const { ask } = await askTiny();
    const { nearest } = await (await ask('/datasets/tiny/serie')).json();
    expect(nearest[0]).toBe('/api/v1/datasets/tiny/series');
    await expectProblem(ask('/datasets/tiny/serie'), 'unknown-path');
    await expectProblem(ask('/datasets/tiny/series/'), 'unknown-path');
    await expectProblem(ask('/../../'), 'unknown-path');
    await expectProblem(ask(''), 'unknown-path');
  });

  test('another method is an error that names those that do', async () => {
    const { ask } = await askTiny();
    for (const { path } of ROUTES) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const response = await ask(path.replace('{dataset}', 'tiny'), { method });
        expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
        await expectProblem(response, 'method-not-allowed', { detail: new RegExp(`found ${method}`) });
      }
    }
  });

  test('HEAD has the headers of GET and no body', async () => {
    const { ask } = await askTiny();
    const [get, head] = [await ask(SERIES), await ask(SERIES, { method: 'HEAD' })];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect([...head.headers]).toEqual([...get.headers]);
    expect((await ask('/datasets/nobody', { method: 'HEAD' })).status).toBe(404);
  });

  test('OPTIONS lets any page ask', async () => {
    const { ask } = await askTiny();
    const response = await ask(SERIES, { method: 'OPTIONS', headers: { Origin: 'https://example.com' } });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS');
    expect(response.headers.get('Access-Control-Allow-Headers')).toBe('*, Authorization');
  });
});

describe('Accept', () => {
  const accept = async (Accept: string, query = '') => {
    const { ask } = await askTiny();
    return ask(`/datasets${query}`, { headers: { Accept } });
  };

  test('that lets the answer through does not change it', async () => {
    for (const header of ['*/*', 'application/json', 'text/html, application/*;q=0.2', 'text/csv, */*;q=0.1']) {
      expect((await accept(header)).headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    }
    expect((await accept('text/csv', '?format=csv')).status).toBe(200);
  });

  test('that rules the answer out is an error that says how to ask', async () => {
    await expectProblem(accept('text/csv'), 'not-acceptable', { detail: /format=json or csv/ });
    await expectProblem(accept('application/json;q=0, */*'), 'not-acceptable');
    await expectProblem(accept('application/json', '?format=csv'), 'not-acceptable', { detail: /text\/csv/ });
  });
});

describe('ETag', () => {
  test('is the same however the query is written', async () => {
    const [one, two, three] = await etagsOf(
      '/datasets/tiny/series?regions=ITA,USA&per=100000',
      '/datasets/tiny/series?per=100000&regions=ITA%2CUSA',
      '/datasets/tiny/series?per=0100000&regions=ITA,USA&smooth=1&format=json',
    );
    expect(one).toMatch(/^"[0-9a-f]{32}"$/);
    expect([two, three]).toEqual([one, one]);
  });

  test('differs with the answer', async () => {
    const etags = await etagsOf(
      '/datasets',
      '/datasets/tiny',
      '/datasets/tiny/receipt',
      '/datasets/tiny/ranking',
      '/datasets/tiny/regions',
      '/datasets/tiny/regions?format=csv',
      '/datasets/tiny/series?regions=ITA,USA',
      '/datasets/tiny/series?regions=USA,ITA',
      '/datasets/tiny/series?regions=ITA,USA&smooth=7',
    );
    expect(new Set(etags).size).toBe(etags.length);
  });

  test('If-None-Match with it is 304 without a body, until the snapshot or the code changes', async () => {
    const { ask, store } = await askTiny({ freshSeconds: 0 });
    const etag = (await ask(SERIES)).headers.get('ETag') ?? '';
    for (const header of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const response = await ask(SERIES, { headers: { 'If-None-Match': header } });
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
      expect(response.headers.get('ETag')).toBe(etag);
      expect(response.headers.get('Cache-Control')).toBeTruthy();
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    }
    expect((await ask(SERIES, { headers: { 'If-None-Match': '"x"' } })).status).toBe(200);
    const other = await askTiny({ release: '2' });
    expect((await other.ask(SERIES, { headers: { 'If-None-Match': etag } })).status).toBe(200);
    await publishFixture(store, { ...TINY, title: 'Tiny, corrected' });
    expect((await ask(SERIES, { headers: { 'If-None-Match': etag } })).status).toBe(200);
  });

  test('If-None-Match: * is 304 where there is an answer, and the error where there is none', async () => {
    const { ask } = await askTiny();
    const any = { headers: { 'If-None-Match': '*' } };
    expect((await ask(SERIES, any)).status).toBe(304);
    expect((await ask('/datasets/tiny/ranking?limit=1&format=csv', any)).status).toBe(304);
    await expectProblem(ask('/datasets/tiny/series?regions=ITX', any), 'unknown-region');
    expect((await ask('/health', any)).status).toBe(200);
  });

  test('304 reads no more than the pointer and the snapshot', async () => {
    const first = await askTiny();
    const etag = (await first.ask(SERIES)).headers.get('ETag') ?? '';
    const { ask, store, tiny } = await askTiny();
    expect((await ask(SERIES, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect(store.reads).toEqual(['data/tiny/latest.json', `data/tiny/snapshots/${tiny.id}.json`]);
  });
});

test('Cache-Control is short for what is live, forever for a snapshot, and never for health', async () => {
  const { ask, tiny } = await askTiny({ freshSeconds: 30 });
  const cacheOf = async (path: string) => (await ask(path)).headers.get('Cache-Control');
  expect(await cacheOf('/datasets')).toBe('public, max-age=0, s-maxage=30');
  expect(await cacheOf(SERIES)).toBe('public, max-age=0, s-maxage=30');
  for (const path of ['', '/regions', '/ranking', '/receipt']) {
    expect(await cacheOf(`/datasets/tiny${path}?snapshot=${tiny.id}`)).toBe('public, max-age=31536000, immutable');
  }
  expect(await cacheOf('/health')).toBe('no-store');
});

describe('format=csv', () => {
  const csv = async (path: string) => {
    const { ask, tiny } = await askTiny();
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    return { text: await response.text(), name: response.headers.get('Content-Disposition'), tiny };
  };

  test('of series has a row for each region and day and a column for each measure', async () => {
    const path = '/datasets/tiny/series?regions=CIV,GEO&from=2020-12-31&to=2021-01-01&change=new&format=csv';
    const { text, name } = await csv(path);
    expect(name).toBe('attachment; filename="tiny-series.csv"');
    expect(text).toBe(
      'region,name,date,confirmed,deaths\r\n' +
        "CIV,Côte d'Ivoire,2020-12-31,,\r\n" +
        "CIV,Côte d'Ivoire,2021-01-01,,\r\n" +
        'GEO,Georgia,2020-12-31,,\r\n' +
        'GEO,Georgia,2021-01-01,4,0\r\n',
    );
  });

  test('of aligned series counts days', async () => {
    const { text } = await csv('/datasets/tiny/series?regions=ITA,GEO&measures=confirmed&align=total:150&format=csv');
    expect(text.split('\r\n')).toEqual([
      'region,name,dayZero,day,confirmed',
      'ITA,Italy,2021-01-02,0,160',
      'ITA,Italy,2021-01-02,1,220',
      'GEO,Georgia,,0,',
      'GEO,Georgia,,1,',
      '',
    ]);
  });

  test('of ranking and regions quotes, and defuses what a spreadsheet would run', async () => {
    const { text } = await csv('/datasets/tiny/ranking?limit=4&format=csv');
    expect(text).toContain('4,ATA,"\'=Antarctica, ""the ice""",9\r\n');
    const regions = await csv('/datasets/tiny/regions?q=diamond+princess&format=csv');
    expect(regions.text).toBe(
      'id,name,map,parent,parentName,population,firstDate,matchedBy,matched\r\n' +
        'ship:diamond-princess,Diamond Princess,world,,,,2020-12-28,name,Diamond Princess\r\n',
    );
  });

  test('of datasets lists them', async () => {
    const { text, name, tiny } = await csv('/datasets?format=csv');
    expect(name).toBe('attachment; filename="datasets.csv"');
    expect(text.split('\r\n')[1]).toBe(
      `tiny,region-series,Tiny,made for tests,${tiny.id},2020-12-28,2021-01-03,2021-05-11T05:00:00.000Z`,
    );
  });
});
