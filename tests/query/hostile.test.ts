import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../functions/contract/problem.ts';
import type { Route } from '../../functions/query/http/route.ts';
import { ROUTES } from '../../functions/query/routes/routes.ts';
import { publishTables } from '../tables/publish-table.ts';
import { askTiny, expectProblem, readRegions } from './ask.ts';

const EACH_ROUTE = ROUTES.map(route => [route.path, route] as const);

/** Values that no parameter can have, as they are written in an address. */
const NEVER: readonly (readonly [written: string, code: ProblemCode])[] = [
  ['%', 'bad-parameter'],
  ['%E0%A4%A', 'bad-parameter'],
  ['%ED%A0%80', 'bad-parameter'],
  ['%C0%AF', 'bad-parameter'],
  ['\ud800', 'bad-parameter'],
  ['%00', 'bad-parameter'],
  ['a%0D%0ASet-Cookie:%20a=b', 'bad-parameter'],
  ['%7F', 'bad-parameter'],
  ['x'.repeat(201), 'bad-parameter'],
  ['x'.repeat(10_000), 'address-too-long'],
  ['%F0%9F%98%80'.repeat(1000), 'address-too-long'],
];

/** Values that fit no parameter but a name, under which nothing is known. */
const ODD = [
  'NaN',
  'null',
  'undefined',
  '-1',
  '1e999',
  '+',
  '++',
  '[]',
  '{}',
  '__proto__',
  '<script>',
  '../..',
  '\u202e',
];

/** A data set of maps, and one with a table. */
async function askBoth() {
  const asked = await askTiny();
  const columns = [{ name: 'visitors', type: 'integer' }] as const;
  await publishTables(asked.store, 'clinic', [{ id: 'visits', columns, parts: [[[12]]] }]);
  return asked;
}

describe.each(EACH_ROUTE)('%s', (path, route) => {
  const isOfTable = path.includes('{table}');
  const address = path.replace('{dataset}', isOfTable ? 'clinic' : 'tiny').replace('{table}', 'visits');
  const names = Object.keys(route.parameters);

  /** A question that would be answered, but for this one parameter. */
  function asked(name: string, written: string): string {
    const others = Object.entries(GOOD[path] ?? {}).filter(([other]) => other !== name);
    return `${address}?${[...others, [name, written]].map(pair => pair.join('=')).join('&')}`;
  }

  test('answers what is asked well, so that the rest fails for the right reason', async () => {
    const { ask } = await askBoth();
    expect((await ask(`${address}?${new URLSearchParams(GOOD[path])}`)).status).toBe(200);
  });

  test.each(NEVER)('refuses %j for every parameter', async (written, code) => {
    const { ask } = await askBoth();
    for (const name of names) await expectProblem(ask(asked(name, written)), code);
    await expectProblem(ask(`${address}?colour=${written}`), code === 'bad-parameter' ? unknown(written) : code);
  });

  test.each(ODD)('never breaks on %j, and never takes it for a default', async written => {
    const { ask, logged } = await askBoth();
    for (const name of names) {
      const response = await ask(asked(name, encodeURIComponent(written)));
      // A search may take an odd text for a city with a typing error; all regions would be a default.
      if (isFree(route, name)) expect((await readRegions(Promise.resolve(response))).regions.length).toBeLessThan(2);
      else expect([400, 404]).toContain(response.status);
    }
    await expectProblem(ask(`${address}?${encodeURIComponent(written)}=1`), 'unknown-parameter');
    expect(logged).toEqual([]);
  });

  test('refuses names of parameters that are badly encoded or are none', async () => {
    const { ask } = await askBoth();
    for (const name of ['%E0%A4%A', '%00', '', '%20', '__proto__', 'constructor', 'x'.repeat(5000)]) {
      await expectProblem(ask(`${address}?${name}=1`), 'unknown-parameter');
    }
    await expectProblem(ask(`${address}?${'x=1&'.repeat(3000)}`), 'address-too-long', {
      detail: /8192 .*; found 12\d+/,
    });
  });
});

/** Questions about the tiny data set that are answered. */
const GOOD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/datasets/{dataset}/series': { regions: 'ITA' },
};

/** What is searched for may be anything; nothing is found then. */
function isFree({ path }: Route, name: string): boolean {
  return path.endsWith('/regions') && name === 'q';
}

/** Of a parameter that is not known, a badly encoded value is told of first: it cannot be read. */
function unknown(written: string): ProblemCode {
  try {
    decodeURIComponent(written.toWellFormed());
    return 'unknown-parameter';
  } catch {
    return 'bad-parameter';
  }
}

test('a plus is a space, as in forms; a plus itself is written %2B', async () => {
  const { ask } = await askTiny();
  const found = async (q: string) => (await (await ask(`/datasets/tiny/regions?q=${q}`)).json()).regions.length;
  expect(await found('diamond+princess')).toBe(1);
  expect(await found('diamond%20princess')).toBe(1);
  await expectProblem(ask('/datasets/tiny/series?regions=ITA+'), 'unknown-region', { detail: /"ITA "/ });
  await expectProblem(ask('/datasets/tiny/series?regions=ITA%2B'), 'unknown-region', { detail: /"ITA\+"/ });
});

test.each(['..', '..%2F..', '%00', '%E0%A4%A', '%ED%A0%80', '\ud800', 'x'.repeat(5000), 'TINY', 'tiny%20'])(
  'the data set %j is not found, and not looked for',
  async written => {
    const { ask, store } = await askTiny();
    const response = await ask(`/datasets/${written}/ranking`);
    expect(response.status).toBe(404);
    expect(store.reads.filter(key => key !== 'data/index.json')).toEqual([]);
  },
);
