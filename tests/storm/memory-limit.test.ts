// @module-tag exhaustive
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { build } from '../../functions/build/build.ts';
import { DiskStore } from '../../functions/store/disk-store.ts';
import { localTools } from '../../local/local-tools.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { publishedIn } from './clean-build.ts';
import { killUploads } from './kill-uploads.ts';
import { transformProcess } from './seecovid-process.ts';
import { Visitor } from './visitor.ts';

const REST_MS = 600;

async function sample() {
  const folder = await temporaryFolder();
  const uploads = await killUploads(folder, false);
  const at = (name: string) => join(folder, name);
  const visit = async (out: string) => (await new Visitor(new DiskStore({ root: out }), 'covid').look())?.id;
  const toolsFor = (out: string) => localTools({ uploads: uploads.all, out, log() {}, progress() {} });
  await mkdir(at('tmp'));
  return { uploads, at, visit, toolsFor };
}

test('an engine without memory fails the build and blames no upload; the next one goes on from what was staged', {
  timeout: 180_000,
}, async () => {
  const { at, visit, toolsFor } = await sample();
  const [out, undisturbed] = [at('out'), at('undisturbed')];
  const tools = await toolsFor(out);
  // Enough for the lookup table, and not for a batch of reports.
  const tooLittle = { memoryMb: 36, lanes: 1 };
  await expect(build('covid', { ...tools, limits: tooLittle })).rejects.toThrow(/Out of Memory/);
  expect(await visit(out)).toBeUndefined();

  const { staged, receipt } = await build('covid', tools);
  expect(receipt.inputs.filter(({ state }) => state === 'quarantined')).toEqual([]);
  const whole = await build('covid', await toolsFor(undisturbed));
  expect(staged).toBeLessThan(whole.staged);
  expect(await visit(out)).toBe(whole.pointer.snapshot);
});

test('a process that runs out of memory leaves what is live, and the next one ends as if nothing had been', {
  timeout: 180_000,
}, async () => {
  const { uploads, at, visit } = await sample();
  const [out, undisturbed, temporary] = [at('out'), at('undisturbed'), at('tmp')];
  await sleep(REST_MS);
  await transformProcess(uploads.before, out, { temporary });
  const before = await visit(out);
  await cp(out, undisturbed, { recursive: true });
  const { code, signal } = await transformProcess(uploads.all, out, { temporary, node: ['--max-old-space-size=12'] });
  expect(signal ?? code).not.toBe(0);
  expect(await visit(out)).toBe(before);
  for (const folder of [out, undisturbed]) await transformProcess(uploads.all, folder, { temporary });
  expect(await visit(out)).not.toBe(before);
  const expected = await publishedIn(new DiskStore({ root: undisturbed }));
  expect(await publishedIn(new DiskStore({ root: out }), expected.keys())).toEqual(expected);
});
