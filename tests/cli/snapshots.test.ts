import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSite } from '../build/read-site.ts';
import { reportCsv } from '../build/report-csv.ts';
import { runCli, uploadsOf } from './run-cli.ts';

const reportOf = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed }]);

/** Two snapshots of `covid`, and the program on them. */
async function twoSnapshots() {
  const shop = await uploadsOf({ '06-29-2020.csv': reportOf(100) });
  const { uploads, out, put } = shop;
  const at = ['--uploads', uploads, '--out', out];
  const run = (command: string, ...args: string[]) => runCli(command, ...args, ...at);
  await run('transform');
  const first = (await readSite(out)).livePointer.snapshot ?? '';
  await put('06-30-2020.csv', reportOf(110));
  await run('transform');
  const second = (await readSite(out)).livePointer.snapshot ?? '';
  return { ...shop, run, first, second };
}

test('snapshots, rollback and release', async () => {
  const { run, out, put, first, second } = await twoSnapshots();
  const listed = await run('snapshots');
  expect(listed).toMatchObject({ code: 0, err: '' });
  const moment = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;
  expect(listed.out.split('\n')).toEqual([
    'covid: 2 snapshots kept',
    expect.stringMatching(`^  ${second}  2020-06-29 to 2020-06-30, 3 uploads, live since ${moment}$`),
    expect.stringMatching(`^  ${first}  2020-06-29 to 2020-06-29, 2 uploads, was live ${moment} to ${moment}$`),
    '',
  ]);
  expect((await run('snapshots', '--last', '1')).out).toMatch(/\n {2}… and 1 more; see --last\n$/);

  const back = await run('rollback');
  expect(back).toEqual({
    code: 0,
    err: '',
    out:
      `covid: snapshot ${first}, up to 2020-06-29, is live again.\n` +
      '  Caches may show the previous one for a few seconds.\n' +
      '  It is pinned: later builds are shown only after "seecovid release".\n' +
      `  The newest snapshot is ${second}.\n`,
  });
  await put('07-01-2020.csv', reportOf(120));
  expect((await run('transform')).out).toContain(`  snapshot ${first} (pinned)\n`);
  const { livePointer } = await readSite(out);
  const json = JSON.parse((await run('snapshots', 'covid', '--json')).out);
  expect(json.datasets[0]).toMatchObject({
    dataset: 'covid',
    kept: 3,
    snapshots: [
      { id: livePointer.newest, live: false, newest: true, publishedAt: null, lastDate: '2020-07-01' },
      { id: first, live: true, pinned: true, newest: false, publishedAt: livePointer.publishedAt, uploads: 2 },
      { id: second, live: false, newest: false },
    ],
  });

  const released = await run('release', 'covid');
  expect(released.out).toMatch(
    new RegExp(`^covid: snapshot ${livePointer.newest}, up to 2020-07-01, is live; nothing is pinned any more.\n`),
  );
  expect((await run('release')).out).toBe('covid: nothing was pinned, nothing has changed.\n');
});

test('rollback takes the beginning of an id, with or without the data set, and rejects an unknown one', async () => {
  const { run, first, out } = await twoSnapshots();
  expect((await run('rollback', first.slice(0, 6))).out).toContain(
    `snapshot ${first}, up to 2020-06-29, is live again.`,
  );
  expect((await run('rollback', 'covid', first)).out).toContain('is live and pinned already.');
  expect((await readSite(out)).livePointer.pinned).toBe(true);
  const unknown = await run('rollback', 'covid', 'ffffffff');
  expect(unknown).toMatchObject({ code: 1, out: '' });
  expect(unknown.err).toMatch(
    /^seecovid rollback: of "covid" no snapshot "ffffffff" is kept; nearest: [0-9a-f]{32}, [0-9a-f]{32}\n$/,
  );
  expect((await run('rollback', 'iris')).err).toBe('seecovid rollback: there is no data set "iris" here\n');
});

test('collect reports what it deletes, and with --dry-run what it would delete', async () => {
  const { run, out } = await twoSnapshots();
  const without = await run('collect');
  expect(without).toEqual({
    code: 1,
    out: '',
    err: 'seecovid collect: say what to keep: --keep N, --keep-days N or both\n',
  });
  expect((await run('collect', '--keep', 'two')).err).toContain('--keep must be a whole number; found "two"');
  // What was replaced a moment ago is still on open pages.
  const young = await run('collect', '--keep', '0');
  expect(young.out).toMatch(/^covid: 2 snapshots kept, 0 deleted\.\n {2}Freed /);
  expect(young.code).toBe(0);
  const dry = JSON.parse((await run('collect', 'covid', '--keep', '1', '--dry-run', '--json')).out);
  expect(dry).toMatchObject({ dataset: 'covid', dryRun: true, dropped: [], complete: true });
  expect((await readSite(out)).livePointer.collecting).toBeUndefined();
});

test('rebuild builds even if nothing has changed, and restores what is missing', async () => {
  const { run, out } = await twoSnapshots();
  const blobs = join(out, 'data', 'covid', 'blobs');
  const { livePointer, snapshot } = await readSite(out);
  await rm(blobs, { recursive: true });
  const { code, out: output } = await run('rebuild');
  expect(code).toBe(0);
  expect(output).toMatch(
    /^covid: 2 reports up to 2020-06-30 are live\.\n {2}0 read, \d parts? assembled, \d+ blobs written/,
  );
  expect(await readdir(blobs)).toContain(`${snapshot?.maps[0]?.latest}.json`);
  expect((await readSite(out)).livePointer).toMatchObject({
    snapshot: livePointer.snapshot,
    sequence: livePointer.sequence + 1,
  });
  expect(JSON.parse((await run('rebuild', '--json')).out).datasets).toMatchObject([
    { dataset: 'covid', unchanged: false },
  ]);
});

test('withdraw takes a data set off the site once its uploads are gone, and rollback brings it back', async () => {
  const { run, uploads, out, second } = await twoSnapshots();
  expect((await run('withdraw')).err).toBe('seecovid withdraw: "" is not a data set id; published: covid\n');
  expect((await run('withdraw', 'covid')).err).toMatch(
    /^seecovid withdraw: "covid" has 3 uploads, from which the next build would publish it again; delete what lies in covid\/ first\n$/,
  );
  await rm(join(uploads, 'covid'), { recursive: true });
  expect((await run('withdraw', 'covid')).out).toMatch(/^covid is off the site\. /);
  expect((await run('withdraw', 'covid')).out).toBe('covid was off the site already.\n');
  expect((await readSite(out)).index.datasets).toEqual([]);
  expect((await run('snapshots')).out).toBe('Nothing is published yet.\n');
  expect((await run('rollback', 'covid')).out).toContain(`snapshot ${second}, up to 2020-06-30, is live again.`);
});

test('with several data sets, one must be named', async () => {
  const { run, put } = await twoSnapshots();
  await put('../other/dataset.yaml', 'title: Other\nextends: covid\n');
  await put('../other/06-30-2020.csv', reportOf(1));
  const { LOOKUP_NAME, LOOKUP_TABLE } = await import('../build/lookup-table.ts');
  await put(`../other/${LOOKUP_NAME}`, LOOKUP_TABLE);
  await run('transform');
  expect((await run('rollback')).err).toBe('seecovid rollback: name a data set; published: covid, other\n');
  expect((await run('snapshots')).out).toMatch(/^covid: 2 snapshots kept\n(.*\n){2}other: 1 snapshot kept\n/);
});
