import { describe, expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { decodeBody } from '../../functions/publish/documents.ts';
import { tableShop } from './table-shop.ts';

const PEOPLE = `id,E-mail,ZIP,joined,score
1,ann@example.org,1234,03/04/2024,1.5
2,bo@example.org,4321,05/06/2024,2
${Array.from({ length: 20 }, (_, at) => `${at + 3},p${at}@example.org,${5000 + at},01/02/2024,${at}\n`).join('')}`;

const shopWith = (columns: string, rows = PEOPLE) =>
  tableShop({ 'people/people.csv': rows, 'people/dataset.yaml': `files: people.csv\n${columns}` });

test('columns are renamed, of another type, or left out', async () => {
  const shop = await shopWith(`columns:
  E-mail: { drop: true }
  ZIP: { name: zip code, type: text }
  joined: { type: date, order: month first }
  score: { type: decimal }
`);
  const { receipt, snapshot, table } = await shop.build('people');
  expect(receipt.outcome).toBe('published');
  expect(snapshot?.tables[0]).toMatchObject({ rows: 22, columns: 4 });
  const { columns, firstRows } = await table('people');
  expect(columns.map(({ name, type }) => [name, type])).toEqual([
    ['id', 'text'],
    ['zip code', 'text'],
    ['joined', 'date'],
    ['score', 'decimal'],
  ]);
  expect(firstRows[0]).toEqual(['1', '1234', '2024-03-04', 1.5]);
  for await (const { key } of shop.site.list('data/')) {
    if (!key.endsWith('.json')) continue;
    const object = await shop.site.get(key);
    expect(await decodeBody(key, (await object?.bytes()) ?? new Uint8Array()), key).not.toContain('example.org');
  }
});

test('what is dropped needs nobody to accept it, and the message says how', async () => {
  const shop = await shopWith('');
  const tools = { ...shop.tools, holdsPersonalData: true };
  const held = await build('people', tools);
  expect(held.receipt.inputs.find(({ key }) => key.endsWith('.csv'))?.reason).toContain(
    '"columns: { "E-mail": { drop: true } }" in dataset.yaml leaves it out',
  );
  await shop.put('people/dataset.yaml', 'files: people.csv\ncolumns: { "E-mail": { drop: true } }\n');
  expect((await build('people', tools)).receipt.outcome).toBe('published');
});

test('a table that is live may be declared otherwise: nothing counts as lost or changed', async () => {
  const shop = await shopWith('');
  expect((await shop.build('people')).receipt.outcome).toBe('published');
  await shop.put(
    'people/dataset.yaml',
    'files: people.csv\ncolumns: { E-mail: { drop: true }, ZIP: { type: text }, score: { name: points } }\n',
  );
  const { receipt, table } = await shop.build('people');
  expect(receipt.outcome).toBe('published');
  expect((await table('people')).columns.map(({ name }) => name)).toEqual(['id', 'ZIP', 'joined', 'points']);
});

describe('refused', () => {
  test.each([
    ['columns: { zip: { type: text } }', /no file has a column "zip"; did you mean "ZIP"\?/],
    ['columns: { ZIP: { name: score } }', /two columns would have the name "score"/],
    ['columns: { ZIP: { typ: text } }', /typ/],
    ['columns: { ZIP: { type: number } }', /columns.ZIP.type must be "integer" or .* found "number"/],
    ['columns: { score: { type: integer } }', /"score" must be integer, as the descriptor says; found "1.5" in row 1/],
    [
      'columns: { E-mail: { type: decimal } }',
      /"E-mail" must be decimal, as the descriptor says; found "ann@example.org"/,
    ],
    [
      'columns: { joined: { type: date, order: day first } }',
      /"joined" must be date, day first, as the descriptor says; found "03\/25\/2024" in row 23/,
    ],
  ])('%s', async (columns, message) => {
    const { receipt, snapshot } = await (
      await shopWith(columns, `${PEOPLE}99,z@example.org,9999,03/25/2024,1\n`)
    ).build('people');
    expect(snapshot).toBeNull();
    expect(receipt.summary).toMatch(message);
  });
});

test('places and periods are still read by the headings of the file', async () => {
  const states = ['Ohio', 'Texas', 'Iowa', 'Maine', 'Utah'];
  const rows = ['2021', '2022'].flatMap(year => states.map((state, at) => `${year},${state},${at}.5,x`));
  const shop = await tableShop({
    'rates/rates.csv': `year,state,rate,note\n${rows.join('\n')}\n`,
    'rates/dataset.yaml': 'columns: { state: { name: US state }, note: { drop: true } }\n',
  });
  const { snapshot, table } = await shop.build('rates');
  expect(snapshot).toMatchObject({ kind: 'region-series', maps: [{ id: 'us-states', regionCount: 5 }] });
  expect((await table('rates')).columns.map(({ name }) => name)).toEqual(['year', 'US state', 'rate']);
});
