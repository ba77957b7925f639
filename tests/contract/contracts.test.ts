import { describe, expect, test } from 'vitest';
import { ANSWERS, PUBLISHED } from '../../functions/contract/examples.ts';
import { INDEX_EXAMPLE, parseIndexFile } from '../../functions/contract/index-file.ts';
import { parseReceipt } from '../../functions/contract/receipt.ts';
import { RECEIPT_EXAMPLE } from '../../functions/contract/receipt-example.ts';
import { malformed, paths, replacedAt, withoutAt } from './malformed.ts';

const CONTRACTS = [...PUBLISHED, ...ANSWERS];

test('every contract has its own schema name, with a version', () => {
  const schemas = CONTRACTS.map(({ schema }) => schema);
  expect(new Set(schemas).size).toBe(schemas.length);
  for (const schema of schemas) expect(schema).toMatch(/^[a-z-]+\/\d+$/);
});

/** Keys that were added to a format when documents without them had been published. */
const ADDED =
  /^((receipt\.)?(inputs\[0\]\.(warnings|remarks|replaced)|tables)|datasets\[0\]\.(maps|description|places|tables|views|preview|fact|fact\.measure\.noun)|(description\.)?(measures\[0\]\.noun|maps\[0\]\.(nouns|shapes)|tables|preview|fact|recognized|views|curves|site))$/;

test('a receipt of before the checks wrote remarks into it is read as one without any', () => {
  const inputs = RECEIPT_EXAMPLE.inputs.map(({ warnings: _, remarks: __, replaced: ___, ...input }) => input);
  const read = parseReceipt({ ...RECEIPT_EXAMPLE, inputs }, '');
  expect(read.inputs.map(({ warnings, remarks, replaced }) => [warnings, remarks, replaced])).toEqual([
    [[], [], null],
    [[], [], null],
  ]);
});

test('an index of before it named maps is read as one that names none', () => {
  const datasets = INDEX_EXAMPLE.datasets.map(({ maps: _, ...before }) => before);
  expect(parseIndexFile({ ...INDEX_EXAMPLE, datasets }, '').datasets[0]?.maps).toEqual([]);
});

describe.each(CONTRACTS)('$schema', ({ schema, example, parse }) => {
  test('the example is what its parser gives back', () => {
    expect(parse(JSON.parse(JSON.stringify(example)), '')).toEqual(example);
  });

  test('keys that it does not know are left out, so that the format may grow', () => {
    expect(parse({ ...example, later: 1 }, '')).toEqual(example);
  });

  test('absent, empty and foreign documents are refused', () => {
    expect(() => parse(undefined, '')).toThrow(malformed('the document must be an object; found nothing'));
    expect(() => parse(null, '')).toThrow(malformed('the document must be an object; found null'));
    expect(() => parse([], '')).toThrow(malformed('the document must be an object; found []'));
    expect(() => parse('{}', '')).toThrow(malformed('the document must be an object; found "{}"'));
    expect(() => parse({}, '')).toThrow(malformed('"schema" is missing'));
  });

  test('another schema or version is refused by name', () => {
    for (const other of ['other/1', schema.replace(/\d+$/, version => String(Number(version) + 1)), 1, null]) {
      const found = JSON.stringify(other);
      expect(() => parse({ ...example, schema: other }, '')).toThrow(
        malformed(`"schema" must be "${schema}"; found ${found}`),
      );
    }
  });

  test.each(paths(example).filter(path => !ADDED.test(path)))(
    'without %s it is refused, and the message names the place',
    path => {
      expect(() => parse(withoutAt(example, path), '')).toThrow(malformed(`${placeOf(path)} is missing`));
    },
  );

  test.each(paths(example))('a wrong %s is refused, and the message names the place', path => {
    const message = messageOf(() => parse(replacedAt(example, path, { wrong: true }), ''));
    expect(message.startsWith(`${placeOf(path)} must be `) || message.startsWith(`${placeOf(path)}.`)).toBe(true);
  });
});

/** A place as messages write it: the first key in quotes. */
function placeOf(path: string): string {
  return path.replace(/^[^.[]+/, first => `"${first}"`);
}

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'nothing was thrown';
}
