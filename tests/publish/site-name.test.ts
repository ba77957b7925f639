import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changedDatasets } from '../../functions/build/handle-messages.ts';
import { pageKey, templateKey } from '../../functions/contract/keys.ts';
import { parseSiteFile } from '../../functions/contract/site-file.ts';
import { publishSite } from '../../functions/publish/site.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop } from '../build/workshop.ts';

const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);

test('a site takes its name from its only data set, and from site.yaml while there is one that is right', async () => {
  const { build, folder, out, tools } = await workshop({ '06-30-2020.csv': REPORT });
  const logged = new Set<unknown>();
  const named = async (yaml: string | null) => {
    const path = join(folder, 'uploads', 'site.yaml');
    if (yaml === null) await rm(path, { force: true });
    else await writeFile(path, yaml);
    await publishSite({ ...tools, log: (event, { message }) => logged.add(`${event}: ${message}`) });
    return parseSiteFile(JSON.parse(await readFile(join(out, 'data', 'site.json'), 'utf8')), '');
  };
  const neutral = await named(null);
  expect(neutral).toMatchObject({ title: 'Data', tagline: null, accent: null, home: true });
  for (const page of ['index', 'home']) {
    await tools.site.put(templateKey(page), Buffer.from('<title data-site="title">Data</title>'));
  }
  const page = () => readFile(join(out, pageKey('index')), 'utf8');
  await build();
  expect(await page()).toBe('<title>See COVID</title>');
  const own = await named(null);
  expect(own).toMatchObject({ title: 'See COVID', accent: null, home: false });
  expect(own.tagline).toContain('on a map that plays like a movie');
  expect(await named('title: Elm\naccent: "#006644"\nhome: true\n')).toMatchObject({
    title: 'Elm',
    tagline: null,
    accent: '#006644',
    home: true,
  });
  expect(await page()).toBe('<title>Elm</title>');
  expect([...logged]).toEqual([]);
  for (const wrong of ['title: [', 'titel: Elm', 'title: Elm\nhome: perhaps', 'title: Elm\naccent: red', '']) {
    expect(await named(wrong)).toEqual(own);
  }
  expect([...logged]).toEqual([
    'site-ignored: site.yaml line 1, column 9: Flow sequence in block collection must be sufficiently indented and end with a ]',
    'site-ignored: site.yaml has 2 mistakes: (1) line 1, column 1: title must be text; found nothing, (2) line 1, column 1: "titel" is not a field of site.yaml; did you mean "title"?',
    'site-ignored: site.yaml line 2, column 7: home must be true or false; found "perhaps"',
    'site-ignored: site.yaml line 2, column 9: accent must be a color like "#8c2d4f"; found "red"',
    'site-ignored: site.yaml line 1, column 1: site.yaml must be an object; found null',
  ]);
});

test('a change of site.yaml is a message of its own', () => {
  const record = { eventSource: 'aws:s3', s3: { bucket: { name: 'uploads' }, object: { key: 'site.yaml' } } };
  const message = { messageId: 'm', body: JSON.stringify({ Records: [record] }) };
  const { datasets, site, ignored } = changedDatasets({ Records: [message] }, 'uploads');
  expect([[...datasets], [...site], ignored]).toEqual([[], ['m'], []]);
});
