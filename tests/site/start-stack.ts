import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { writeSample } from '../../local/sample/write-sample.ts';
import { realReports } from '../real-reports.ts';
import { publishedStack } from './published-stack.ts';
import { findChromium } from './with-browser.ts';

/** Runs the whole stack for the browser tests, on the real reports where they are at hand, else on the sample. */
export default async function startStack(project: TestProject): Promise<() => Promise<void>> {
  if (findChromium() === null || process.env.SITE_ADDRESS !== undefined) return async () => {};
  const folder = await mkdtemp(join(tmpdir(), 'seecovid-browser-'));
  const uploads = join(folder, 'uploads');
  await mkdir(uploads);
  const reports = realReports();
  if (reports === null) await writeSample(uploads);
  else await symlink(reports, join(uploads, 'covid'), 'dir');
  const stack = await publishedStack(uploads, join(folder, 'out'));
  project.provide('siteAddress', stack.url);
  return async () => {
    await stack.close();
    await rm(folder, { recursive: true, force: true });
  };
}
