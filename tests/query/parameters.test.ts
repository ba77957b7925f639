import { describe, expect, test } from 'vitest';
import { snapshotKey } from '../../functions/contract/keys.ts';
import { parameterSchema } from '../../functions/query/openapi/component-schemas.ts';
import { isRequired } from '../../functions/query/parameters/parameter.ts';
import { ROUTES } from '../../functions/query/routes/routes.ts';
import { askTiny, expectProblem } from './ask.ts';

describe('every route', () => {
  test.each(ROUTES.map(route => [route.path, route]))(
    '%s refuses what it does not know, twice, or empty',
    async (path, route) => {
      const { ask } = await askTiny();
      const address = path.replace('{dataset}', 'tiny');
      await expectProblem(ask(`${address}?colour=red`), 'unknown-parameter', { detail: /no parameter "colour"/ });
      for (const [name, parameter] of Object.entries(route.parameters)) {
        const detail = isRequired(parameter) ? /is missing; it must be/ : /must not be empty; leave it out/;
        await expectProblem(ask(`${address}?${name}=`), 'bad-parameter', { detail });
        if (parameter.isRepeated !== true) {
          const twice = ask(`${address}?${name}=1&${name}=1`);
          await expectProblem(twice, 'bad-parameter', { detail: /once; found it 2 times/ });
        }
        await expectProblem(ask(`${address}?${name.toUpperCase()}=1`), 'unknown-parameter', { nearest: [name] });
      }
    },
  );

  test.each(ROUTES.map(route => [route.path, route]))('%s says what each parameter is', (_, route) => {
    expect(route.summary.length).toBeGreaterThan(10);
    for (const parameter of Object.values(route.parameters)) {
      expect(parameter.says.length).toBeGreaterThan(10);
      expect(parameterSchema(parameter)).toHaveProperty('type');
    }
  });
});

describe('regions and measures', () => {
  const fails = async (
    query: string,
    ...expected: Parameters<typeof expectProblem> extends [unknown, ...infer R] ? R : never
  ) => {
    const { ask } = await askTiny();
    await expectProblem(ask(`/datasets/tiny/series?${query}`), ...expected);
  };

  test('must be there', async () => {
    const detail =
      /^"regions" is missing; it must be 1 to 50 ids of regions .* separated by commas; the path "regions"/;
    await fails('', 'bad-parameter', { detail });
    await fails('measures=deaths', 'bad-parameter', { detail });
    await fails('regions=', 'bad-parameter', { detail });
  });

  test('unknown are errors with the nearest ids, by name or by letters', async () => {
    await fails('regions=ITA,italy', 'unknown-region', { nearest: ['ITA'], detail: /"italy"; nearest: ITA \(Italy\)/ });
    await fails('regions=Itlay', 'unknown-region', { nearest: ['ITA'] });
    await fails('regions=ITX', 'unknown-region', { nearest: ['ITA'] });
    await fails('regions=georgia', 'unknown-region', { nearest: ['US-GA', 'GEO'] });
    await fails('regions=constructor', 'unknown-region', { nearest: [] });
    await fails('regions=%20ITA', 'unknown-region', { nearest: ['ITA'] });
    await fails('regions=ITA&measures=death', 'bad-parameter', { nearest: ['deaths'], detail: /"measures" must be/ });
    await fails('regions=ITA&measures=toString', 'bad-parameter', { nearest: ['confirmed', 'deaths'] });
  });

  test('given twice or with nothing between commas are errors', async () => {
    await fails('regions=ITA,USA,ITA', 'bad-parameter', { detail: /different names, and "ITA" is not/ });
    await fails('regions=ITA,,USA', 'bad-parameter', { detail: /single commas/ });
    await fails('regions=ITA,', 'bad-parameter', { detail: /single commas/ });
    await fails(`regions=${'x'.repeat(300)}`, 'bad-parameter', { detail: /at most 200 characters/ });
  });

  test('beyond 50 are too many, and the error says so', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `R${index}`).join(',');
    await fails(`regions=${many(51)}`, 'too-large', { detail: /at most 50 names at once; found 51/ });
    await fails(`regions=${many(50)}`, 'unknown-region');
  });

  test('that make too many values are too much, and the error says how many there may be', async () => {
    const { ask, store, tiny } = await askTiny();
    const id = 'f'.repeat(32);
    const long = { ...tiny, firstDate: '1020-01-01' };
    await store.put(snapshotKey('tiny', id), new TextEncoder().encode(JSON.stringify(long)));
    store.reads.length = 0;
    const asked = (rest: string) => ask(`/datasets/tiny/series?snapshot=${id}&regions=ITA${rest}`);
    const detail = /at most 400000 values; 731\d\d\d were asked for: name fewer regions, measures or periods/;
    await expectProblem(asked(''), 'too-large', { detail });
    expect(store.reads).toHaveLength(1);
    expect((await asked('&measures=confirmed')).status).toBe(200);
  });

  test.each([
    'change=',
    'change=New',
    'per=1e5',
    'per=-1',
    'per=NaN',
    'smooth=0',
    'smooth=366',
    'smooth=7.5',
    'format=xml',
  ])('%s is an error', async wrong => fails(`regions=ITA&${wrong}`, 'bad-parameter'));
});
