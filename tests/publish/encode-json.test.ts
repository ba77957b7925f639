import { expect, test } from 'vitest';
import { encodeJson } from '../../functions/publish/encode-json.ts';

const NUMBERS = [0, -0, 1, 9, 10, -10, 99, 100, 1_000_000, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53];
const OTHERS = [Number.NaN, Number.POSITIVE_INFINITY, 0.1, -1.5, 1e21, -Math.PI * 1e-300];

test('encodeJson(content) gives the bytes of JSON.stringify, with Float64Arrays as arrays', () => {
  const values = [...NUMBERS, ...OTHERS];
  for (const numbers of [[], [7], values, Array.from({ length: 200_000 }, (_, index) => index - 100_000)]) {
    const content = (changes: unknown) => ({
      text: 'é "x"\n💡',
      skipped: undefined,
      list: [null, 1],
      at: { changes, z: 0 },
    });
    expect(textOf(content(Float64Array.from(numbers)))).toBe(JSON.stringify(content(numbers)));
  }
});

test('encodeJson(content) gives the bytes of JSON.stringify for empty and nested objects', () => {
  for (const content of [
    {},
    { a: {} },
    { a: { b: { c: null } }, d: [{ e: [] }] },
    { 'ключ "': 'ü'.repeat(1_000_000) },
  ]) {
    expect(textOf(content)).toBe(JSON.stringify(content));
  }
});

test('encodeJson(content) gives bytes of its own, which the next call leaves alone', () => {
  const first = encodeJson({ numbers: Float64Array.of(1, 2) });
  encodeJson({ numbers: Float64Array.of(3, 4) });
  expect(Buffer.from(first).toString()).toBe('{"numbers":[1,2]}');
});

function textOf(content: object): string {
  return Buffer.from(encodeJson(content)).toString();
}
