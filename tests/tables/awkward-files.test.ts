import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RecognizedColumn } from '../../functions/contract/recognized.ts';
import { onBench } from './read-bytes.ts';

type Bytes = string | Uint8Array;

/** A column as `type`, with what else was recognized of it: `decimal 2 % comma`, `date, day first`, `category`. */
function shown({ type, decimals, unit, decimalMark, dateOrder, category }: RecognizedColumn): string {
  const parts = [type, ...(decimals > 0 ? [String(decimals)] : []), ...(unit === null ? [] : [unit])];
  const how = [...(decimalMark === 'comma' ? ['comma'] : []), ...(dateOrder === 'iso' ? [] : [dateOrder])];
  return [category ? 'category' : parts.join(' '), ...how].join(', ');
}

async function taken(name: string, bytes: Bytes) {
  return onBench(async ({ read, recognize, typed }) => {
    const table = await read(name, bytes);
    const columns = await recognize(table);
    expect(columns.every(({ why }) => /^[A-Z\d].*\.$/.test(why))).toBe(true);
    const types = Object.fromEntries(columns.map(column => [column.name, shown(column)]));
    return { types, columns, rows: await typed(table, columns), table };
  });
}

const utf16 = (text: string, mark = '\ufeff') => Buffer.from(mark + text, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** Rows 1 to `count` of a table. */
const lines = (count: number, line: (row: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index + 1)).join('\n');

describe('a file is read as', () => {
  test.each<[what: string, name: string, bytes: Bytes, types: Record<string, string>, first: unknown[]]>([
    ['commas', 'a.csv', 'a,b\n1,x\n2,y\n', { a: 'integer', b: 'category' }, [1, 'x']],
    [
      'semicolons with decimal commas',
      'a.csv',
      'a;b\n1,5;x\n2,25;y\n',
      { a: 'decimal 2, comma', b: 'category' },
      [1.5, 'x'],
    ],
    ['tabs', 'a.tsv', 'a\tb\n1\tx, y\n2\tz\n', { a: 'integer', b: 'category' }, [1, 'x, y']],
    ['pipes', 'a.txt', 'a|b|c\n1|x|2\n2|y|3\n', { a: 'integer', b: 'category', c: 'integer' }, [1, 'x', 2]],
    [
      'quoted delimiters, quotes and line breaks',
      'a.csv',
      'a,b\n1,"x, ""y""\nz"\n2,"w"\n',
      { a: 'integer', b: 'category' },
      [1, 'x, "y"\nz'],
    ],
    ['a byte-order mark', 'a.csv', '\ufeffa,b\n1,2\n', { a: 'integer', b: 'integer' }, [1, 2]],
    ['UTF-16, little end first', 'a.csv', utf16('a,b\n1,ü\n'), { a: 'integer', b: 'category' }, [1, 'ü']],
    ['UTF-16, big end first', 'a.csv', utf16('a;b\n1;ü\n').swap16(), { a: 'integer', b: 'category' }, [1, 'ü']],
    ['UTF-16 without a mark', 'a.csv', utf16('a,b\n1,ü\n', ''), { a: 'integer', b: 'category' }, [1, 'ü']],
    [
      'Latin-1',
      'a.csv',
      latin1('Stadt,Einwohner\nKöln,1\nMünchen,2\n'),
      { Stadt: 'category', Einwohner: 'integer' },
      ['Köln', 1],
    ],
    [
      'Windows-1252',
      'a.csv',
      Buffer.from([...Buffer.from('a,b\n1,'), 0x80, ...Buffer.from('5\n2,caf'), 0xe9, 10]),
      { a: 'integer', b: 'category' },
      [1, '€5'],
    ],
    ['CRLF', 'a.csv', 'a,b\r\n1,2\r\n', { a: 'integer', b: 'integer' }, [1, 2]],
    ['CR alone', 'a.csv', 'a,b\r1,2\r3,4\r', { a: 'integer', b: 'integer' }, [1, 2]],
    ['LF and CRLF mixed', 'a.csv', 'a,b\r\n1,2\n3,4\r\n', { a: 'integer', b: 'integer' }, [1, 2]],
    ['gzip', 'a.csv.gz', gzipSync('a,b\n1,2\n'), { a: 'integer', b: 'integer' }, [1, 2]],
    [
      'a list of records',
      'a.json',
      '[{"a":1,"b":{"c":"x"},"d":[1,2]},{"a":2,"e":null}]',
      { a: 'integer', 'b.c': 'category', d: 'category', e: 'text' },
      [1, 'x', '[1,2]', null],
    ],
    ['a record a line', 'a.ndjson', '{"a":1}\n{"a":2.5,"2020":3}\n', { a: 'decimal 1', 2020: 'integer' }, [1, null]],
    ['records within an object', 'a.json', '{"meta":{"n":2},"data":[{"a":"x"},{"a":"y"}]}', { a: 'category' }, ['x']],
    ['one column', 'a.csv', 'a\n1\n2\n', { a: 'integer' }, [1]],
    ['one column of sentences', 'a.csv', 'comment\nhello\nwell, well\n', { comment: 'category' }, ['hello']],
    ['one row', 'a.csv', 'a,b\n1,x', { a: 'integer', b: 'category' }, [1, 'x']],
    ['a header alone', 'a.csv', 'a,b\n', { a: 'text', b: 'text' }, []],
    [
      'headers twice, empty, and in capitals',
      'a.csv',
      'a,,A,a\n1,2,3,4\n',
      { a: 'integer', 'column 2': 'integer', 'A (2)': 'integer', 'a (3)': 'integer' },
      [1, 2, 3, 4],
    ],
    [
      'no header',
      'a.csv',
      '5.1,3.5,setosa\n4.9,3.0,setosa\n',
      { 'column 1': 'decimal 1', 'column 2': 'decimal 1', 'column 3': 'category' },
      [5.1, 3.5, 'setosa'],
    ],
    [
      'years for headers',
      'a.csv',
      'country,2019,2020,2021\nIceland,1,2,3\n',
      { country: 'category', 2019: 'integer', 2020: 'integer', 2021: 'integer' },
      ['Iceland', 1, 2, 3],
    ],
    [
      'a title above the table',
      'a.csv',
      'Rainfall by month\n\nmonth,a,b\nJan,1,2\nFeb,3,4\n',
      { month: 'category', a: 'integer', b: 'integer' },
      ['Jan', 1, 2],
    ],
    [
      'a title padded with commas, as spreadsheets write it',
      'a.csv',
      'Table 3. Rainfall,,\n,,\nmonth,a,b\nJan,1,2\nFeb,3,4\n',
      { month: 'category', a: 'integer', b: 'integer' },
      ['Jan', 1, 2],
    ],
    [
      'a first column that alone has a name',
      'a.csv',
      'month,,\nJan,1,2\nFeb,3,4\n',
      { month: 'category', 'column 2': 'integer', 'column 3': 'integer' },
      ['Jan', 1, 2],
    ],
    [
      'names of rows without a header',
      'a.csv',
      '"mpg","cyl"\n"Mazda",21,6\n"Datsun",22.8,4\n',
      { 'column 1': 'category', mpg: 'decimal 1', cyl: 'integer' },
      ['Mazda', 21, 6],
    ],
    [
      'a delimiter too many',
      'a.csv',
      'a,b\n1,2,\n3,4,\n',
      { a: 'integer', b: 'integer', 'column 3': 'text' },
      [1, 2, null],
    ],
  ])('%s', async (_, name, bytes, types, first) => {
    const found = await taken(name, bytes);
    expect(found.types).toEqual(types);
    expect(found.columns.map(({ name }) => name)).toEqual(found.table.names);
    expect(found.rows[0] ?? []).toEqual(first);
  });
});

describe('a column is taken for', () => {
  const column = async (values: readonly string[]) => {
    const bytes = ['value|x', ...values.map(value => `${value}|1`)].join('\n');
    const { columns, rows } = await taken('a.txt', bytes);
    const [first] = columns;
    return { type: first && shown(first), why: first?.why, values: rows.map(([value]) => value) };
  };

  test.each<[what: string, cells: string[], type: string, values: unknown[]]>([
    ['whole numbers', ['1', '-20', '+3', '0'], 'integer', [1, -20, 3, 0]],
    [
      'whole numbers with missing ones',
      ['1', 'NA', '', 'n/a', '-', '.', 'NaN', '7'],
      'integer',
      [1, null, null, null, null, null, null, 7],
    ],
    ['whole numbers written with a point', ['1.0', '2.0', ''], 'integer', [1, 2, null]],
    ['decimals', ['1.5', '2', '1e-3', '-.25'], 'decimal 6', [1.5, 2, 0.001, -0.25]],
    ['thousands', ['1,234', '12,345,678', '5'], 'integer', [1234, 12345678, 5]],
    ['thousands and decimals', ['1,234.5', '99.25'], 'decimal 2', [1234.5, 99.25]],
    [
      'decimal commas and points between thousands',
      ['1.234,5', '99,25', '1.000'],
      'decimal 2, comma',
      [1234.5, 99.25, 1000],
    ],
    ['apostrophes and spaces between thousands', ["1'234.5", '1 000', '7'], 'decimal 1', [1234.5, 1000, 7]],
    ['shares', ['5%', '12.5 %', '0'], 'decimal 1 %', [5, 12.5, 0]],
    ['dollars', ['$1,200.50', '-$3', '$0'], 'decimal 1 $', [1200.5, -3, 0]],
    ['euros behind the number', ['1.200,50 €', '3 €'], 'decimal 1 €, comma', [1200.5, 3]],
    ['negative numbers in parentheses', ['(1,200)', '300'], 'integer', [-1200, 300]],
    ['true and false', ['true', 'FALSE', ''], 'boolean', [true, false, null]],
    ['yes and no', ['yes', 'no', 'No'], 'boolean', [true, false, false]],
    ['dates', ['2020-01-31', '2020-02-01'], 'date', ['2020-01-31', '2020-02-01']],
    ['dates with slashes, the year first', ['2020/01/31', '2020/2/1'], 'date', ['2020-01-31', '2020-02-01']],
    ['days first', ['01.02.2020', '31.12.2020'], 'date, day first', ['2020-02-01', '2020-12-31']],
    ['months first', ['1/2/2020', '12/31/99'], 'date, month first', ['2020-01-02', '1999-12-31']],
    ['months by name', ['Jan 1 2000', 'December 31, 2001'], 'date', ['2000-01-01', '2001-12-31']],
    ['days before the names of months', ['1 Jan 2000', '31-Dec-01'], 'date', ['2000-01-01', '2001-12-31']],
    [
      'dates with times',
      ['2020-01-31 10:20', '2020-01-31T10:20:30.5Z'],
      'timestamp',
      ['2020-01-31 10:20:00', '2020-01-31 10:20:30.5'],
    ],
    [
      'times of the day in halves',
      ['1/31/2020 1:05 PM', '2/1/2020 12:00 AM'],
      'timestamp, month first',
      ['2020-01-31 13:05:00', '2020-02-01 00:00:00'],
    ],
    ['suppressed numbers', ['12', '<5', '*', '17', '20', '9'], 'integer', [12, null, null, 17, 20, 9]],
    ['zeros and ones', ['0', '1'], 'integer', [0, 1]],
  ])('%s', async (_, cells, type, values) => {
    expect(await column(cells)).toMatchObject({ type, values });
  });

  test.each<[what: string, cells: string[], why: string]>([
    ['codes with leading zeros', ['01001', '6037'], 'Codes with leading zeros, such as "01001", stay text.'],
    [
      'huge whole numbers',
      ['12345678901234567890', '1'],
      'Whole numbers with more than 15 digits, which would not stay exact, are taken for ids and stay text.',
    ],
    [
      'dates in an order that no value tells',
      ['01/02/2020', '03/04/2020'],
      'Its dates may begin with the day or with the month, and no value settles which, so they stay text.',
    ],
    ['phone numbers', ['555-123-4567', '555-987-6543'], 'Text with 2 different values.'],
    [
      'a kind that changes in the last row',
      [...Array.from({ length: 50 }, (_, row) => String(row)), 'none of them'],
      '1 of 51 values is not a number, such as "none of them", so all stay text.',
    ],
    ['dates that contradict each other', ['13/01/2020', '01/13/2020'], 'Text with 2 different values.'],
    ['numbers of two currencies', ['$5', '€6', '$7'], 'Text with 3 different values.'],
    ['numbers with a unit of their own', ['5 kg', '6 kg'], 'Text with 2 different values.'],
    ['nothing', ['', 'NA', ''], 'It has no values.'],
    ['letters that may be more than yes and no', ['y', 'n', 'm'], 'Text with 3 different values.'],
    ['marks alone', ['*', '<5', '*'], 'Text with 2 different values.'],
    ['a day that does not exist', ['2020-02-30', '2020-02-01'], 'Text with 2 different values.'],
  ])('text, where it has %s', async (_, cells, why) => {
    const { type, why: found, values } = await column(cells);
    expect([type === 'text' || type === 'category', found]).toEqual([true, why]);
    expect(values).toEqual(cells.map(cell => (['', 'NA'].includes(cell) ? null : cell)));
  });

  test('text, by headers of codes', async () => {
    const headers = [
      'id',
      'userId',
      'ZIP Code',
      'phone',
      'FIPS',
      'Invoice No',
      'count',
      'idle',
      'number of beds',
      'zipped',
    ];
    const { types } = await taken(
      'a.csv',
      `${headers.join(',')}\n${lines(9, row => headers.map(() => 10 + row).join(','))}\n`,
    );
    expect(
      Object.entries(types)
        .filter(([, type]) => type === 'integer')
        .map(([name]) => name),
    ).toEqual(['count', 'idle', 'number of beds', 'zipped']);
  });

  test('decimal commas throughout, where one column shows them', async () => {
    const { types, rows } = await taken('a.csv', 'a;b;c\n1,5;1.234;7\n2,5;5.678;8\n');
    expect(types).toEqual({ a: 'decimal 1, comma', b: 'integer, comma', c: 'integer' });
    expect(rows).toEqual([
      [1.5, 1234, 7],
      [2.5, 5678, 8],
    ]);
  });

  test('codes of countries, of which NA is one', async () => {
    const codes = ['NA', 'DE', 'FR', 'IT', 'AT'];
    const { rows } = await taken(
      'a.csv',
      `code,sex\n${codes.map((code, row) => `${code},${['male', 'female', 'NA'][row % 3]}`).join('\n')}\n`,
    );
    expect(rows.map(([code]) => code)).toEqual(codes);
    expect(rows.map(([, sex]) => sex)).toEqual(['male', 'female', null, 'male', 'female']);
  });
});

describe('a file is refused', () => {
  test.each<[what: string, name: string, bytes: Bytes, reason: string]>([
    ['that is empty', 'a.csv', '', 'the file is empty; expected a line of column headers and rows below it'],
    ['of line breaks', 'a.csv', '\r\n\n', 'the file is empty; expected a line of column headers and rows below it'],
    [
      'with 10,000 columns',
      'a.csv',
      `${lines(10_000, row => `c${row}`).replaceAll('\n', ',')}\n`,
      'the file has 10,000 columns; at most 1,000 are read',
    ],
    [
      'with 10,000 fields',
      'a.json',
      `[{${lines(10_000, row => `"c${row}":1`).replaceAll('\n', ',')}}]`,
      'the file has 10,000 columns; at most 1,000 are read',
    ],
    [
      'with rows of other widths',
      'a.csv',
      'a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,1,1\n',
      '2 of its 4 rows cannot be read: line 3: the row must have 3 cells; found 2; line 4: the row must have 3 cells; found more',
    ],
    [
      'with an open quote',
      'a.csv',
      'a,b\n1,"x\n2,y\n3,z\n',
      'a quote opens in line 2 or after it and does not end where its row does',
    ],
    [
      'that is a picture',
      'a.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'the file is not text: byte 0 at offset 8',
    ],
    [
      'that is a workbook',
      'a.xlsx',
      Buffer.from('504b0304140000000800', 'hex'),
      'the file is packed (zip, as workbooks are too); unpack it and upload the CSV itself',
    ],
    [
      'that is a page',
      'a.csv',
      '<!doctype html><html></html>',
      'the file is an HTML page, not a CSV; download it again and upload the CSV; line 1 is "<!doctype html><html></html>"',
    ],
    [
      'of an encoding that nobody knows',
      'a.csv',
      Buffer.from('612c620a312c81f09f0a', 'hex'),
      'the file is not UTF-8 (line 2); save it as UTF-8 and upload it again',
    ],
    [
      'of shapes',
      'a.json',
      '{"type":"Topology","arcs":[],"objects":{"a":{}}}',
      'the file holds shapes (TopoJSON), not records',
    ],
    [
      'of several lists',
      'a.json',
      '{"nodes":[{"a":1}],"links":[{"b":1}]}',
      'the file has several lists of records, "nodes" and "links"; write one of them as a file of its own',
    ],
    [
      'that is packed and cut',
      'a.csv.gz',
      gzipSync('a,b\n1,2\n').subarray(0, 15),
      'the gzip file ends too early; upload it again',
    ],
    ['of broken JSON', 'a.json', '[{"a":1},{"a":}]', 'record 2 is not JSON: unexpected character at its byte 6'],
    [
      'of lines of which one is no JSON',
      'a.ndjson',
      '{"a":1}\n{"a":\n{"a":3}',
      'line 2 is not JSON: unexpected end of data at its byte 6',
    ],
    [
      'of JSON that ends too early',
      'a.json',
      '[{"a":1},\n{"a":2',
      'record 2 is not JSON: unexpected end of data at its byte 7',
    ],
  ])('%s', async (_, name, bytes, reason) => {
    await expect(taken(name, bytes)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(reason),
    });
  });

  test('no: a few broken rows among many are left out, and listed', async () => {
    const { table, rows } = await taken('a.csv', `a,b\n${lines(100, row => (row === 50 ? '50' : `${row},"x\n"`))}\n`);
    expect([table.rows, rows.length]).toEqual([99, 99]);
    expect(table.warnings).toEqual([
      '1 of its 100 rows cannot be read and are left out: line 100: the row must have 2 cells; found 1',
    ]);
  });
});

test('a column is what its values are, in whatever order and however many files they come', async () => {
  const values = Array.from({ length: 5000 }, (_, row) => (row === 4321 ? '1,5' : String((row * 7919) % 1000)));
  const csv = (cells: readonly string[]) => `a;b\n${cells.map(cell => `${cell};x`).join('\n')}\n`;
  await onBench(async ({ read, recognize }) => {
    const whole = await recognize(await read('a.csv', csv(values)));
    const turned = await recognize(await read('a.csv', csv(values.toReversed())));
    const parts = await recognize(
      await read('a.csv', csv(values.slice(0, 3000))),
      await read('a.csv', csv(values.slice(3000))),
    );
    expect(whole.map(shown)).toEqual(['decimal 1, comma', 'category']);
    expect(turned).toEqual(whole);
    expect(parts).toEqual(whole);
  });
});
