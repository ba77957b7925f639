import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { localFolders } from '../../cli/target/local-folders.ts';
import { readStage } from '../../cli/target/read-stage.ts';
import { resolveTarget } from '../../cli/target/target.ts';
import type { Store } from '../../functions/store/store.ts';
import { localTools } from '../../local/local-tools.ts';
import { describeMoto } from '../aws/describe-moto.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const PROD = {
  address: 'https://example.org/',
  region: 'eu-central-1',
  uploads: 'the-uploads',
  work: 'the-work',
  site: 'the-site',
  queue: 'https://sqs.example.org/1/changes',
  distribution: 'E2EXAMPLE',
};

afterEach(() => void vi.restoreAllMocks());

async function placeWith(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.seecovid'));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(folder, '.seecovid', name), text);
  }
  return folder;
}

const parsed = (values: Readonly<Record<string, string>>) => ({ values, positionals: [] });

describe('readStage', () => {
  test('without a name gives the only stage, its address without a slash at the end', async () => {
    const place = await placeWith({ 'dev.json': PROD, 'notes.txt': 'x' });
    expect(await readStage(undefined, [place])).toEqual({ ...PROD, name: 'dev', address: 'https://example.org' });
  });

  test('of several gives prod, or the one that is named', async () => {
    const place = await placeWith({ 'dev.json': { ...PROD, site: 'other' }, 'prod.json': PROD });
    expect(await readStage(undefined, [place])).toMatchObject({ name: 'prod', site: 'the-site' });
    expect(await readStage('dev', [place])).toMatchObject({ name: 'dev', site: 'other' });
  });

  test('takes the first place that has any', async () => {
    const [none, place] = [await temporaryFolder(), await placeWith({ 'dev.json': PROD })];
    expect(await readStage('dev', [none, place])).toMatchObject({ name: 'dev' });
  });

  test.each([
    [
      'of several without prod',
      { 'a.json': PROD, 'b.json': PROD },
      undefined,
      /several stages \(a, b\).*--stage NAME$/,
    ],
    ['that does not exist', { 'a.json': PROD }, 'prod', /^there is no stage "prod" in .seecovid; found a$/],
    ['if there is none', {}, undefined, /^nothing is deployed from here: .*"npm run deploy", or give --uploads DIR/],
    ['that is not JSON', { 'a.json': '{' }, undefined, /^.seecovid\/a.json must be JSON; deploying rewrites it$/],
    [
      'without a bucket',
      { 'a.json': { ...PROD, site: 3 } },
      undefined,
      /^.seecovid\/a.json.site must be text; found 3$/,
    ],
    ['that is empty', { 'a.json': {} }, undefined, /^.seecovid\/a.json.address is missing$/],
  ])('fails with a message for one %s', async (_, files, name, message) => {
    await expect(readStage(name, [await placeWith(files)])).rejects.toThrow(message);
  });
});

/** Whether an object put into one is found in the other. */
async function sameStore(one: Store, other: Store): Promise<boolean> {
  await one.put('covid/proof', Buffer.from('proof'));
  return Buffer.from((await (await other.get('covid/proof'))?.bytes()) ?? []).toString() === 'proof';
}

describe('resolveTarget', () => {
  test('of two folders is what a local build uses', async () => {
    const folder = await temporaryFolder();
    const [uploads, out] = [join(folder, 'uploads'), join(folder, 'out')];
    await mkdir(uploads);
    const target = await resolveTarget(parsed({ uploads, out }));
    expect(target).toMatchObject({ name: 'local', address: null, place: { kind: 'local', uploads, out } });
    const tools = await localTools({ uploads, out, log() {}, progress() {} });
    expect(await sameStore(target.uploads, tools.uploads)).toBe(true);
    expect(await sameStore(target.work, tools.work)).toBe(true);
    expect(await sameStore(target.site, tools.site)).toBe(true);
  });

  test('of a folder of uploads alone publishes where start does', async () => {
    const uploads = await temporaryFolder();
    const { place } = await resolveTarget(parsed({ uploads }));
    expect(place).toEqual({ kind: 'local', ...(await localFolders(uploads, undefined)) });
  });

  test.each([
    [{ stage: 'prod', uploads: 'x' }, '--stage and --uploads name two targets; give one'],
    [{ out: 'x' }, '--out DIR needs --uploads DIR'],
    [{ uploads: 'absent' }, 'the folder absent does not exist'],
  ])('of %j fails with a message', async (values, message) => {
    await expect(resolveTarget(parsed(values))).rejects.toThrow(message);
  });
});

describeMoto('resolveTarget of a stage', aws => {
  test('has its three buckets, in its region', async () => {
    const [uploads, work, site] = await Promise.all([aws().bucket(), aws().bucket(), aws().bucket()]);
    const place = await placeWith({ 'dev.json': { ...PROD, uploads, work, site } });
    vi.stubEnv('AWS_ENDPOINT_URL_S3', aws().endpoint);
    vi.stubEnv('AWS_REGION', '');
    vi.spyOn(process, 'cwd').mockReturnValue(place);
    const target = await resolveTarget(parsed({ stage: 'dev' }));
    expect(target).toMatchObject({ name: 'dev', address: 'https://example.org', place: { kind: 'deployed' } });
    const { S3Store } = await import('../../functions/store/s3-store.ts');
    for (const [store, bucket] of [
      [target.uploads, uploads],
      [target.work, work],
      [target.site, site],
    ] as const)
      expect(await sameStore(store, new S3Store({ client: aws().client, bucket }))).toBe(true);
  });
});
