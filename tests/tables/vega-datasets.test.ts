import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { recognizeDataset } from '../../functions/describe/recognize-dataset.ts';
import { onBench } from './read-bytes.ts';
import { tableShop } from './table-shop.ts';

const FOLDER = join(import.meta.dirname, '../../node_modules/vega-datasets/data');
const read = (name: string) => readFileSync(join(FOLDER, name));

async function recognized(name: string, bytes: string | Uint8Array = read(name)) {
  return onBench(async bench => {
    const text = await bench.read(name, bytes);
    const columns = await bench.recognize(text);
    const table = { id: name.split('.')[0] ?? name, files: [name], text: [text], columns };
    const { fields, remarks } = await recognizeDataset([table], bench.engine);
    const types = Object.fromEntries(columns.map(({ name, type, category }) => [name, category ? 'category' : type]));
    return { rows: text.rows, types, fields, remarks };
  });
}

const guessed = (kind: string) => ({ kind, guessed: true });

describe('a bare file is taken for what it is:', () => {
  test('cars.json, a table', async () => {
    const { rows, types, fields, remarks } = await recognized('cars.json');
    expect(rows).toBe(406);
    expect(types).toEqual({
      ...{ Name: 'text', Miles_per_Gallon: 'decimal', Cylinders: 'integer', Displacement: 'decimal' },
      ...{ Horsepower: 'integer', Weight_in_lbs: 'integer', Acceleration: 'decimal', Year: 'date', Origin: 'category' },
    });
    expect(fields).toBeNull();
    expect(remarks.at(-1)).toMatch(/^Several rows have the same "Year"/);
  });

  test('penguins.json, a table', async () => {
    const { types, fields } = await recognized('penguins.json');
    expect(types).toEqual({
      ...{ Species: 'category', Island: 'category', 'Beak Length (mm)': 'decimal', 'Beak Depth (mm)': 'decimal' },
      ...{ 'Flipper Length (mm)': 'integer', 'Body Mass (g)': 'integer', Sex: 'category' },
    });
    expect(fields).toBeNull();
  });

  test('movies.json, a table', async () => {
    const { types, fields } = await recognized('movies.json');
    expect(types).toMatchObject({
      'Release Date': 'date',
      'US Gross': 'integer',
      'MPAA Rating': 'category',
      Director: 'text',
    });
    expect(fields).toBeNull();
  });

  test('github.csv, a table of hours', async () => {
    const { types, fields } = await recognized('github.csv');
    expect([types, fields]).toEqual([{ time: 'timestamp', count: 'integer' }, null]);
  });

  test('seattle-weather.csv, days of one place', async () => {
    const { types, fields } = await recognized('seattle-weather.csv');
    expect(types).toMatchObject({ date: 'date', precipitation: 'decimal', weather: 'category' });
    expect(fields).toMatchObject({
      title: 'Seattle weather',
      files: 'seattle-weather.csv',
      time: { column: 'date' },
      region: 'none',
    });
    expect(Object.keys(fields?.measures ?? {})).toEqual(['precipitation', 'temp_max', 'temp_min', 'wind']);
    expect(fields?.dimensions).toBeUndefined();
  });

  test('gapminder.json, countries and years', async () => {
    const { fields } = await recognized('gapminder.json');
    expect(fields).toMatchObject({ time: { column: 'year' }, region: { column: 'country', map: 'world' } });
    expect(fields?.measures).toEqual({
      ...{ cluster: guessed('level'), pop: guessed('level'), life_expect: guessed('rate'), fertility: guessed('rate') },
    });
  });

  test('barley.json, years with two dimensions', async () => {
    const { fields } = await recognized('barley.json');
    expect(fields).toMatchObject({
      time: { column: 'year' },
      region: 'none',
      dimensions: { variety: null, site: null },
    });
    expect(fields?.measures).toEqual({ yield: guessed('rate') });
  });

  test('stocks.csv, months with a dimension', async () => {
    const { types, fields } = await recognized('stocks.csv');
    expect(types).toEqual({ symbol: 'category', date: 'date', price: 'decimal' });
    expect(fields).toMatchObject({ time: { column: 'date' }, dimensions: { symbol: null } });
  });

  test('obesity.json, states at one moment', async () => {
    const { types, fields } = await recognized('obesity.json');
    expect(types).toMatchObject({ id: 'text', rate: 'decimal' });
    expect(fields).toMatchObject({ time: 'none', region: { column: 'state', map: 'us-states' } });
    expect(fields?.measures).toEqual({ rate: guessed('rate') });
  });

  test('us-employment.csv, months with many measures', async () => {
    const { fields } = await recognized('us-employment.csv');
    expect(fields).toMatchObject({ time: { column: 'month' }, region: 'none' });
    expect(Object.keys(fields?.measures ?? {}).length).toBeGreaterThan(20);
  });
});

describe('no series is made of', () => {
  test.each([
    [
      'a list of events',
      'date,name,city,people\n2020-01-01,a,x,1\n2020-01-02,b,y,2\n2020-01-05,c,x,3\n2020-02-01,d,z,4\n2020-03-01,e,x,5\n',
    ],
    ['numbers without time and places', 'a,b\n1,2\n3,4\n'],
    [
      'coordinates alone',
      'state,lat,lon\nOhio,40,-82\nTexas,31,-99\nIowa,42,-93\nUtah,39,-111\nMaine,45,-69\nNevada,39,-116\n',
    ],
  ])('%s', async (_, csv) => {
    expect((await recognized('x.csv', csv)).fields).toBeNull();
  });
});

const STATES = ['Ohio', 'Texas', 'Iowa', 'Maine', 'Utah', 'Nevada'];
const ofStates = (line: (state: string, index: number) => string) => STATES.map(line).join('\n');

describe('places are', () => {
  test('counties by FIPS codes, beside months from 1 to 12', async () => {
    const counties = ['1001', '1003', '6037', '36061', '48201', '17031'];
    const rows = counties.flatMap(fips => [1, 2, 3].map(month => `${fips},${month},${month * 7}`));
    const { fields, types } = await recognized('x.csv', `fips,month,cases\n${rows.join('\n')}\n`);
    expect(types).toEqual({ fips: 'category', month: 'integer', cases: 'integer' });
    // A month without its year is no period, so rows of a county are not told apart.
    expect(fields).toBeNull();
  });

  test('states or countries by two letters, as the header says', async () => {
    const codes = ['AL', 'AR', 'CA', 'CO', 'DE', 'GA', 'IN'];
    const csv = (heading: string) =>
      `${heading},size\n${codes.map((code, index) => `${code},${index + 1}`).join('\n')}\n`;
    expect((await recognized('x.csv', csv('state'))).fields).toMatchObject({ region: { map: 'us-states' } });
    expect((await recognized('x.csv', csv('country'))).fields).toMatchObject({ region: { map: 'world' } });
    expect((await recognized('x.csv', csv('code'))).fields).toBeNull();
  });

  test('told apart by a column of sexes, of which one is all', async () => {
    const rows = ofStates((state, index) =>
      ['all', 'female', 'male'].map(sex => `${state},${sex},${index + 2}.5%`).join('\n'),
    );
    const { fields } = await recognized('x.csv', `state,sex,share\n${rows}\n`);
    expect(fields).toMatchObject({ dimensions: { sex: null }, measures: { share: { unit: '%', kind: 'rate' } } });
  });

  test('with a total so far, where whole numbers only grow from little', async () => {
    const days = Array.from({ length: 9 }, (_, day) => `2020-03-0${day + 1}`);
    const rows = ofStates((state, index) =>
      days.map((day, at) => `${day},${state},${(index + 1) * at ** 2},${1000 + at}`).join('\n'),
    );
    const { fields } = await recognized('x.csv', `day,state,cases,beds\n${rows}\n`);
    expect(fields?.measures).toEqual({ cases: guessed('cumulative'), beds: guessed('level') });
  });
});

test('headers become names that a descriptor may have', async () => {
  const { fields } = await recognized(
    'x.csv',
    `Jahr,Größe (cm),2nd,date\n${['2019,1,2,3', '2020,2,3,4', '2021,3,4,5'].join('\n')}\n`,
  );
  expect(fields?.measures).toMatchObject({
    grosse_cm: { title: 'Größe (cm)', column: 'Größe (cm)' },
    d_2nd: { column: '2nd' },
    date_2: { column: 'date' },
  });
});

const LARGEST_BYTES = 2_000_000;
const ALL = readdirSync(FOLDER).filter(
  name => /\.(csv|json|tsv)$/.test(name) && statSync(join(FOLDER, name)).size < LARGEST_BYTES,
);

test('every other file of the package is a table, or refused with a reason', async () => {
  const refused: string[] = [];
  for (const name of ALL) {
    try {
      expect((await recognized(name)).rows).toBeGreaterThan(0);
    } catch (cause) {
      if (!(cause instanceof Problem) || cause.code !== 'bad-input') throw new Error(name, { cause });
      refused.push(name);
    }
  }
  expect(refused).toEqual([
    'londonBoroughs.json',
    'londonTubeLines.json',
    'miserables.json',
    'us-10m.json',
    'world-110m.json',
  ]);
}, 240_000);

test.each(['gapminder.json', 'barley.json', 'seattle-weather.csv', 'obesity.json', 'cars.json'])(
  'the draft of %s, taken over, gives the same data set',
  async name => {
    const bare = await (await tableShop({ [`vega/${name}`]: read(name) })).build('vega');
    expect(bare.receipt).toMatchObject({ outcome: 'published' });
    const draft = bare.recognized?.descriptor ?? '';
    const drafted = await (await tableShop({ [`vega/${name}`]: read(name), 'vega/dataset.yaml': draft })).build('vega');
    const without = ({ snapshot }: typeof bare) => ({ ...snapshot, receipt: null, recognized: null });
    expect(without(drafted)).toEqual(without(bare));
  },
);
