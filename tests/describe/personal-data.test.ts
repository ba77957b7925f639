import { readdirSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Problem } from '../../functions/contract/problem.ts';
import { NATIONAL_IDS } from '../../functions/describe/national-ids.ts';
import { personalColumns } from '../../functions/describe/personal-data.ts';
import { openEngine } from '../../functions/engine/engine.ts';
import { readTable } from '../../functions/ingest/read-table.ts';
import { recognizeColumns } from '../../functions/ingest/recognize-columns.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

async function openFolder() {
  const folder = await temporaryFolder();
  const { connection, close } = await openEngine(folder, { memoryMb: 400 });
  onTestFinished(close);
  const findIn = async (name: string) => {
    const table = await readTable({ name, path: join(folder, name) }, join(folder, `${name}.parquet`), connection);
    return personalColumns(await recognizeColumns([table], connection), [table], connection);
  };
  return { folder, findIn };
}

/** What is found in a column with this heading beside one of other numbers. */
async function findIn(heading: string, values: readonly string[]) {
  const { folder, findIn } = await openFolder();
  const lines = values.map((value, index) => `${index / 4},"${value}"`);
  await writeFile(join(folder, 'table.csv'), `weight,${heading}\n${lines.join('\n')}\n`);
  return findIn('table.csv');
}

function times(count: number, value: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => value(index));
}

const WORDS = ['oak', 'ash', 'elm', 'yew', 'fir'];
const wordOf = (index: number) => WORDS[index % WORDS.length] ?? '';

test('e-mail addresses, also within a text, and also where few rows have one', async () => {
  const mails = times(20, index => `${wordOf(index)}.${index}@example.org`);
  expect(await findIn('contact', mails)).toEqual([
    { column: 'contact', looksLike: 'e-mail addresses', example: expect.stringMatching(/^[a-z]••\.•+@•••••••\.•••$/) },
  ]);
  const notes = times(100, index => (index % 50 === 7 ? `ask ${wordOf(index)}@example.org first` : wordOf(index)));
  expect(await findIn('notes', notes)).toMatchObject([{ looksLike: 'e-mail addresses' }]);
  expect(
    await findIn(
      'handle',
      times(20, index => `@${wordOf(index)}`),
    ),
  ).toEqual([]);
  expect(
    await findIn(
      'package',
      times(20, index => `${wordOf(index)}@1.2.${index}`),
    ),
  ).toEqual([]);
});

test('phone numbers by their heading, or as they are dialed', async () => {
  expect(
    await findIn(
      'Phone',
      times(20, index => `555 01${10 + index}`),
    ),
  ).toMatchObject([{ looksLike: 'phone numbers' }]);
  expect(
    await findIn(
      'home_phone',
      times(20, index => `5550100${10 + index}`),
    ),
  ).toMatchObject([{ looksLike: 'phone numbers' }]);
  expect(
    await findIn(
      'x',
      times(20, index => `(212) 555-01${10 + index}`),
    ),
  ).toMatchObject([{ looksLike: 'phone numbers' }]);
  expect(
    await findIn(
      'x',
      times(20, index => `+49 30 1234${100 + index}`),
    ),
  ).toMatchObject([{ looksLike: 'phone numbers' }]);
  // How many there are is a number like any other.
  expect(
    await findIn(
      'mobile phones',
      times(20, index => `${index * 3}`),
    ),
  ).toEqual([]);
  expect(
    await findIn(
      'x',
      times(20, index => `555${1000 + index}`),
    ),
  ).toEqual([]);
});

test('US social security numbers', async () => {
  const numbers = times(20, index => `219-09-${9900 + index}`);
  expect(await findIn('x', numbers)).toEqual([
    { column: 'x', looksLike: 'US social security numbers', example: expect.stringMatching(/^2••-••-••••$/) },
  ]);
  expect(
    await findIn(
      'SSN',
      numbers.map(number => number.replaceAll('-', '')),
    ),
  ).toMatchObject([{ looksLike: 'US social security numbers' }]);
  expect(
    await findIn(
      'x',
      times(20, index => `900-00-${1000 + index}`),
    ),
  ).toEqual([]);
});

/** Published examples, none of a person. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'Brazilian CPF numbers': ['11144477735', '52998224725', '12345678909', '39053344705'],
  'Canadian social insurance numbers': ['130692544'],
  'Chinese resident identity numbers': ['11010519491231002X'],
  'Dutch citizen service numbers': ['111222333', '123456782'],
  'French social security numbers': ['255081416802538'],
  'German tax identification numbers': ['86095742719', '47036892816', '65929970489'],
  'Italian tax codes': ['RSSMRA85T10A562S'],
  'Polish PESEL numbers': ['44051401359'],
  'Spanish identity numbers': ['12345678Z', 'X1234567L'],
  'Swedish personal identity numbers': ['811218-9876', '6408233234'],
};

test.each(NATIONAL_IDS.map(id => [id.name, id] as const))('%s are told by their check', (name, { form, isValid }) => {
  const examples = EXAMPLES[name] ?? [];
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    expect([example, new RegExp(`^(?:${form})$`).test(example), isValid(example)]).toEqual([example, true, true]);
    // Any other last character is wrong.
    const others = /\d$/.test(example) ? [...'0123456789'] : [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const wrong = others.map(last => example.slice(0, -1) + last).filter(other => other !== example);
    expect(wrong.filter(isValid)).toEqual([]);
  }
});

test('national ids with a check are found by it, with any punctuation, and other numbers are not', async () => {
  const numbers = ['111.444.777-35', '529.982.247-25', '123.456.789-09', '390.533.447-05'];
  expect(
    await findIn(
      'documento',
      times(20, index => numbers[index % 4] ?? ''),
    ),
  ).toEqual([
    { column: 'documento', looksLike: 'Brazilian CPF numbers', example: expect.stringMatching(/^\d••\.•••\.•••-••$/) },
  ]);
  for (const length of [9, 10, 11, 12, 15, 18]) {
    const others = times(200, index =>
      String((index + 11) * 7919 * 104729)
        .repeat(3)
        .slice(0, length),
    );
    expect(await findIn('number', others)).toEqual([]);
  }
});

test('street addresses of several countries', async () => {
  const kinds = {
    us: (index: number) => `${100 + index} ${wordOf(index)} street`,
    la: (index: number) => `${100 + index} W. ${index + 1}th St.`,
    de: (index: number) => `Eichenstraße ${index + 1}`,
    fr: (index: number) => `${index + 1} rue de la Paix`,
  };
  for (const address of Object.values(kinds)) {
    expect(await findIn('x', times(20, address))).toMatchObject([{ looksLike: 'street addresses' }]);
  }
  expect(
    await findIn(
      'Address',
      times(20, index => `${index + 1} Broadway`),
    ),
  ).toMatchObject([{ looksLike: 'street addresses' }]);
  expect(
    await findIn(
      'ip address',
      times(20, index => `10.0.0.${index}`),
    ),
  ).toEqual([]);
  expect(
    await findIn(
      'x',
      times(20, index => `${index + 1} apples and pears`),
    ),
  ).toEqual([]);
});

const DATA = join(import.meta.dirname, '../../node_modules/vega-datasets/data');
const TABLES = readdirSync(DATA).filter(name => /\.(csv|tsv|json|parquet)$/.test(name) && !/3m|200k/.test(name));

test('of all tables of vega-datasets, only the one with addresses of people is found', async () => {
  const { folder, findIn } = await openFolder();
  const found: string[] = [];
  for (const name of TABLES) {
    await copyFile(join(DATA, name), join(folder, name));
    try {
      for (const { column, looksLike } of await findIn(name)) found.push(`${name} ${column}: ${looksLike}`);
    } catch (cause) {
      // Some are not tables.
      if (!(cause instanceof Problem && cause.code === 'bad-input')) throw cause;
    }
  }
  expect(found).toEqual(['la-riots.csv address: street addresses']);
});
