import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSite } from '../build/read-site.ts';
import { reportCsv } from '../build/report-csv.ts';
import { EXHAUSTIVE } from '../exhaustive.ts';
import { runCli, uploadsOf } from './run-cli.ts';

const REPORT = reportCsv([{ country: 'Italy', confirmed: 100, deaths: 5, recovered: 7 }]);

test('transform publishes, prints what is live and exits with 0; run again, it says that nothing has changed', async () => {
  const { uploads, out } = await uploadsOf({ '06-30-2020.csv': REPORT });
  const first = await runCli('transform', '--uploads', uploads, '--out', out);
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/^covid: 1 report up to 2020-06-30 is live\.\n {2}2 read, 1 part assembled, \d+ blobs/);
  const { livePointer } = await readSite(out);
  expect(first.out).toContain(`  snapshot ${livePointer.snapshot}\n`);
  const again = await runCli('transform', '--uploads', uploads, '--out', out);
  expect(again.code).toBe(0);
  expect(again.out).toContain('nothing has changed, nothing was written');
});

test('transform exits with 3 if an upload is quarantined, and says which and why', async () => {
  const { uploads, out } = await uploadsOf({ '06-30-2020.csv': REPORT, 'notes.csv': 'a,b\n1,2\n' });
  const { code, out: output } = await runCli('transform', '--uploads', uploads, '--out', out);
  expect(code).toBe(3);
  expect(output).toContain('covid: 1 report up to 2020-06-30 is live; 1 upload quarantined.');
  expect(output).toContain('  quarantined covid/notes.csv: the name must be like MM-DD-YYYY.csv or UID_ISO_FIPS');
});

test('transform exits with 4 if nothing can be published', async () => {
  const { uploads, out } = await uploadsOf({});
  const { code, out: output } = await runCli('transform', '--uploads', uploads, '--out', out);
  expect(code).toBe(4);
  expect(output).toContain('covid: Nothing is published: the table "reports" needs an upload like MM-DD-YYYY.csv');
});

test('transform --json prints one JSON document and nothing else', async () => {
  const rows = reportCsv([
    { country: 'Italy', confirmed: 1 },
    { country: 'Atlantis', confirmed: 2 },
  ]);
  const { uploads, out } = await uploadsOf({ '06-30-2020.csv': rows, 'notes.csv': 'a\n' });
  const { code, out: output } = await runCli('transform', '--uploads', uploads, '--out', out, '--json');
  expect(code).toBe(3);
  expect(JSON.parse(output)).toMatchObject({
    datasets: [
      {
        dataset: 'covid',
        outcome: 'quarantined',
        snapshot: (await readSite(out)).livePointer.snapshot,
        unchanged: false,
        quarantined: [{ key: 'covid/notes.csv' }],
        rejected: [],
        unmatched: [{ place: 'Atlantis', countsIn: [] }],
        staged: 2,
        rebuiltChunks: 1,
      },
    ],
  });
});

test('transform prints its progress to stderr, as text, or with --json as one JSON object per line', async () => {
  const { uploads, out } = await uploadsOf({ '06-30-2020.csv': REPORT });
  const { err } = await runCli('transform', '--uploads', uploads, '--out', out);
  expect(err).toMatch(/^publishing: \d+ done$/m);
  expect(err).not.toContain('{');
  const forPrograms = await runCli('transform', '--uploads', uploads, '--out', `${out}-2`, '--json');
  const events = forPrograms.err
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).event);
  expect(events).toContain('publishing-done');
});

test('transform exits with 1 and a message if there are no uploads', async () => {
  const { folder, out } = await uploadsOf({});
  const absent = await runCli('transform', '--uploads', join(folder, 'absent'), '--out', out);
  expect(absent).toMatchObject({ code: 1, out: '' });
  expect(absent.err).toMatch(/^seecovid transform: the folder .*absent does not exist\n$/);
  await mkdir(join(folder, 'empty'));
  const empty = await runCli('transform', '--uploads', join(folder, 'empty'), '--out', out);
  expect(empty.code).toBe(1);
  expect(empty.err).toMatch(/contains no data set: put the files into .*\/<data set>\/\n$/);
});

test('transform builds what it can, and exits with 3 if a folder cannot be a data set', async () => {
  const { uploads, out, put } = await uploadsOf({ '06-30-2020.csv': REPORT });
  await put('../Data/x.csv', 'a\n');
  const { code, out: output, err } = await runCli('transform', '--uploads', uploads, '--out', out);
  expect(code).toBe(3);
  expect(output).toContain('covid: 1 report up to 2020-06-30 is live.');
  expect(err).toContain('the folder "Data" cannot be a data set');
});

test('transform exits with 3 if a row is rejected, and says which', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({ country: 'France', province: `P${index}`, confirmed: 1 }));
  const text = `${reportCsv(rows).trimEnd()}\n${reportCsv([{ country: 'Italy', confirmed: 1 }])
    .split('\n')[1]
    ?.replace(',1,', ',n/a,')}\n`;
  const { uploads, out } = await uploadsOf({ '06-30-2020.csv': text });
  const { code, out: output } = await runCli('transform', '--uploads', uploads, '--out', out);
  expect(code).toBe(3);
  expect(output).toMatch(
    /rejected covid\/06-30-2020\.csv line 42: column "Confirmed" must be a whole number; found "n\/a"/,
  );
});

test('transform always exits, even if the build is refused while statements are running', EXHAUSTIVE, async () => {
  const { uploads, out, put } = await uploadsOf({ '05-31-2020.csv': REPORT, '06-30-2020.csv': REPORT });
  await put('dataset.yaml', 'extends: covid\nclean: clean.sql\n');
  const wrong =
    "SELECT file, date, line, '' AS place, true AS matched, ['XXX'] AS regions, 'kept' AS outcome, NULL AS rule";
  await put('clean.sql', `${wrong}, confirmed, deaths, recovered FROM reports`);
  for (let round = 0; round < 8; round++) {
    const { code, out: output } = await runCli('transform', '--uploads', uploads, '--out', join(out, String(round)));
    expect(code).toBe(4);
    expect(output).toContain('in the region "XXX", which regions.sql does not have');
  }
});
