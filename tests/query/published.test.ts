import { expect, test } from 'vitest';
import { parserOf, text } from '../../functions/contract/schema.ts';
import { createByteBudget, createLastingSource } from '../../functions/query/published/cache.ts';

test('createByteBudget(max) lets go what was not used for longest, and what is too large at once', () => {
  const gone: string[] = [];
  const budget = createByteBudget(100);
  const hold = (key: string, bytes: number) => budget.hold(key, bytes, () => gone.push(key));
  hold('a', 40);
  hold('b', 40);
  budget.touch('a');
  hold('c', 40);
  expect(gone).toEqual(['b']);
  budget.touch('b');
  hold('d', 101);
  expect(gone).toEqual(['b', 'a', 'c', 'd']);
});

test('a lasting source keeps what was used last, and tries again what failed', async () => {
  const reads: string[] = [];
  let failing = false;
  const read = async (key: string) => {
    reads.push(key);
    if (failing) throw new Error('not now');
    return { etag: key, length: 40, value: `value of ${key}` };
  };
  const source = createLastingSource(read, createByteBudget(100), parserOf(text));
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await source(key)).toBe(`value of ${key}`);
  expect(reads).toEqual(['a', 'b', 'c', 'b']);
  failing = true;
  await expect(source('d')).rejects.toThrow('not now');
  failing = false;
  expect(await source('d')).toBe('value of d');
});
