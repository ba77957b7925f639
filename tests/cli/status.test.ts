import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nextPointer, putPointer, readPointer } from '../../functions/publish/pointer.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { reportCsv } from '../build/report-csv.ts';
import { runCli, uploadsOf } from './run-cli.ts';

const report = (confirmed: number) => reportCsv([{ country: 'Italy', confirmed, deaths: 5, recovered: 7 }]);

async function begun(files: Readonly<Record<string, string>>) {
  const folders = await uploadsOf(files);
  const place = ['--uploads', folders.uploads, '--out', folders.out];
  return {
    ...folders,
    status: (...args: string[]) => runCli('status', ...args, ...place),
    transform: () => runCli('transform', ...place),
  };
}

test('status shows what is live, since when, and the last build', async () => {
  const { status, transform } = await begun({ '06-29-2020.csv': report(1), '06-30-2020.csv': report(2) });
  await transform();
  const { code, out, err } = await status();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(
    /^covid: 2020-06-29 to 2020-06-30 is live, published \S+Z, snapshot [0-9a-f]{32}\n {2}last build \S+Z: 2 reports up to/,
  );
  expect(out.trimEnd().split('\n')).toHaveLength(2);
});

test('status names what no build has seen: new, replaced and removed', async () => {
  const { status, transform, put, uploads } = await begun({ '06-29-2020.csv': report(1), '06-30-2020.csv': report(2) });
  const before = await status();
  expect(before).toMatchObject({ code: 0, err: '' });
  expect(before.out).toMatch(
    /^covid: nothing is live\n {2}no build yet\n {2}not built yet covid\/06-29-2020.csv: new\n/,
  );
  await transform();
  await put('07-01-2020.csv', report(3));
  await put('06-30-2020.csv', report(20));
  await rm(join(uploads, 'covid', '06-29-2020.csv'));
  const { out } = await status('covid');
  expect(out.trimEnd().split('\n').slice(2)).toEqual([
    '  not built yet covid/07-01-2020.csv: new',
    '  not built yet covid/06-30-2020.csv: replaced',
    '  not built yet covid/06-29-2020.csv: removed',
  ]);
});

test('status says so if only a quarantined upload was replaced, or the descriptor could not be read', async () => {
  const { status, transform, put } = await begun({ '06-29-2020.csv': report(1), '06-30-2020.csv': 'x\n1\n' });
  await transform();
  await put('06-30-2020.csv', 'y\n1\n');
  const line = '  not built yet: uploads were replaced since the last build\n';
  expect((await status()).out).toContain(line);
  await put('dataset.yaml', 'extends: nothing\n');
  await transform();
  await put('dataset.yaml', 'extends: covid\n');
  const { code, out } = await status();
  expect(code).toBe(4);
  expect(out).toContain(line);
  expect(out).toContain('  what was live before it stays live\n');
});

test('status says what is pinned, and what waits behind it', async () => {
  const { status, transform, put, out } = await begun({ '06-29-2020.csv': report(1) });
  await transform();
  const site = new DiskStore({ root: out });
  const before = await readPointer('covid', site);
  if (before.pointer === null) throw new Error('nothing is published');
  const { attempt, snapshot } = before.pointer;
  await putPointer('covid', { ...nextPointer(before.pointer, attempt, snapshot), pinned: true }, before, site);
  expect((await status()).out).toContain('  pinned: later builds are not shown until it is released\n');
  await put('06-30-2020.csv', report(2));
  await transform();
  const pinned = await status();
  expect(pinned.out).toMatch(/^covid: 2020-06-29 to 2020-06-29 is live/);
  const { newest } = (await readPointer('covid', site)).pointer ?? {};
  expect(pinned.out).toContain(`  pinned: the newest snapshot ${newest} is not shown until it is released\n`);
});

test('status --json prints the same as one JSON document', async () => {
  const { status, transform, put } = await begun({ '06-29-2020.csv': report(1), 'notes.csv': 'a\n' });
  await transform();
  await put('06-30-2020.csv', report(2));
  await put('../Not a data set/x.csv', 'a\n');
  const { code, out } = await status('--json');
  expect(code).toBe(3);
  expect(JSON.parse(out)).toEqual({
    target: 'local',
    address: null,
    datasets: [
      {
        dataset: 'covid',
        live: {
          snapshot: expect.stringMatching(/^[0-9a-f]{32}$/),
          firstDate: '2020-06-29',
          lastDate: '2020-06-29',
          publishedAt: expect.stringMatching(/Z$/),
          pinned: false,
          newest: expect.any(String),
        },
        address: null,
        attempt: {
          at: expect.stringMatching(/Z$/),
          outcome: 'quarantined',
          summary: '1 report up to 2020-06-29 is live; 1 upload quarantined.',
          receipt: expect.stringMatching(/^[0-9a-f]{32}$/),
          quarantined: [{ key: 'covid/notes.csv', reason: expect.stringMatching(/^the name must be like/) }],
          rejected: [],
          unmatched: [],
        },
        notBuilt: { added: ['covid/06-30-2020.csv'], removed: [], replaced: [] },
      },
    ],
  });
});

test('status says so if there is no data set, and lists them if the named one does not exist', async () => {
  const { status, uploads } = await begun({ '06-29-2020.csv': report(1) });
  expect(await status('covdi')).toMatchObject({
    code: 1,
    err: 'seecovid status: there is no data set "covdi"; found covid\n',
  });
  await rm(join(uploads, 'covid'), { recursive: true });
  expect(await status()).toMatchObject({
    code: 0,
    out: 'There are no data sets yet: nothing is uploaded or published.\n',
  });
  expect((await status('covid')).err).toBe('seecovid status: there is no data set "covid"; there are none\n');
});

test('status still lists a data set whose uploads were removed', async () => {
  const { status, transform, uploads } = await begun({ '06-29-2020.csv': report(1) });
  await transform();
  await rm(join(uploads, 'covid'), { recursive: true });
  for (const args of [[], ['covid']]) {
    const { out } = await status(...args);
    expect(out).toMatch(/^covid: 2020-06-29 to 2020-06-29 is live/);
    expect(out).toContain('  not built yet covid/06-29-2020.csv: removed\n');
  }
});
