import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inJobFolder } from '../../functions/job/job-folder.ts';

test('a job folder is there for the job, and gone after it, also where the job fails', async () => {
  const folder = await inJobFolder(async folder => {
    expect(existsSync(join(folder, 'rows'))).toBe(true);
    return folder;
  });
  expect(existsSync(folder)).toBe(false);
  let failed = '';
  const job = inJobFolder(async folder => {
    failed = folder;
    throw new Error('no');
  });
  await expect(job).rejects.toThrow('no');
  expect(existsSync(failed)).toBe(false);
});

test('what a killed build left a day ago is swept, what is younger is not', async () => {
  const [old, young] = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'seecovid-job-'))));
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  await utimes(old ?? '', yesterday, yesterday);
  await inJobFolder(async () => {});
  expect(existsSync(old ?? '')).toBe(false);
  expect(existsSync(young ?? '')).toBe(true);
  await rm(young ?? '', { recursive: true });
});
