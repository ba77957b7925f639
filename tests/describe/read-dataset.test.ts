import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { reportCsv } from '../build/report-csv.ts';
import { workshop, workshopAfter } from '../build/workshop.ts';

const FOLDER = join(import.meta.dirname, '../../datasets/covid');
const NAMES = ['dataset.yaml', 'clean.sql', 'regions.sql', 'about.md', 'sandbox.md'] as const;
const [YAML, CLEAN, REGIONS] = await Promise.all([
  readFile(join(FOLDER, NAMES[0]), 'utf8'),
  readFile(join(FOLDER, NAMES[1]), 'utf8'),
  readFile(join(FOLDER, NAMES[2]), 'utf8'),
]);
const REPORT = reportCsv([
  { country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 },
  { country: 'France', confirmed: 10, deaths: 1, recovered: 0 },
]);

const afterOneDay = workshopAfter(shop => shop.build(), { '06-30-2020.csv': REPORT });

type OwnFiles = Readonly<Partial<Record<(typeof NAMES)[number], string>>>;

/** The data set with descriptor files of its own, some of them changed, over one that is live. */
async function rebuiltWith(own: OwnFiles) {
  const { build, put, folder, before: good } = await afterOneDay();
  const texts = { 'about.md': '## Method\n', 'sandbox.md': '# Waves\n' };
  const files = { 'dataset.yaml': YAML, 'clean.sql': CLEAN, 'regions.sql': REGIONS, ...texts, ...own };
  for (const [name, content] of Object.entries(files)) await put(name, content.replaceAll('<folder>', folder));
  const after = await build();
  return { good, after };
}

test('a data set may bring the same descriptor itself, and is the same', async () => {
  const { good, after } = await rebuiltWith({});
  expect(after.receipt.outcome).toBe('published');
  for (const { id } of good.snapshot?.maps ?? []) expect(after.figures.index(id)).toEqual(good.figures.index(id));
});

const AT = 'covid/dataset.yaml: ';
const wrapped = (outer: string) => `SELECT ${outer} FROM (${CLEAN})`;

test.each<[what: string, own: OwnFiles, refusal: string | RegExp]>([
  [
    'an unknown field',
    { 'dataset.yaml': `${YAML}\nsmoothing: 7\n` },
    `${AT}"smoothing" is not a field of a descriptor`,
  ],
  [
    'a misspelled field',
    { 'dataset.yaml': YAML.replace(/^checks:/m, 'check:') },
    `${AT}"check" is not a field of a descriptor; did you mean "checks"?`,
  ],
  ['no title', { 'dataset.yaml': YAML.replace('title: COVID-19', '') }, `${AT}title must be text; found nothing`],
  ['text that is no YAML', { 'dataset.yaml': 'title: [\n' }, /^covid\/dataset\.yaml: Flow sequence/],
  ['an empty descriptor', { 'dataset.yaml': '' }, `${AT}the descriptor must be an object; found null`],
  [
    'a kind that is not known',
    { 'dataset.yaml': YAML.replace('region-series', 'poem') },
    `${AT}kind must be "region-series"; found "poem"`,
  ],
  [
    'an unknown view',
    { 'dataset.yaml': YAML.replace('  sandbox: {', '  sandpit: {') },
    `${AT}"sandpit" is not a field of views; did you mean "sandbox"?`,
  ],
  [
    'a text of another folder',
    { 'dataset.yaml': YAML.replace('text: about.md', 'text: ../about.md') },
    `${AT}views.about.text must be the name of an .md file beside the descriptor; found "../about.md"`,
  ],
  [
    'curves of a measure that is not there',
    { 'dataset.yaml': YAML.replace('measures: [confirmed, deaths]\n    #', 'measures: [tested]\n    #') },
    /views\.curves\.measures must be "confirmed" or .*; found "tested"$/,
  ],
  [
    'an accent that is no color',
    { 'dataset.yaml': YAML.replace('  title: See COVID', '  title: See COVID\n  accent: red') },
    `${AT}site.accent must be a color like "#8c2d4f"; found "red"`,
  ],
  [
    'SQL of another folder',
    { 'dataset.yaml': YAML.replace('clean: clean.sql', 'clean: ../clean.sql') },
    `${AT}clean must be the name of an .sql file beside the descriptor; found "../clean.sql"`,
  ],
  [
    'SQL that is not there',
    { 'dataset.yaml': YAML.replace('clean: clean.sql', 'clean: tidy.sql') },
    `${AT}clean names tidy.sql, which does not exist`,
  ],
  [
    'a column of an unknown type',
    { 'dataset.yaml': YAML.replace('[Confirmed], type: count', '[Confirmed], type: money') },
    `${AT}tables.reports.columns.confirmed.type must be "text" or "count" or "number" or "updated"; found "money"`,
  ],
  [
    'a column with a name for SQL to stumble over',
    { 'dataset.yaml': YAML.replace('confirmed: { headings', '"x; DROP": { headings') },
    `${AT}tables.reports.columns must be a name of lowercase letters, digits and _; found "x; DROP"`,
  ],
  [
    'a column with a name of the transform',
    { 'dataset.yaml': YAML.replace('confirmed: { headings', 'upload: { headings') },
    `${AT}tables.reports.columns must be a name that is not file, date, line, regions, upload or filename; found "upload"`,
  ],
  [
    'a base outside of what is built in',
    { 'dataset.yaml': 'extends: ../datasets/covid\n' },
    'covid/dataset.yaml: extends must be the id of a built-in data set; found "../datasets/covid"',
  ],
  [
    'a base that is no name',
    { 'dataset.yaml': 'extends: true\n' },
    'covid/dataset.yaml: extends must be the id of a built-in data set; found true',
  ],
  [
    'a descriptor that nobody wrote',
    { 'dataset.yaml': `${YAML}# ${'x'.repeat(100_000)}` },
    /^covid\/dataset\.yaml may have at most 100000 characters; found 10\d{4}$/,
  ],
  [
    'a descriptor that grows as it is read',
    {
      'dataset.yaml': `a: &a [x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]},`.repeat(20)}]`).join('\n')}`,
    },
    /^covid\/dataset\.yaml: Excessive alias count/,
  ],
  [
    'a base that is not built in',
    { 'dataset.yaml': 'extends: nothing\n' },
    'covid/dataset.yaml: extends names "nothing", which is not built in',
  ],
  ['two statements', { 'clean.sql': `${CLEAN};\nSELECT 1` }, 'clean.sql must be one SELECT; found 2 statements'],
  ['no statement', { 'clean.sql': '-- nothing\n' }, /^clean\.sql/],
  ['SQL that does not parse', { 'clean.sql': 'SELEC 1' }, /^clean\.sql: syntax error at or near "SELEC"/],
  [
    'SQL that writes',
    { 'clean.sql': "COPY (SELECT 1) TO '<folder>/out.csv'" },
    'clean.sql must be one SELECT; found another statement',
  ],
  [
    'SQL that attaches',
    { 'clean.sql': "ATTACH '<folder>/x.db'" },
    'clean.sql must be one SELECT; found another statement',
  ],
  [
    'SQL that reads a file outside',
    { 'clean.sql': "SELECT * FROM read_text('<folder>/uploads/covid/dataset.yaml')" },
    'clean.sql must not call read_text; the table functions it may call are unnest, range, generate_series',
  ],
  [
    'SQL that reads the network',
    { 'regions.sql': "SELECT * FROM read_csv('https://example.org/regions.csv')" },
    /^regions\.sql must not call read_csv/,
  ],
  [
    'SQL that loses a row',
    { 'clean.sql': `${wrapped('*')} WHERE place <> 'France'` },
    'clean.sql must give each row once, under its own date; of 2 rows of covid/06-30-2020.csv it gives 1',
  ],
  [
    'SQL that doubles a row',
    { 'clean.sql': `${wrapped('*')} UNION ALL ${wrapped('*')} WHERE place = 'France'` },
    'clean.sql must give each row once, under its own date; of 2 rows of covid/06-30-2020.csv it gives 3',
  ],
  [
    'SQL that loses one row and doubles another',
    { 'clean.sql': `${wrapped('* REPLACE (2::INTEGER AS line)')}` },
    /^clean\.sql must give each row once, under its own date; of 2 rows of covid.06-30-2020\.csv it gives 2/,
  ],
  [
    'SQL that moves a row to another day',
    { 'clean.sql': wrapped('* REPLACE (date + 40 AS date)') },
    'clean.sql must give each row once, under its own date; of 2 rows of covid/06-30-2020.csv it gives 2',
  ],
  [
    'SQL with an outcome of its own',
    { 'clean.sql': wrapped("* REPLACE ('lost' AS outcome)") },
    'clean.sql must give kept, moved, merged, dropped, unmatched as outcome; found lost',
  ],
  [
    'SQL that counts in a region that is not there',
    { 'clean.sql': wrapped("* REPLACE (['XXX'] AS regions)") },
    'clean.sql counts "France" in the region "XXX", which regions.sql does not have',
  ],
  [
    'SQL that counts a row in two countries',
    { 'clean.sql': wrapped("* REPLACE (['ITA', 'FRA'] AS regions)") },
    'covid/06-30-2020.csv: its rows count 110 confirmed, its regions 220',
  ],
  [
    'a region twice',
    { 'regions.sql': `SELECT * FROM (${REGIONS}) UNION ALL SELECT * FROM (${REGIONS}) WHERE region = 'ITA'` },
    'regions.sql gives the region "ITA" twice',
  ],
  [
    'a region on a map that is not declared',
    { 'regions.sql': `SELECT * REPLACE ('moon' AS map) FROM (${REGIONS})` },
    'regions.sql gives the map "moon", which is not declared',
  ],
])('%s is refused with a sentence, and what is live stays', async (_, own, refusal) => {
  const { good, after } = await rebuiltWith(own);
  expect(after.receipt.outcome).toBe('refused');
  const whole = /^Nothing is published: (.*)\.$/s.exec(after.receipt.summary)?.[1] ?? after.receipt.summary;
  // Where in the file is tested in mistakes.test.ts.
  const sentence = whole.replace(/ line \d+, column \d+: /, ': ');
  if (typeof refusal === 'string') expect(sentence).toBe(refusal);
  else expect(sentence).toMatch(refusal);
  expect(after.livePointer.snapshot).toBe(good.livePointer.snapshot);
});

test('a data set without files is refused', async () => {
  const { tools } = await workshop();
  const { receipt } = await build('nobody', tools);
  expect(receipt.summary).toBe(
    'Nothing is published: there are no files with rows; upload a CSV, TSV, JSON, NDJSON or Parquet file.',
  );
});

test.each<[what: string, own: OwnFiles]>([
  ['SQL without the columns that are wanted', { 'clean.sql': 'SELECT 1 AS one' }],
  [
    'a measure that clean.sql does not give',
    { 'dataset.yaml': YAML.replace('  active:', '  tested:\n    title: Tested\n  active:') },
  ],
  ['a measure from one that is not there', { 'dataset.yaml': YAML.replace('greatest(confirmed', 'greatest(infected') }],
  ['regions without the columns that are wanted', { 'regions.sql': 'SELECT 1 AS one' }],
])('%s is refused', async (_, own) => {
  expect((await rebuiltWith(own)).after.receipt.outcome).toBe('refused');
});
