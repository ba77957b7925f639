import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInFrom } from '../../functions/describe/built-in-files.ts';
import { BadYaml } from '../../functions/describe/mistakes.ts';
import { readDataset } from '../../functions/describe/read-dataset.ts';
import { readSiteYaml } from '../../functions/describe/read-site-yaml.ts';

const ROOT = join(import.meta.dirname, '../..');

/** `line:column message` of each mistake, in order; none where the descriptor is right. */
async function mistakesOf(yaml: string, beside: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const files = new Map(Object.entries({ ...beside, 'dataset.yaml': yaml }));
  try {
    await readDataset('visits', async name => files.get(name), builtInFrom(ROOT));
    return [];
  } catch (cause) {
    if (!(cause instanceof BadYaml)) throw cause;
    return cause.mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
}

const GOOD = `title: Unemployment rate
time: { column: week, unit: week }
region: { column: state, map: us-states }
measures:
  rate: { unit: "%", kind: rate, decimals: 1 }
`;

test('all mistakes of a descriptor without SQL are found at once, each where it is', async () => {
  const yaml = `titel: Unemployment
time: { colum: week, column: week, unit: weeks }
region: { column: state, map: us-state }
regions: []
measures:
  rate: { title: 5, kind: ratio, decimals: 9 }
  Rate: {}
  date:
dimensions: { age: { titel: Age } }
provisional: -1
views: { curves: { measures: [rates] }, about: { text: about.md }, maps: }
checks: { fall: 2, places: off }
site: { accent: red }
`;
  expect(await mistakesOf(yaml)).toEqual([
    '1:1 "titel" is not a field of a descriptor; did you mean "title"?',
    '2:9 "colum" is not a field of time; did you mean "column"?',
    '2:42 time.unit must be "day" or "week" or "month" or "quarter" or "year" or "none"; found "weeks"',
    '3:31 region.map must be a map: us-counties, us-states, world, ca-provinces, cn-provinces, au-states; found "us-state"',
    '4:1 a descriptor has either region or regions',
    '6:18 measures.rate.title must be text; found 5',
    '6:27 measures.rate.kind must be "cumulative" or "flow" or "level" or "rate"; found "ratio"',
    '6:44 measures.rate.decimals must be a number from 0 to 6; found 9',
    '7:3 measures must be a name of lowercase letters, digits and _; found "Rate"',
    '8:3 measures must be a name that is not file, date, line, regions, place, matched, outcome, rule, number or region; found "date"',
    '9:22 "titel" is not a field of dimensions.age; did you mean "title"?',
    '10:14 provisional must be zero or more; found -1',
    '11:1 views must be a list of views with "map"; found ["curves","about","maps"]',
    '11:31 views.curves.measures must be "rate" or "Rate" or "date"; found "rates"',
    '11:56 views.about.text names about.md, which does not exist',
    '11:68 "maps" is not a field of views; did you mean "map"?',
    '12:17 checks.fall must be a share from 0 to 1, or off; found 2',
    '13:1 site.title must be text; found nothing',
    '13:17 site.accent must be a color like "#8c2d4f"; found "red"',
  ]);
});

test('so are those of a descriptor with SQL, one that extends another included', async () => {
  const yaml =
    'extends: covid\nkind: poem\nmaps: [moon]\nclean: tidy.sql\ntables: { reports: { columns: { deaths: {} } } }\n';
  const mistakes = await mistakesOf(yaml);
  expect(mistakes).toContain('2:7 kind must be "region-series"; found "poem"');
  expect(mistakes).toContain(
    '3:8 maps[0] must be a map: us-counties, us-states, world, ca-provinces, cn-provinces, au-states; found "moon"',
  );
  expect(mistakes).toContain('4:8 clean names tidy.sql, which does not exist');
  expect(mistakes).toContain('5:33 tables.reports.columns.deaths.headings must be a list; found nothing');
});

test.each<[what: string, yaml: string, mistakes: string[]]>([
  ['nothing wrong', GOOD, []],
  [
    'a field without a value is one that is not there',
    `${GOOD}notice:\nplaces:\nabout:\n`,
    ['8:1 "about" is not a field of a descriptor'],
  ],
  [
    'a field twice, beside other mistakes',
    `${GOOD}title: Again\nsum: 1\n`,
    ['6:1 "title" appears twice; keep one of them', '7:6 sum must be true or false; found 1'],
  ],
  [
    'maps that come with the data set',
    'maps: { Wards: { fil: x, file: ../w.geojson }, b: { file: b.json } }\nregion: { column: a, map: b }\nmeasures: { x: }\n',
    [
      '1:9 maps must be a name of lowercase letters, digits and hyphens; found "Wards"',
      '1:18 "fil" is not a field of maps.Wards; did you mean "file"?',
      '1:32 maps.Wards.file must be the name of a .geojson, .topojson or .json file beside the descriptor; found "../w.geojson"',
    ],
  ],
  ['broken YAML', 'title: "x\ntime: [\n', ['3:1 Missing closing "quote']],
  [
    'an alias of nothing',
    `${GOOD}notice: *none\n`,
    ['1:1 Unresolved alias (the anchor must be set before the alias): none'],
  ],
  [
    'a value behind an alias',
    'measures: { a: &m { kind: x }, b: *m }\n',
    [
      '1:27 measures.a.kind must be "cumulative" or "flow" or "level" or "rate"; found "x"',
      '1:27 measures.b.kind must be "cumulative" or "flow" or "level" or "rate"; found "x"',
    ],
  ],
  ['a list', '- title\n', ['1:1 the descriptor must be an object; found ["title"]']],
  [
    'a prototype for a measure',
    'measures:\n  __proto__: {}\n',
    ['2:3 measures must be a name of lowercase letters, digits and _; found "__proto__"'],
  ],
  [
    'a period that the file names contradict',
    'time: { file: YYYY-MM, unit: day }\nmeasures: { a: }\n',
    ['1:30 time.unit must be month, as the pattern YYYY-MM says; found "day"'],
  ],
])('%s', async (_, yaml, mistakes) => {
  const found = await mistakesOf(yaml);
  expect(found).toHaveLength(mistakes.length);
  for (const [index, mistake] of mistakes.entries()) expect(found[index]).toContain(mistake);
});

test('a message shows the first five mistakes and how many there are', async () => {
  const yaml = 'a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\nmeasures: { x: }\n';
  const read = readDataset('visits', async name => (name === 'dataset.yaml' ? yaml : undefined), builtInFrom(ROOT));
  await expect(read).rejects.toThrow(
    /^visits\/dataset\.yaml has 6 mistakes: \(1\) line 1, column 1: "a" is not a field of a descriptor.*\(5\) line 5, .*, and 1 more$/,
  );
});

test('site.yaml: all mistakes at once', () => {
  const read = (yaml: string) => {
    try {
      return readSiteYaml(yaml, 'site.yaml');
    } catch (cause) {
      if (cause instanceof BadYaml) return cause.mistakes.map(({ line, column }) => [line, column]);
      throw cause;
    }
  };
  expect(read('title: Elm\nhome: true\n')).toMatchObject({ title: 'Elm', home: true, tagline: null });
  expect(read('titel: Elm\nhome: perhaps\naccent: red\n')).toEqual([
    [1, 1],
    [1, 1],
    [2, 7],
    [3, 9],
  ]);
});

test('the built-in data set has no mistake', async () => {
  const covid = await readFile(join(ROOT, 'datasets/covid/dataset.yaml'), 'utf8');
  const beside = { 'regions.sql': 'x', 'clean.sql': 'x', 'about.md': 'x', 'sandbox.md': 'x' };
  expect(await mistakesOf(covid, beside)).toEqual([]);
});
