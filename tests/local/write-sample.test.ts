import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSiteYaml } from '../../functions/describe/read-site-yaml.ts';
import { type SampleOptions, writeSample } from '../../local/sample/write-sample.ts';

/** Another hash is another sample: raise SAMPLE_VERSION, or folders keep the old one. */
const GOLDEN: readonly (readonly [SampleOptions, string])[] = [
  [{ seed: 7, firstDate: '2020-03-20', days: 3 }, '138f8eb99395e5a7b2f6e04b7d06ade18abd2c94ecf3e9bc0cbfe9cc53caac73'],
  [{ seed: 7, firstDate: '2021-01-15', days: 1 }, 'ee195f046f0f944cccefb6fd0febdc33c913f8ffbc5f2cdc4a89ba17541fd977'],
];

let parent = '';

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'write-sample-'));
});

afterAll(() => rm(parent, { recursive: true }));

describe('writeSample', () => {
  test.each(GOLDEN)(
    'gives the same bytes for %o on every machine, and others for another seed',
    async (options, golden) => {
      const [own, other] = [await mkdtemp(join(parent, 'own-')), await mkdtemp(join(parent, 'other-'))];
      const { files } = await writeSample(own, options);
      await writeSample(other, { ...options, seed: 8 });
      expect(await hashOf(own, files)).toBe(golden);
      expect(await hashOf(other, files)).not.toBe(golden);
    },
  );

  test('writes nothing where the folder holds this sample, and leaves changed files alone', async () => {
    const root = join(parent, 'again');
    const options = { firstDate: '2020-04-01', days: 2 };
    const { files } = await writeSample(root, options);
    const changed = join(root, files[0] ?? '');
    await writeFile(changed, 'changed');
    expect(await writeSample(root, options)).toMatchObject({ written: false, files });
    expect(await readFile(changed, 'utf8')).toBe('changed');
    await rm(changed);
    expect(await writeSample(root, options)).toMatchObject({ written: true });
  });

  test('takes away what another sample wrote, and nothing else', async () => {
    const root = join(parent, 'fewer');
    const { files } = await writeSample(root, { firstDate: '2020-04-01', days: 2 });
    await writeFile(join(root, 'covid/own.csv'), 'mine');
    await writeSample(root, { firstDate: '2020-04-02', days: 1 });
    await expect(stat(join(root, files[0] ?? ''))).rejects.toThrow('ENOENT');
    expect(await readFile(join(root, 'covid/own.csv'), 'utf8')).toBe('mine');
  });

  test('names a site where it is one, and leaves the name of another alone', async () => {
    const root = join(parent, 'site');
    await writeSample(root, { days: 1, isSite: true });
    const site = await readFile(join(root, 'site.yaml'), 'utf8');
    expect(readSiteYaml(site, 'site.yaml')).toMatchObject({ title: 'See COVID', home: false });
    const other = join(parent, 'other-site');
    await mkdir(other);
    await writeFile(join(other, 'site.yaml'), 'title: Mine');
    await writeSample(other, { days: 1 });
    expect(await readFile(join(other, 'site.yaml'), 'utf8')).toBe('title: Mine');
  });

  test('never overwrites a file that no sample wrote', async () => {
    const root = join(parent, 'taken');
    await mkdir(join(root, 'covid'), { recursive: true });
    await writeFile(join(root, 'covid/dataset.yaml'), 'mine');
    await expect(writeSample(root, { days: 1 })).rejects.toMatchObject({ code: 'bad-input' });
    expect(await readFile(join(root, 'covid/dataset.yaml'), 'utf8')).toBe('mine');
  });

  test.each([
    { days: 0 },
    { days: 1.5 },
    { days: 3_001 },
    { firstDate: '2020-01-21' },
    { firstDate: '2020-02-30' },
    { seed: 0.5 },
  ])('refuses %o', async options => {
    await expect(writeSample(join(parent, 'refused'), options)).rejects.toMatchObject({ code: 'bad-parameter' });
  });
});

async function hashOf(root: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(root, file)));
  return hash.digest('hex');
}
