import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaFiles } from '../../docs/write-schemas.ts';
import { builtInFrom } from '../../functions/describe/built-in-files.ts';
import { readDataset } from '../../functions/describe/read-dataset.ts';
import { readSiteYaml } from '../../functions/describe/read-site-yaml.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const validatorOf = (name: string) => ajv.compile(JSON.parse(schemaFiles().get(name) ?? ''));
const isDataset = validatorOf('dataset.schema.json');
const isSite = validatorOf('site.schema.json');

test.each([...schemaFiles()])('docs/schemas/%s is current; "npm run docs" writes it', (name, text) => {
  expect(read(`docs/schemas/${name}`)).toBe(text);
});

const SHORT = `title: Unemployment rate
source: { name: Bureau of Labor Statistics, url: https://example.org }
files: unemployment*.csv
time: { column: week, unit: week }
region: { column: state, map: us-states }
measures:
  rate: { title: Unemployment rate, unit: "%", kind: rate, decimals: 1 }
  jobs:
dimensions: [age]
views: { map: , about: { text: about.md } }
checks: { fall: off, places: { us-states: { fall: 0.1 } } }
`;

test.each([
  ['the built-in data set', read('datasets/covid/dataset.yaml')],
  ['a descriptor without SQL', SHORT],
  ['one of a single moment', 'time: none\nmeasures: { visits: { kind: flow } }\n'],
  ['one that extends another', 'extends: covid\ntables: { reports: { unused: [Tests] } }\n'],
])('the schema allows %s', (_, yaml) => {
  isDataset(parse(yaml));
  expect(isDataset.errors ?? []).toEqual([]);
});

const BLOCKS = [...read('docs/dataset-yaml.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);

test.each(BLOCKS)('the examples of docs/dataset-yaml.md are right: %s', async block => {
  const validate = block.startsWith('# site.yaml') ? isSite : isDataset;
  validate(parse(block));
  expect(validate.errors ?? []).toEqual([]);
  const sql = { 'regions.sql': 'SELECT 1', 'clean.sql': 'SELECT 1' };
  const files = new Map(Object.entries({ ...sql, 'dataset.yaml': block }));
  if (validate === isSite) expect(readSiteYaml(block, 'site.yaml').title).toBe('Health of Elm County');
  else await readDataset('visits', async name => files.get(name), builtInFrom(ROOT));
});

test.each([
  ['an unknown field', `${SHORT}titel: x\n`],
  ['an unknown kind', SHORT.replace('kind: rate', 'kind: ratio')],
  ['too many decimals', SHORT.replace('decimals: 1', 'decimals: 7')],
  ['a reserved name', SHORT.replace('  jobs:', '  date:')],
  ['a name in capitals', SHORT.replace('  jobs:', '  Jobs:')],
  ['an unknown view', SHORT.replace('{ map: ,', '{ maps: ,')],
  ['region and regions', `${SHORT}regions: []\n`],
  ['a share above one', SHORT.replace('fall: off', 'fall: 2')],
  ['SQL without a license', read('datasets/covid/dataset.yaml').replace('licence:', 'description:')],
  ['an unknown field of a table', 'extends: covid\ntables: { reports: { unusd: [Tests] } }\n'],
])('the schema refuses %s', (_, yaml) => {
  expect(isDataset(parse(yaml, { uniqueKeys: false }))).toBe(false);
});

test('the schema of site.yaml', () => {
  expect(isSite(parse('title: Elm\naccent: "#006644"\nhome: true\n'))).toBe(true);
  for (const wrong of ['titel: Elm', 'title: Elm\nhome: perhaps', 'title: Elm\naccent: red']) {
    expect(isSite(parse(wrong))).toBe(false);
  }
});

test('every field of both files has a description', () => {
  const without: string[] = [];
  const walk = (schema: unknown, path: string) => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [name, field] of Object.entries(Object(Reflect.get(schema, 'properties')))) {
      if (typeof Object(field).description !== 'string') without.push(`${path}.${name}`);
    }
    for (const [key, value] of Object.entries(schema)) walk(value, `${path}.${key}`);
  };
  for (const [name, text] of schemaFiles()) walk(JSON.parse(text), name);
  expect(without).toEqual([]);
});
