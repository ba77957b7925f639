import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Temporary folders, deleted however the process ends, and progress lines. */
export interface Scratch {
  /** A new empty folder. */
  folder(): Promise<string>;
  empty(folder: string): Promise<void>;
  remove(folder: string): Promise<void>;
  log(message: string): void;
}

export async function createScratch(): Promise<Scratch> {
  const root = await mkdtemp(join(tmpdir(), 'seecovid-bench-'));
  let folders = 0;
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const remove = (folder: string) => rm(folder, { recursive: true, force: true });
  return {
    async folder() {
      folders += 1;
      const folder = join(root, String(folders));
      await mkdir(folder);
      return folder;
    },
    async empty(folder) {
      await remove(folder);
      await mkdir(folder);
    },
    remove,
    log: message => console.error(`… ${message}`),
  };
}
