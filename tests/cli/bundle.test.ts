import { execFile } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PARTS = ['cli', 'datasets', 'functions', 'infra', 'local', 'maps', 'site', 'package.json', 'package-lock.json'];

/** A copy of the sources, with the packages of this checkout. */
async function checkout(): Promise<string> {
  const root = await temporaryFolder();
  const filter = (path: string) => !/[\\/](dist|generated)$/.test(path);
  for (const part of PARTS) await cp(join(ROOT, part), join(root, part), { recursive: true, filter });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

async function run(root: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'cli', 'seecovid.mjs'), ...args]);
  return stdout;
}

async function overview(root: string): Promise<string> {
  return (await run(root, '--help')).split('\n')[0] ?? '';
}

function recordOf(root: string): { entry: string } {
  return JSON.parse(readFileSync(join(root, '.local', 'cli', 'bundle.json'), 'utf8'));
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

const TIME = { timeout: 120_000 };

test('commands run from a bundle for as long as no source has changed', TIME, async () => {
  const root = await checkout();
  expect(await overview(root)).toBe('Usage: seecovid <command> [options]');
  edit(join(root, recordOf(root).entry), 'Usage: seecovid <command>', 'Bundle: seecovid <command>');
  expect(await overview(root)).toBe('Bundle: seecovid <command> [options]');

  edit(join(root, 'cli', 'main.ts'), 'Usage: seecovid <command>', 'Changed: seecovid <command>');
  expect(await overview(root)).toBe('Changed: seecovid <command> [options]');
  appendFileSync(join(root, 'functions', 'measures', 'similar-names.ts'), '\nthrow new Error("it was loaded");\n');
  await expect(overview(root)).rejects.toThrow('it was loaded');
});

test('a bundle that is damaged or not there any more is made again', TIME, async () => {
  const root = await checkout();
  await overview(root);
  const damages = [rmSync, (path: string) => writeFileSync(path, '')];
  for (const damage of damages) {
    const { entry } = recordOf(root);
    damage(join(root, entry));
    expect(await overview(root)).toBe('Usage: seecovid <command> [options]');
    expect(recordOf(root).entry).not.toBe(entry);
  }
});

test('a build from the sources, where no bundle can be made, ends in the same snapshot', TIME, async () => {
  const root = await checkout();
  const build = async (name: string) => {
    await run(root, 'transform', '--uploads', join(root, 'uploads'), '--out', join(root, name));
    return JSON.parse(readFileSync(join(root, name, 'data', 'covid', 'latest.json'), 'utf8')).snapshot;
  };
  await run(root, 'sample', join(root, 'uploads'), '--days', '3');
  const snapshot = await build('from-bundle');
  rmSync(join(root, '.local'), { recursive: true });
  writeFileSync(join(root, '.local'), 'not a folder');
  expect(await build('from-sources')).toBe(snapshot);
});
