import { execFile, execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { describeResult, exitCodeOf } from '../../cli/describe-result.ts';
import { Problem } from '../../functions/contract/problem.ts';
import type { Store } from '../../functions/store/store.ts';
import { UnreadableObject } from '../../functions/store/unreadable-object.ts';
import { testFirst } from '../exhaustive.ts';
import { reportCsv } from './report-csv.ts';
import { storeAround } from './store-around.ts';
import { type Built, type Workshop, workshop, workshopAfter } from './workshop.ts';

const report = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 5, recovered: 7 }]);
const NAME = '06-30-2020.csv';
const KEY = `covid/${NAME}`;
const denied = (key: string) => new UnreadableObject(key, 'permission is missing', { code: 'AccessDenied' });
const archived = (key: string) =>
  new UnreadableObject(key, 'it is archived; restore it, or upload it again', { isItsOwn: true });

/** The store of uploads, which does not give some of them. */
function withholding({ tools }: Workshop, failures: (key: string) => Problem | undefined): { uploads: Store } {
  const get = async (key: string) => {
    const failure = failures(key);
    if (failure !== undefined) throw failure;
    return tools.uploads.get(key);
  };
  return { uploads: storeAround(tools.uploads, { get }) };
}

/** Two days that are live, of which the second is replaced, and a third day that is new. */
const replaced = workshopAfter(
  async ({ build, put }) => {
    await build();
    await put(NAME, report(111));
    await put('07-01-2020.csv', report(120));
  },
  { '06-29-2020.csv': report(100), [NAME]: report(110) },
);

function expectHeldBack(built: Built, why: string): void {
  const reason = `it could not be read: ${why}; its last good version stays in use`;
  expect(built.receipt).toMatchObject({
    outcome: 'quarantined',
    summary: '3 reports up to 2020-07-01 are live; 1 upload quarantined.',
  });
  expect(built.input(NAME)).toMatchObject({ state: 'quarantined', reason, remarks: [{ check: 'readable' }] });
  expect(built.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(110);
  expect(built.figures.total('confirmed', 'ITA', '2020-07-01')).toBe(120);
  expect(exitCodeOf([built])).toBe(3);
  expect(describeResult(built)).toContain(`\n  quarantined ${KEY}: ${reason}`);
}

testFirst([
  ['denied', denied(KEY)],
  ['archived', archived(KEY)],
] as const)(
  'an upload that the bucket does not give (%s) is quarantined, and tried again though nothing has changed',
  async (_, failure) => {
    const shop = await replaced();
    const uploads = withholding(shop, key => (key === KEY ? failure : undefined));
    expectHeldBack(await shop.build(uploads), failure.reason);
    const again = await shop.build(uploads);
    expect(again.unchanged).toBe(false);
    expectHeldBack(again, failure.reason);

    const given = await shop.build();
    expect(given.receipt.outcome).toBe('published');
    expect(given.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(111);
    expect((await shop.build()).unchanged).toBe(true);
  },
);

test('a first version that is not given leaves its day out, and nothing else', async () => {
  const shop = await workshop({ '06-29-2020.csv': report(100), [NAME]: report(110) });
  const built = await shop.build(withholding(shop, key => (key === KEY ? denied(key) : undefined)));
  expect(built.input(NAME)).toMatchObject({ reason: 'it could not be read: permission is missing', sha256: null });
  expect(built.snapshot?.lastDate).toBe('2020-06-29');
});

test('what is staged is not read again, though it is archived by now; one new upload that is denied is no store that fails', async () => {
  const shop = await replaced();
  const all = withholding(shop, key => (key === KEY ? denied(key) : archived(key)));
  await shop.build(withholding(shop, key => (key === KEY ? denied(key) : undefined)));
  expectHeldBack(await shop.build(all, { force: true }), 'permission is missing');
});

test('a store of which nothing can be read stops the build, and so does one that does not answer', async () => {
  const shop = await replaced();
  await expect(shop.build(withholding(shop, denied))).rejects.toMatchObject({ code: 'store-failed' });
  const failing = new Problem('store-failed', 'the bucket got too many requests at once');
  await expect(shop.build(withholding(shop, key => (key === KEY ? failing : undefined)))).rejects.toBe(failing);
  await shop.put('dataset.yaml', 'extends: covid\n');
  await expect(shop.build(withholding(shop, denied))).rejects.toMatchObject({ code: 'store-failed' });
  expect((await shop.build()).receipt.outcome).toBe('published');
});

test('a descriptor that is not given refuses the build in plain words, and is tried again', async () => {
  const shop = await replaced();
  await shop.put('dataset.yaml', 'extends: covid\n');
  const uploads = withholding(shop, key => (key === 'covid/dataset.yaml' ? denied(key) : undefined));
  for (let build = 0; build < 2; build++) {
    const { receipt, unchanged, figures } = await shop.build(uploads);
    expect(unchanged).toBe(false);
    expect(receipt.summary).toBe('Nothing is published: covid/dataset.yaml could not be read: permission is missing.');
    expect(figures.total('confirmed', 'ITA', '2020-06-30')).toBe(110);
  }
  expect((await shop.build()).receipt.outcome).toBe('published');
});

test('a note that is not given accepts nothing, says why, and is tried again', async () => {
  const shop = await replaced();
  const note = `${NAME}.accept.yaml`;
  await shop.put(note, 'reason: It is right.\n');
  const uploads = withholding(shop, key => (key === `covid/${note}` ? denied(key) : undefined));
  const built = await shop.build(uploads);
  expect(built.input(note)).toMatchObject({
    state: 'quarantined',
    reason: 'the note cannot be read: permission is missing',
  });
  expect(built.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(111);
  expect((await shop.build()).input(note).state).toBe('ignored');
});

testFirst<[what: string, put: (path: string) => unknown, why: string]>([
  ['a link that leads nowhere', path => symlink('gone.csv', path), 'it is a link that leads nowhere'],
  ['a link to itself', path => symlink(NAME, path), 'it is a link that leads nowhere'],
  ['a folder', path => mkdir(path), 'a folder has that name'],
  ['a pipe', path => execFileSync('mkfifo', [path]), 'it is not a file'],
])('%s in the place of an upload is quarantined by its name, until a file is there', async (_, put, why) => {
  const shop = await replaced();
  const path = join(shop.folder, 'uploads', KEY);
  await rm(path);
  await put(path);
  expectHeldBack(await shop.build(), why);
  expectHeldBack(await shop.build(), why);
  await rm(path, { recursive: true });
  await shop.put(NAME, report(112));
  const mended = await shop.build();
  expect(mended.receipt.outcome).toBe('published');
  expect(mended.figures.total('confirmed', 'ITA', '2020-06-30')).toBe(112);
});

test('a link that leads nowhere in the place of a descriptor refuses the build, and of a note accepts nothing', async () => {
  const shop = await replaced();
  const at = (name: string) => join(shop.folder, 'uploads/covid', name);
  await symlink('gone', at(`${NAME}.accept.yaml`));
  const reason = 'the note cannot be read: it is a link that leads nowhere';
  expect((await shop.build()).input(`${NAME}.accept.yaml`)).toMatchObject({ state: 'quarantined', reason });
  await symlink('gone', at('dataset.yaml'));
  expect((await shop.build()).receipt.summary).toBe(
    'Nothing is published: covid/dataset.yaml could not be read: it is a link that leads nowhere.',
  );
});

/** Nobody, where we may read whatever there is; else ourselves. */
const READER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test('an upload without permission is quarantined by "seecovid transform", in plain words', async () => {
  const { folder, put } = await workshop({ '06-29-2020.csv': report(100), [NAME]: report(110) });
  const transform = async () => {
    if (READER.uid !== undefined) {
      await chmod(folder, 0o777);
      for (const name of await readdir(folder, { recursive: true }))
        await chown(join(folder, name), READER.uid, READER.gid);
    }
    const cli = join(import.meta.dirname, '../../cli/seecovid.mjs');
    const given = ['transform', '--uploads', join(folder, 'uploads'), '--out', join(folder, 'published')];
    const run = promisify(execFile)(process.execPath, [cli, ...given], { ...READER, cwd: folder });
    return run.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  };
  expect(await transform()).toMatchObject({ code: 0 });
  await put(NAME, report(111));
  await put('07-01-2020.csv', report(120));
  await chmod(join(folder, 'uploads', KEY), 0);
  for (let build = 0; build < 2; build++) {
    const { code, stdout, stderr } = await transform();
    expect(code).toBe(3);
    expect(stdout).toContain('covid: 3 reports up to 2020-07-01 are live; 1 upload quarantined.');
    expect(stdout).toContain(
      `  quarantined ${KEY}: it could not be read: permission is missing; its last good version stays in use\n`,
    );
    expect(stdout + stderr).not.toMatch(/EACCES|\/uploads\//);
  }
  await chmod(join(folder, 'uploads', KEY), 0o644);
  expect(await transform()).toMatchObject({ code: 0 });
});
