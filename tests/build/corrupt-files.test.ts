import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memorySource } from '../../functions/ingest/byte-source.ts';
import { inspectCsv } from '../../functions/ingest/inspect-csv.ts';
import { inPieces, PIECES } from '../ingest/in-pieces.ts';
import { describeReal } from '../real/describe-real.ts';
import { LAYOUTS, reportCsv } from './report-csv.ts';
import { workshop } from './workshop.ts';

const HEADER = LAYOUTS['2020-03-22'];
const COUNTRIES = ['Italy', 'France', 'Australia', 'Bahamas', 'China', 'Ireland', 'Korea, South', 'US'];

function report(italy: number): string {
  const province = (_: unknown, index: number) => ({ country: 'France', province: `Province ${index}` });
  const places = [...COUNTRIES.map(country => ({ country })), ...Array.from({ length: 40 }, province)];
  return reportCsv(places.map((place, index) => ({ ...place, confirmed: italy + index, deaths: 5, recovered: 7 })));
}

const REPORT = report(110);
const LINES = REPORT.trimEnd().split('\n');
const spliced = (at: number, ...lines: string[]) => [...LINES.slice(0, at), ...lines, ...LINES.slice(at)].join('\n');
const rows = (from: number, to: number) => LINES.slice(from - 1, to);

const CORRUPT: readonly (readonly [what: string, content: string, reason: string])[] = [
  [
    'a merge conflict with two versions of a row',
    spliced(9, '<<<<<<< HEAD', ...rows(10, 10), '=======', ...rows(10, 10), '>>>>>>> 1a2b3c4 (Update)'),
    'line 10 is the mark of a merge conflict, "<<<<<<< HEAD"; resolve the conflict and upload the file again',
  ],
  [
    'a mark of a merge conflict that was forgotten, in lines that end with CRLF',
    spliced(30, '=======').replaceAll('\n', '\r\n'),
    'line 31 is the mark of a merge conflict, "======="; resolve the conflict and upload the file again',
  ],
  [
    'a merge conflict with its common ancestor',
    spliced(1, '||||||| merged common ancestors'),
    'line 2 is the mark of a merge conflict, "||||||| merged common ancestors"; resolve the conflict and upload the file again',
  ],
  [
    'an HTML page',
    '\n<!DOCTYPE html>\n<html lang="en"><body>Not Found</body></html>\n',
    'the file is an HTML page, not a CSV; download it again and upload the CSV; line 2 is "<!DOCTYPE html>"',
  ],
  [
    'the error of a bucket',
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>',
    'the file is an XML document, not a CSV; download it again and upload the CSV; line 1 is "<?xml version=\\"1.0\\" encoding=\\"UTF-8\\"?>"',
  ],
  [
    'the answer of an API',
    '{"message": "Not Found"}',
    'the file is JSON, not a CSV; download it again and upload the CSV; line 1 is "{\\"message\\": \\"Not Found\\"}"',
  ],
  [
    'the answer of a server',
    '404: Not Found',
    'the file is the error message of a server, not a CSV; download it again and upload the CSV; line 1 is "404: Not Found"',
  ],
  [
    'a page behind the rows, where a download broke',
    spliced(49, '<html><head><title>502 Bad Gateway</title></head></html>'),
    'an HTML or XML document begins in line 50, "<html><head><title>502 Bad Gateway</title></head></html>"; download the file again and upload it',
  ],
  [
    'a pointer of Git LFS',
    `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 12345\n`,
    'the file is a pointer of Git LFS, not the file itself; run "git lfs pull" and upload the CSV; line 1 is "version https://git-lfs.github.com/spec/v1"',
  ],
  [
    'a second line of column names',
    spliced(20, HEADER),
    'line 21 repeats the column names of line 1, so two files were joined; upload each by itself',
  ],
  [
    'a second line of column names that is quoted, with blanks and a byte-order mark',
    spliced(
      20,
      `\ufeff${HEADER.split(',')
        .map(name => `"${name}"`)
        .join(' , ')}\r`,
    ),
    'line 21 repeats the column names of line 1, so two files were joined; upload each by itself',
  ],
  [
    'two files joined where the first has no line break at its end',
    `${LINES.slice(0, 25).join('\n')}${[HEADER, ...LINES.slice(25)].join('\n')}`,
    'line 25 repeats the column names of line 1, so two files were joined; upload each by itself',
  ],
  [
    'a block of 20 rows that appears twice',
    spliced(45, ...rows(15, 34)),
    'lines 46 to 65 repeat lines 15 to 34, row by row; upload the file with each row once',
  ],
  [
    'all rows twice',
    [...LINES, ...LINES.slice(1)].join('\n'),
    'lines 50 to 97 repeat lines 2 to 49, row by row; upload the file with each row once',
  ],
  [
    'all of a few rows twice',
    [...LINES.slice(0, 9), ...LINES.slice(1, 9)].join('\n'),
    'lines 10 to 17 repeat lines 2 to 9, row by row; upload the file with each row once',
  ],
];

test.each(CORRUPT)(
  '%s is proof that a file is corrupt, whatever the rest of it looks like',
  async (_, content, reason) => {
    const { put, build } = await workshop({ '06-29-2020.csv': report(100), '06-30-2020.csv': REPORT });
    const good = await build();
    expect(good.receipt.outcome).toBe('published');

    await put('06-30-2020.csv', content);
    const { receipt, input, figures } = await build();
    expect(receipt.outcome).toBe('quarantined');
    expect(input('06-30-2020.csv')).toMatchObject({
      state: 'quarantined',
      reason: `${reason}; its last good version stays in use`,
      sha256: good.input('06-30-2020.csv').sha256,
    });
    expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(110);
  },
);

const inspected = (lines: readonly string[], pieceBytes: number) =>
  inspectCsv(inPieces(Buffer.from(lines.join('\n')), pieceBytes));

test.each<[what: string, lines: string[]]>([
  ['marks inside of a quoted cell', ['a,b', '"1', '<<<<<<< HEAD', '=======', '>>>>>>> main', '<html>', '",2']],
  ['the column names inside of a quoted cell', ['Country,Cases', '"the names:', 'Country,Cases', '",2']],
  [
    'rows of dashes and of signs that are longer or not alone',
    ['a,b', '========,2', '=======,2', '<<<<<<<<,1', '<5,>9'],
  ],
  ['single rows that appear twice', [...LINES, ...rows(3, 3), ...rows(20, 20), ...rows(10, 28)]],
  ['the same row again and again', ['a,b', ...Array.from({ length: 500 }, () => 'yes,1')]],
  [
    'few different rows',
    ['a,b', ...Array.from({ length: 5000 }, (_, row) => `${row % 24},${Number(row % 1000 === 0)}`)],
  ],
  ['a column whose rows have its name', ['Name', 'Name', 'Other']],
  ['a name among the rows', ['place,cases', 'place,1', 'place of cases,2']],
])('%s prove nothing', async (_, lines) => {
  for (const size of PIECES) expect(await inspected(lines, size)).toMatchObject({ lineBreaks: lines.length - 1 });
});

test.each(CORRUPT.filter(([, , reason]) => reason.includes('line')))(
  '%s is found as well in a file that is read in pieces',
  async (_, content, reason) => {
    for (const size of PIECES) await expect(inspectCsv(inPieces(Buffer.from(content), size))).rejects.toThrow(reason);
  },
);

describeReal('the real reports', folder => {
  test('no real report, and no case beside them, is taken for a corrupt file', async () => {
    for (const root of [folder, join(folder, '../../cases')]) {
      const names = (await readdir(root, { recursive: true })).filter(name => name.endsWith('.csv'));
      expect(names.length).toBeGreaterThan(30);
      for (const name of names) {
        const { headers } = await inspectCsv(memorySource(await readFile(join(root, name))));
        expect(headers.length, name).toBeGreaterThan(5);
      }
    }
  });
});
