import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { localTools } from '../../local/local-tools.ts';
import { LOOKUP_NAME, LOOKUP_TABLE } from '../build/lookup-table.ts';
import { reportCsv } from '../build/report-csv.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { ended, runCli, startCli } from './run-cli.ts';

const report = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 5, recovered: 7 }]);
const WRONG_HEADER = report(1).replace('Confirmed', 'Confirmd');

/** A folder of files to upload, an empty folder of uploads, and one to publish into. */
async function begun(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  const [mine, uploads, out] = [join(folder, 'mine'), join(folder, 'uploads'), join(folder, 'out')];
  await mkdir(uploads);
  const write = async (name: string, text: string) => {
    await mkdir(join(mine, name, '..'), { recursive: true });
    await writeFile(join(mine, name), text);
  };
  for (const [name, text] of Object.entries({ [LOOKUP_NAME]: LOOKUP_TABLE, ...files })) await write(name, text);
  const place = ['--uploads', uploads, '--out', out];
  return {
    mine,
    uploads,
    out,
    place,
    write,
    upload: (...args: string[]) => runCli('upload', 'covid', mine, ...place, ...args),
    transform: () => runCli('transform', ...place),
    status: (...args: string[]) => runCli('status', ...place, ...args),
    async buildOnce() {
      return await build('covid', await localTools({ uploads, out, log() {}, progress() {} }));
    },
  };
}

const uploaded = async (uploads: string) => (await readdir(join(uploads, 'covid'), { recursive: true })).sort();

test('upload sends a folder, waits for a build that has seen it, and prints what is live', async () => {
  const { mine, uploads, place, buildOnce } = await begun({ 'x/06-30-2020.csv': report(100), '.DS_Store': 'x' });
  const child = startCli('upload', 'covid', mine, ...place, '--timeout', '60');
  const output = ended(child);
  await vi.waitFor(async () => expect(await uploaded(uploads)).toEqual([LOOKUP_NAME, 'x', 'x/06-30-2020.csv']), 10_000);
  const { pointer } = await buildOnce();
  const { code, out, err } = await output;
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('uploading: 2 done\n') });
  expect(out).toMatch(/^ {2}skipped covid\/.DS_Store: hidden\nUploading 2 files \(\d+ kB\) to the uploads/);
  expect(out).toContain('uploads folder: 2 new.\nUploaded 2 files.\ncovid: 1 report up to 2020-06-30 is live.\n');
  expect(out).toContain(`  snapshot ${pointer.snapshot}\n`);
});

test('upload of a folder without uploads fails, whatever is live already', async () => {
  const { mine, upload, transform, place } = await begun({ '06-30-2020.csv': report(2), 'notes/a.txt': 'none' });
  await upload('--no-wait');
  await transform();
  const { code, out, err } = await runCli('upload', 'covid', join(mine, 'notes'), ...place);
  expect({ code, out }).toMatchObject({ code: 1, out: expect.not.stringContaining('live') });
  expect(err).toMatch(/nothing was uploaded: found no upload of "covid" in .*notes/);
});

test('upload of nothing but invalid names exits with 3', async () => {
  const { mine, place } = await begun({ 'wrong/june.csv': report(2) });
  const { code, out } = await runCli('upload', 'covid', join(mine, 'wrong'), ...place);
  expect({ code, out }).toMatchObject({ code: 3, out: expect.stringContaining('not uploaded covid/june.csv: ') });
  expect(out).toMatch(/Nothing to upload to the uploads folder\.\n$/);
});

test('upload sends only what changed', async () => {
  const { upload, transform, write } = await begun({ '06-29-2020.csv': report(1), '06-30-2020.csv': report(2) });
  await upload('--no-wait');
  await transform();
  const again = await upload();
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/^Nothing to upload to the uploads folder: 3 files unchanged\.\ncovid: 2 reports/);
  await write('06-30-2020.csv', report(3));
  await write('07-01-2020.csv', report(4));
  expect((await upload('--no-wait')).out).toMatch(/: 1 new, 1 changed, 2 unchanged\.\nUploaded 2 files\.\n$/);
});

test('upload deletes nothing', async () => {
  const { mine, upload, uploads } = await begun({ '06-29-2020.csv': report(1), '06-30-2020.csv': report(2) });
  await upload('--no-wait');
  await rm(join(mine, '06-29-2020.csv'));
  await upload('--no-wait');
  expect(await uploaded(uploads)).toContain('06-29-2020.csv');
});

test('upload --dry-run shows what it would do, and does nothing', async () => {
  const { upload, uploads, write } = await begun({ '06-30-2020.csv': report(1) });
  const { code, out } = await upload('--dry-run');
  expect(code).toBe(0);
  expect(out).toMatch(/^Would upload 2 files .*: 2 new\.\n {2}new covid\/06-30-2020\.csv \(1 kB\)\n {2}new covid\/UID/);
  expect(await readdir(uploads)).toEqual([]);
  await upload('--no-wait');
  await write('06-30-2020.csv', report(2));
  expect((await upload('--dry-run')).out).toMatch(/\n {2}changed covid\/06-30-2020\.csv \(1 kB\)\n$/);
});

test('upload exits with 3 if a file is quarantined, with the reason in the receipt', async () => {
  const { upload, transform, write, status } = await begun({ '06-29-2020.csv': report(1) });
  await upload('--no-wait');
  await transform();
  await write('06-30-2020.csv', WRONG_HEADER);
  await upload('--no-wait');
  await transform();
  const { code, out } = await upload();
  expect(code).toBe(3);
  const message =
    '  quarantined covid/06-30-2020.csv: the column header "Confirmd" (column 8) is not known; did you mean "Confirmed"?\n';
  expect(out).toContain(message);
  expect(await status()).toMatchObject({ code: 3, out: expect.stringContaining(message) });
});

test('upload exits with 4 if the build is refused, and what was live stays', async () => {
  const { upload, transform, write, status } = await begun({ '06-29-2020.csv': report(1) });
  await upload('--no-wait');
  await transform();
  const before = JSON.parse((await status('--json')).out).datasets[0].live.snapshot;
  await write('dataset.yaml', 'extends: covid\nclean: clean.sql\n');
  await write('clean.sql', 'SELECT 1');
  await upload('--no-wait');
  await transform();
  const { code, out } = await upload();
  expect(code).toBe(4);
  expect(out).toMatch(/\ncovid: Nothing is published: /);
  expect(out).toContain(`  snapshot ${before}\n`);
  expect(out).toContain('  what was live before stays live\n');
  expect(await status()).toMatchObject({ code: 4, out: expect.stringContaining('2020-06-29 to 2020-06-29 is live') });
});

test('upload rejects invalid names, with the reason, and exits with 3', async () => {
  const { upload, uploads } = await begun({
    'june.csv': report(1),
    '06-30-2020.csv': report(1),
    'notes/README.md': 'x',
  });
  const { code, out } = await upload('--no-wait');
  expect(code).toBe(3);
  expect(out).toMatch(/^ {2}skipped covid\/notes\/README.md: not a CSV file\n/);
  expect(out).toContain('  not uploaded covid/june.csv: the name must be like MM-DD-YYYY.csv or UID_ISO_FIPS');
  expect(await uploaded(uploads)).toEqual(['06-30-2020.csv', LOOKUP_NAME]);
});

test('upload lists unreadable rows with line, column and value, those of this run first', async () => {
  const rows = (broken: number) => {
    const good = Array.from({ length: 40 }, (_, index) => ({ country: 'France', province: `P${index}`, confirmed: 1 }));
    return reportCsv([...good, ...Array(broken).fill({ country: 'Italy', confirmed: 'n/a' })]);
  };
  const { upload, transform, write } = await begun({ '06-29-2020.csv': rows(2) });
  await upload('--no-wait');
  await transform();
  await write('06-30-2020.csv', rows(1));
  const child = upload();
  await vi.waitFor(async () => expect((await transform()).out).toContain('covid/06-30-2020.csv'), 30_000);
  const { code, out } = await child;
  expect(code).toBe(3);
  const rejected = out.split('\n').filter(line => line.includes('rejected covid/'));
  expect(rejected.map(line => line.slice(0, 40))).toEqual([
    '  rejected covid/06-30-2020.csv line 42:',
    '  rejected covid/06-29-2020.csv line 42:',
    '  rejected covid/06-29-2020.csv line 43:',
  ]);
  expect(rejected[0]).toMatch(/column "Confirmed" must be a whole number; found "n\/a"$/);
});

test('upload says where to look if no build runs, and continues when run again', async () => {
  const { upload, buildOnce } = await begun({ '06-30-2020.csv': report(1) });
  const { code, err } = await upload('--timeout', '1');
  expect(code).toBe(1);
  expect(err).toMatch(/\nseecovid upload: no build has picked up the uploads within 1 s; the files are uploaded/);
  expect(err).toMatch(
    /Is "seecovid start --uploads .*" running\? If not, build them with "seecovid transform --uploads/,
  );
  await buildOnce();
  expect(await upload()).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Nothing to upload .*\ncovid: 1 report/),
  });
});

test('upload interrupted while it waits says that nothing is lost, and exits with 130', async () => {
  const { mine, place } = await begun({ '06-30-2020.csv': report(1) });
  const child = startCli('upload', 'covid', mine, ...place);
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('the program has no output');
  const output = ended(child);
  createInterface({ input: child.stdout }).on('line', line => lines.push(line));
  await vi.waitFor(() => expect(lines).toContain('Uploaded 2 files.'), 10_000);
  child.kill('SIGINT');
  const { code, err } = await output;
  expect(code).toBe(130);
  expect(err).toMatch(/\nseecovid upload: interrupted; the files are uploaded, and the next build will include them/);
});

test('upload that fails halfway says how far it got', async () => {
  const { upload, uploads } = await begun({ 'x/06-30-2020.csv': report(1) });
  await mkdir(join(uploads, 'covid'));
  await writeFile(join(uploads, 'covid', 'x'), 'a file where a folder must be');
  const { code, err } = await upload('--no-wait');
  expect(code).toBe(1);
  expect(err).toContain('seecovid upload: 1 of 2 files are uploaded. Run the same command again to continue.\n');
  expect(err).toMatch(
    /\nseecovid upload: "covid\/x\/06-30-2020.csv" could not be written: a file has the name of one of/,
  );
});

test.each([
  ['a file that does not exist', ['covid', 'absent.csv'], /there is no file or folder "absent.csv"/],
  [
    'a folder without a file of rows',
    ['trees', import.meta.dirname],
    /nothing was uploaded: found no upload of "trees"/,
  ],
  ['nothing that is an upload', ['covid', import.meta.dirname], /nothing was uploaded: found no upload of "covid" in /],
])('upload of %s fails with a message', async (_, args, message) => {
  const { place } = await begun({});
  const { code, err } = await runCli('upload', ...args, ...place);
  expect(code).toBe(1);
  expect(err).toMatch(message);
  expect(err).not.toMatch(/^\s+at /m);
});

test('upload of files alone puts each at the root, as a data set of its own', async () => {
  const { mine, uploads, place } = await begun({
    'x/Iris 2.csv': 'a,b\n1,2\n',
    'trees.parquet': 'PAR1',
    'wide.xlsx': '',
  });
  const files = [join(mine, 'x/Iris 2.csv'), join(mine, 'trees.parquet')];
  const { code, out } = await runCli('upload', ...files, ...place, '--no-wait');
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Uploaded 1 file.\n') });
  expect((await readdir(uploads)).filter(name => !name.startsWith('.')).sort()).toEqual([
    'Iris 2.csv',
    'trees.parquet',
  ]);
  expect((await runCli('upload', ...files, ...place, '--no-wait')).out).toMatch(
    /^(Nothing to upload .*: 1 file unchanged\.\n){2}$/,
  );
  const wrong = await runCli('upload', files[0] ?? '', join(mine, 'wide.xlsx'), ...place);
  expect(wrong).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not a file of rows (CSV, TSV, JSON, NDJSON or Parquet)'),
  });
  const folder = await runCli('upload', mine, ...place);
  expect(folder).toMatchObject({ code: 1, err: expect.stringContaining('a data set comes first, as in') });
});
