import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'seecovid-job-';
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Runs `work` in a temporary folder and removes it afterwards, along with day-old folders of builds that were killed. */
export async function inJobFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await sweepAbandoned();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    await mkdir(join(folder, 'rows'));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sweepAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter(name => name.startsWith(PREFIX));
  for (const name of names) {
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS)
      await rm(path, { recursive: true, force: true });
  }
}
